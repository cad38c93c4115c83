using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using TestSupport.Mail;
using Workflows.Mail.Receiving;

namespace Workflows.Mail.Tests.Receiving;

/// <summary>Where the reading of a mailbox begins that was never read.</summary>
[Collection(MailServerCollection.Name)]
public sealed class MailboxCursorTests(MailServerFixture fixture)
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1200, 0, 1200)]
    [InlineData(1200, 3, 1200)]
    [InlineData(2, 1100, 2)]
    [InlineData(0, 4, 0)]
    public async Task It_begins_with_the_first_mail_of_the_last_two_days(int old, int recent, long last)
    {
        var mailbox = $"box-{Guid.NewGuid():N}@example.test";
        await using var office = await Office.OpenAsync();
        await fixture.Server.FillAsync(mailbox, old, office.Clock.GetUtcNow().AddDays(-60));
        await fixture.Server.FillAsync(mailbox, recent, office.Clock.GetUtcNow().AddHours(-30));
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", fixture.Server.ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(mailbox, MailServer.Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        var cursor = office.Get<MailboxCursor>();

        await cursor.BeginAsync(client.Inbox, mailbox, CancellationToken.None);

        Assert.Equal(last, await cursor.LastAsync(client.Inbox, mailbox, CancellationToken.None));
    }
}
