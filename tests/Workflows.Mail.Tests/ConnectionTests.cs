using System.Net;
using System.Net.Sockets;
using TestSupport.Mail;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>Encryption, sign-in, and whether a failing set-up says what is wrong: the test mail of the Mail page against real servers.</summary>
public sealed class ConnectionTests : IDisposable
{
    private static readonly Actor Admin = new("admin", "管理员", [new RoleGrant(Roles.Administrator, "42090")]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-");

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_server_with_a_certificate_of_a_known_authority_gets_the_mail_encrypted_and_signed_in(SmtpSecurity security)
    {
        var certificate = TestCertificate.For("localhost");
        await using var server = await MailServer.StartAsync(new MailServerSettings { Certificate = certificate, UserName = "robot", Password = "secret" });

        var refusal = await TestAsync(smtp => Configure(smtp, server, security, certificate.Authority));

        Assert.Null(refusal);
        Assert.Equal("【测试】ClosedLoop 邮件设置可用", Assert.Single(await server.ReadAsync("someone@example.test")).Subject);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_or_another_name_is_refused()
    {
        var certificate = TestCertificate.For("localhost");
        await using var server = await MailServer.StartAsync(new MailServerSettings { Certificate = certificate });

        var unknown = await TestAsync(smtp => Configure(smtp, server, SmtpSecurity.StartTls, authority: null));
        var otherAuthority = await TestAsync(smtp => Configure(smtp, server, SmtpSecurity.StartTls, TestCertificate.For("localhost").Authority));
        var otherName = await TestAsync(smtp =>
        {
            Configure(smtp, server, SmtpSecurity.StartTls, certificate.Authority);
            smtp.Host = "127.0.0.1";
        });

        Assert.Equal(["mail.certificate", "mail.certificate", "mail.certificate"], new[] { unknown, otherAuthority, otherName }.Select(refusal => refusal?.Code));
        Assert.Equal(0, await server.CountAsync("someone@example.test"));
    }

    [Fact]
    public async Task A_wrong_password_or_none_is_told_as_a_matter_of_sign_in()
    {
        await using var server = await MailServer.StartAsync(new MailServerSettings { UserName = "robot", Password = "secret" });

        var wrong = await TestAsync(smtp => (smtp.Port, smtp.UserName, smtp.Password) = (server.SmtpPort, "robot", "wrong"));
        var none = await TestAsync(smtp => smtp.Port = server.SmtpPort);

        Assert.Equal("mail.auth", wrong?.Code);
        Assert.Contains("robot", wrong!.Message.En);
        Assert.Equal("mail.auth", none?.Code);
    }

    [Fact]
    public async Task Each_way_a_connection_can_fail_has_its_own_words()
    {
        await using var server = await MailServer.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var closedPort = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        Assert.Equal("mail.dns", (await TestAsync(smtp => (smtp.Host, smtp.Port) = ("mail.closedloop.invalid", 25)))?.Code);
        Assert.Equal("mail.connect", (await TestAsync(smtp => smtp.Port = closedPort))?.Code);
        Assert.Equal("mail.tls", (await TestAsync(smtp => (smtp.Port, smtp.Security) = (server.SmtpPort, SmtpSecurity.StartTls)))?.Code);
        Assert.Equal("mail.tls", (await TestAsync(smtp => (smtp.Port, smtp.Security) = (server.SmtpPort, SmtpSecurity.Tls)))?.Code);
        Assert.Equal("mail.auth", (await TestAsync(smtp => (smtp.Port, smtp.UserName, smtp.Password) = (server.SmtpPort, "robot", "x")))?.Code);
        Assert.Equal("mail.timeout", (await TestAsync(smtp => (smtp.Port, smtp.Timeout) = (((IPEndPoint)silent.LocalEndpoint).Port, TimeSpan.FromSeconds(1))))?.Code);
    }

    [Fact]
    public async Task A_refused_sender_receiver_or_text_is_told_apart()
    {
        await using var server = await MailServer.StartAsync();

        server.Answer("mail", "closedloop@example.test", "553 5.7.1 not your address");
        var sender = await TestAsync(smtp => smtp.Port = server.SmtpPort);
        server.Answer("mail", "closedloop@example.test", null);
        server.Answer("rcpt", "someone@example.test", "550 5.1.1 unknown");
        var receiver = await TestAsync(smtp => smtp.Port = server.SmtpPort);
        server.Answer("rcpt", "someone@example.test", null);
        server.Answer("data", "someone@example.test", "554 5.6.0 looks like spam");
        var text = await TestAsync(smtp => smtp.Port = server.SmtpPort);
        server.Answer("data", "someone@example.test", "drop");
        var dropped = await TestAsync(smtp => smtp.Port = server.SmtpPort);

        Assert.Equal("mail.sender-refused", sender?.Code);
        Assert.Contains("553 5.7.1 not your address", sender!.Message.Zh);
        Assert.Equal("mail.recipient-refused", receiver?.Code);
        Assert.Equal("mail.message-refused", text?.Code);
        Assert.Equal("mail.dropped", dropped?.Code);
    }

    [Fact]
    public async Task One_connection_serves_many_mails_and_is_made_anew_when_the_server_has_hung_up()
    {
        await using var server = await MailServer.StartAsync();
        using var room = Room(smtp => smtp.Port = server.SmtpPort);

        Assert.Null(await room.Desk.SendTestAsync(Admin, "one@example.test"));
        server.Answer("rcpt", "two@example.test", "550 5.1.1 unknown");
        Assert.Equal("mail.recipient-refused", (await room.Desk.SendTestAsync(Admin, "two@example.test"))?.Code);
        Assert.Null(await room.Desk.SendTestAsync(Admin, "one@example.test"));
        server.Answer("rcpt", "two@example.test", "drop");
        Assert.Equal("mail.dropped", (await room.Desk.SendTestAsync(Admin, "two@example.test"))?.Code);
        Assert.Null(await room.Desk.SendTestAsync(Admin, "one@example.test"));

        Assert.Equal(3, (await server.ReadAsync("one@example.test", atLeast: 3)).Count);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task While_the_server_is_away_only_one_mail_in_five_seconds_waits_for_it()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var room = Room(smtp => (smtp.Port, smtp.Timeout) = (((IPEndPoint)silent.LocalEndpoint).Port, TimeSpan.FromSeconds(1)));

        async Task<int> ConnectionsOf(int mails)
        {
            foreach (var refusal in await Task.WhenAll(Enumerable.Range(0, mails).Select(_ => room.Desk.SendTestAsync(Admin, "someone@example.test"))))
            {
                Assert.Equal("mail.timeout", refusal?.Code);
            }

            var connections = 0;
            for (; silent.Pending(); connections++)
            {
                (await silent.AcceptSocketAsync()).Dispose();
            }

            return connections;
        }

        Assert.Equal(1, await ConnectionsOf(mails: 10));
        room.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await ConnectionsOf(mails: 10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@example.test, b@example.test")]
    [InlineData("a@example.test\r\nBcc: b@example.test")]
    public async Task A_test_mail_to_what_is_no_address_is_refused_before_anything_is_sent(string address)
    {
        using var room = Room(smtp => smtp.Port = 1);

        Assert.Equal("mail.bad-address", (await room.Desk.SendTestAsync(Admin, address))?.Code);
        Assert.Empty(room.Log.All);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<Refusal?> TestAsync(Action<SmtpOptions> configure)
    {
        using var room = Room(configure);
        var refusal = await room.Desk.SendTestAsync(Admin, "someone@example.test");
        var logged = Assert.Single(room.Log.All);
        Assert.Equal(refusal is null ? OutgoingMailState.Sent : OutgoingMailState.Parked, logged.State);
        Assert.Equal(refusal?.Message, logged.Problem);
        return refusal;
    }

    private static MailRoom Room(Action<SmtpOptions> configure) => new(options =>
    {
        options.From = "closedloop@example.test";
        options.Smtp = new SmtpOptions { Host = "127.0.0.1", Security = SmtpSecurity.None, Timeout = TimeSpan.FromSeconds(20) };
        configure(options.Smtp);
    });

    private void Configure(SmtpOptions smtp, MailServer server, SmtpSecurity security, string? authority)
    {
        smtp.Host = "localhost";
        smtp.Port = security == SmtpSecurity.Tls ? server.SmtpTlsPort : server.SmtpPort;
        smtp.Security = security;
        smtp.UserName = "robot";
        smtp.Password = "secret";
        if (authority is not null)
        {
            smtp.CertificateAuthorityFile = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.pem");
            File.WriteAllText(smtp.CertificateAuthorityFile, authority);
        }
    }
}
