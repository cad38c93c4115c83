namespace Workflows.Mail.Tests;

public sealed class MailOptionsTests
{
    [Fact]
    public void What_an_empty_settings_file_gives_is_valid() => Assert.Empty(Problems(_ => { }));

    [Fact]
    public void A_wrong_setting_is_named()
    {
        AssertNamed("Mail:From", options => options.From = "nobody");
        AssertNamed("Mail:PublicBaseUrl", options => options.PublicBaseUrl = "ftp://x");
        AssertNamed("Mail:Language", options => options.Language = "fr");
        AssertNamed("Mail:GiveUpAfter", options => options.GiveUpAfter = TimeSpan.Zero);
        AssertNamed("Mail:PickupDirectory", options => options.PickupDirectory = "");
    }

    [Fact]
    public void A_wrong_setting_of_the_server_is_named()
    {
        AssertNamedOfServer("Port", smtp => smtp.Port = 70000);
        AssertNamedOfServer("Security", smtp => smtp.Security = (SmtpSecurity)7);
        AssertNamedOfServer("Timeout", smtp => smtp.Timeout = TimeSpan.Zero);
        AssertNamedOfServer("UserName", smtp => smtp.UserName = "robot");
        AssertNamedOfServer("CertificateAuthorityFile", smtp => smtp.CertificateAuthorityFile = "missing.pem");
    }

    [Theory]
    [InlineData("Imap:UserName", "", "pw", "kept")]
    [InlineData("Imap:UserName", "robot", "", "kept")]
    [InlineData("Imap:ArchiveDirectory", "robot", "pw", "")]
    public void A_mailbox_wants_a_sign_in_and_a_folder_to_keep_mails_in(string setting, string user, string password, string folder) =>
        Assert.Contains(setting, Assert.Single(Problems(options =>
        {
            (options.From, options.Smtp.Host) = ("a@example.test", "mail.example.test");
            options.Imap = new ImapOptions { Host = "mail.example.test", UserName = user, Password = password, ArchiveDirectory = folder };
        })));

    [Fact]
    public void A_server_wants_a_sender_of_its_own() =>
        Assert.StartsWith("Mail:From must be set", Assert.Single(Problems(options => options.Smtp.Host = "mail.example.test")));

    [Theory]
    [InlineData(0, SmtpSecurity.None, 25)]
    [InlineData(0, SmtpSecurity.StartTls, 587)]
    [InlineData(0, SmtpSecurity.Tls, 465)]
    [InlineData(2525, SmtpSecurity.Tls, 2525)]
    public void The_port_follows_from_the_protection(int port, SmtpSecurity security, int expected) =>
        Assert.Equal(expected, new SmtpOptions { Port = port, Security = security }.EffectivePort);

    private static void AssertNamed(string setting, Action<MailOptions> configure) =>
        Assert.StartsWith(setting + " ", Assert.Single(Problems(configure)));

    private static void AssertNamedOfServer(string setting, Action<SmtpOptions> configure) =>
        AssertNamed($"Mail:Smtp:{setting}", options =>
        {
            options.From = "a@example.test";
            options.Smtp.Host = "mail.example.test";
            configure(options.Smtp);
        });

    private static IEnumerable<string> Problems(Action<MailOptions> configure)
    {
        var options = new MailOptions { PickupDirectory = "mail" };
        configure(options);
        return new MailOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
