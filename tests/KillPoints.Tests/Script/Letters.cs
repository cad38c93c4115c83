using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using TestSupport.Mail;

namespace KillPoints.Tests.Script;

/// <summary>What a person does with their own mail program; nobody dies in between.</summary>
internal static class Letters
{
    /// <summary>Answers the one mail that a day has sent to an address.</summary>
    public static async Task AnswerAsync(Place place, string address, string text)
    {
        var mail = await FindAsync(place, address);
        var answer = new MimeMessage { Subject = $"Re: {mail.Subject}", MessageId = $"answer@{place.Name}.test", InReplyTo = mail.MessageId, Body = new TextPart("plain") { Text = text } };
        answer.From.Add(MailboxAddress.Parse(address));
        answer.To.AddRange(mail.ReplyTo);
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", place.SmtpPort, SecureSocketOptions.None);
        await client.SendAsync(answer);
        await client.DisconnectAsync(quit: true);
    }

    private static async Task<MimeMessage> FindAsync(Place place, string address)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", place.ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(address, MailServer.Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        var found = await client.Inbox.SearchAsync(SearchQuery.HeaderContains("Message-Id", $"@{place.Name}.test"));
        return await client.Inbox.GetMessageAsync(found[0]); // one that was sent again after a death is the same
    }
}
