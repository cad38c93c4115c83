using Microsoft.Extensions.Options;
using MimeKit;
using Workflows.Mail.Composing;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>Gives a mail its envelope: headers, Message-ID, thread.</summary>
internal sealed class MailEnvelope(IOptions<MailOptions> options, MailClock clock)
{
    private readonly MailboxAddress _from = MailAddresses.TryParse(options.Value.From, out var from)
        ? from
        : throw new InvalidOperationException($"Mail:From is no address: {options.Value.From}");

    /// <summary>The mail as it goes out. The same mail again has the same Message-ID and date.</summary>
    public MimeMessage For(OutgoingMail mail, string language)
    {
        var message = new MimeMessage
        {
            Subject = MailAddresses.OneLine(mail.Subject),
            Date = mail.CreatedAt.ToOffset(clock.LocalOffset),
            MessageId = $"{mail.Id:N}@{_from.Domain}",
            Body = new BodyBuilder { TextBody = mail.Body, HtmlBody = HtmlBody.From(mail.Body, language) }.ToMessageBody(),
        };
        message.From.Add(_from);
        message.To.Add(new MailboxAddress(MailAddresses.OneLine(mail.ReceiverName), mail.Address));

        // Told to robots: this is no person writing, and no absence notice is wanted in return.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (mail.InstanceId is { } instance)
        {
            // All mails about an instance answer a mail that was never sent, so mail programs show them as one conversation.
            var thread = $"instance.{instance:N}@{_from.Domain}";
            message.InReplyTo = thread;
            message.References.Add(thread);
        }

        return message;
    }
}
