using System.Net;
using System.Net.Sockets;
using TestSupport.Mail;
using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Mail.Tests;

/// <summary>The way to the mailbox: encryption, certificate, sign-in and folder against a real dovecot, and whether a failing set-up says what is wrong.</summary>
public sealed class MailboxConnectionTests : IDisposable
{
    private static readonly Actor Admin = new("admin", "管理员", [new RoleGrant(Roles.Administrator, "42090")]);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-");

    [Fact]
    public async Task The_certificate_is_checked_whichever_way_the_line_is_encrypted()
    {
        var certificate = TestCertificate.For("localhost");
        await using var server = await MailServer.StartAsync(new MailServerSettings { Certificate = certificate });

        foreach (var (security, port) in new[] { (SmtpSecurity.Tls, server.ImapTlsPort), (SmtpSecurity.StartTls, server.ImapPort) })
        {
            Assert.Null(await TryAsync(imap => (imap.Port, imap.Security, imap.CertificateAuthorityFile) = (port, security, Authority(certificate))));
            Assert.Equal("mail.certificate", await TryAsync(imap => (imap.Port, imap.Security) = (port, security)));
            Assert.Equal("mail.certificate", await TryAsync(imap => (imap.Port, imap.Security, imap.CertificateAuthorityFile) = (port, security, Authority(TestCertificate.For("localhost")))));
            Assert.Equal("mail.certificate", await TryAsync(imap => (imap.Host, imap.Port, imap.Security, imap.CertificateAuthorityFile) = ("127.0.0.1", port, security, Authority(certificate))));
        }
    }

    [Fact]
    public async Task Each_way_the_mailbox_can_fail_has_its_own_words()
    {
        await using var server = await MailServer.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var closedPort = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        Assert.Null(await TryAsync(imap => imap.Port = server.ImapPort));
        Assert.Equal("mail.dns", await TryAsync(imap => imap.Host = "mail.closedloop.invalid"));
        Assert.Equal("mail.connect", await TryAsync(imap => imap.Port = closedPort));
        Assert.Equal("mail.timeout", await TryAsync(imap => (imap.Port, imap.Timeout) = (((IPEndPoint)silent.LocalEndpoint).Port, TimeSpan.FromSeconds(1))));
        Assert.Equal("mail.tls", await TryAsync(imap => (imap.Port, imap.Security) = (server.ImapPort, SmtpSecurity.StartTls)));
        Assert.Equal("mail.tls", await TryAsync(imap => (imap.Port, imap.Security) = (server.ImapPort, SmtpSecurity.Tls)));
        Assert.Equal("mail.auth", await TryAsync(imap => (imap.Port, imap.Password) = (server.ImapPort, "wrong")));
        Assert.Equal("mail.folder-missing", await TryAsync(imap => (imap.Port, imap.Folder) = (server.ImapPort, "Nowhere")));
    }

    [Fact]
    public async Task Only_an_administrator_tries_the_mailbox()
    {
        using var room = Room(_ => { });
        Assert.Equal("command.not-allowed", (await room.Desk.TryMailboxAsync(new Actor("x", "x", [])))?.Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string?> TryAsync(Action<ImapOptions> configure)
    {
        using var room = Room(configure);
        return (await room.Desk.TryMailboxAsync(Admin))?.Code;
    }

    private MailRoom Room(Action<ImapOptions> configure) => new(options =>
    {
        options.From = "closedloop@example.test";
        options.Smtp.Host = "localhost";
        options.Imap = new ImapOptions { Host = "localhost", Security = SmtpSecurity.None, UserName = "closedloop@example.test", Password = MailServer.Password, ArchiveDirectory = _folder.FullName, Timeout = TimeSpan.FromSeconds(20) };
        configure(options.Imap);
    });

    private string Authority(TestCertificate certificate)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.pem");
        File.WriteAllText(file, certificate.Authority);
        return file;
    }
}
