using TestSupport.Mail;
using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Mail.Tests;

/// <summary>Signing in by access token: against a real token endpoint, an SMTP server and dovecot that speak XOAUTH2.</summary>
public sealed class AccessTokenTests : IAsyncLifetime
{
    private const string User = "closedloop@example.test";
    private static readonly Actor Admin = new("admin", "管理员", [new RoleGrant(Roles.Administrator, "42090")]);

    private TokenServer _tokens = null!;
    private MailServer _server = null!;

    public async Task InitializeAsync()
    {
        _tokens = TokenServer.Start(User);
        _server = await MailServer.StartAsync(new MailServerSettings { Introspection = _tokens.Introspection });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _tokens.DisposeAsync();
    }

    [Theory]
    [InlineData(TokenServer.Secret, "")]
    [InlineData("", TokenServer.Refresh)]
    public async Task A_token_lets_mail_out_and_opens_the_mailbox(string clientSecret, string refreshToken)
    {
        using var room = Room(clientSecret, refreshToken);

        Assert.Null(await room.Desk.SendTestAsync(Admin, "someone@example.test"));
        Assert.Null(await room.Desk.SendTestAsync(Admin, "someone@example.test"));
        Assert.Null(await room.Desk.TryMailboxAsync(Admin));

        Assert.Equal(2, (await _server.ReadAsync("someone@example.test", atLeast: 2)).Count);
        Assert.Equal(2, _tokens.Given); // one for each way, kept while it is good
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_replaced_and_one_that_ends_is_renewed_before()
    {
        using var room = Room(TokenServer.Secret, "");
        Assert.Null(await room.Desk.TryMailboxAsync(Admin));
        _tokens.TakeBack();
        Assert.Null(await room.Desk.TryMailboxAsync(Admin));
        Assert.Equal(2, _tokens.Given);

        room.Clock.Advance(TimeSpan.FromSeconds(3600 - 61));
        Assert.Null(await room.Desk.TryMailboxAsync(Admin));
        Assert.Equal(2, _tokens.Given);
        room.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await room.Desk.TryMailboxAsync(Admin));
        Assert.Equal(3, _tokens.Given);
    }

    [Fact]
    public async Task What_is_wrong_with_tokens_is_told_without_their_secrets()
    {
        using var wrong = Room("not-the-secret", "");
        var refused = await wrong.Desk.SendTestAsync(Admin, "someone@example.test");
        Assert.Equal("mail.token", refused?.Code);
        Assert.Contains("invalid_client", refused!.Message.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", refused.Message.Zh + refused.Message.En, StringComparison.Ordinal);
        Assert.Equal("mail.token", (await wrong.Desk.TryMailboxAsync(Admin))?.Code);

        using var away = Room(TokenServer.Secret, "", endpoint: "http://127.0.0.1:9/token");
        Assert.Equal("mail.token", (await away.Desk.TryMailboxAsync(Admin))?.Code);

        using var other = Room(TokenServer.Secret, "", user: "somebody@example.test");
        Assert.Equal("mail.auth", (await other.Desk.SendTestAsync(Admin, "someone@example.test"))?.Code);
        Assert.Equal("mail.auth", (await other.Desk.TryMailboxAsync(Admin))?.Code);
    }

    private MailRoom Room(string clientSecret, string refreshToken, string? endpoint = null, string user = User) => new(options =>
    {
        SendingTests.Use(_server, options);
        options.Smtp.UserName = user;
        options.Smtp.OAuth = OAuth();
        options.Imap = new ImapOptions { Host = "127.0.0.1", Port = _server.ImapPort, Security = SmtpSecurity.None, UserName = user, OAuth = OAuth(), ArchiveDirectory = Path.GetTempPath() };

        OAuthOptions OAuth() => new() { TokenEndpoint = endpoint ?? _tokens.Endpoint, ClientId = "closedloop", ClientSecret = clientSecret, RefreshToken = refreshToken };
    });
}
