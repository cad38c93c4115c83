using Microsoft.Extensions.Options;
using MimeKit;
using Workflows.Mail.Composing;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>Gives a mail its envelope: headers, Message-ID, thread.</summary>
internal sealed class MailEnvelope(IOptions<MailOptions> options, MailClock clock)
{
    /// <summary>How a mail says that it answers another one (RFC 3834).</summary>
    public const string Answered = "auto-replied";

    private readonly MailboxAddress _from = MailAddresses.TryParse(options.Value.From, out var from)
        ? from
        : throw new InvalidOperationException($"Mail:From is no address: {options.Value.From}");

    /// <summary>The mail as it goes out. The same mail again has the same Message-ID and date.</summary>
    /// <param name="mail">The mail as logged, without secrets.</param>
    /// <param name="language">Language of its text.</param>
    /// <param name="extras">What it gets for this sending.</param>
    public MimeMessage For(OutgoingMail mail, string language, MailExtras? extras = null)
    {
        var invitation = extras?.Invitation;
        var body = extras is null ? mail.Body : extras.Invitation.Unmask(extras.Below(mail.Body));
        var message = new MimeMessage
        {
            Subject = MailAddresses.OneLine(mail.Subject),
            Date = mail.CreatedAt.ToOffset(clock.LocalOffset),
            MessageId = $"{mail.Id:N}@{_from.Domain}",
            Body = new BodyBuilder { TextBody = body, HtmlBody = Html(mail, body, language, extras) }.ToMessageBody(),
        };
        message.From.Add(_from);
        message.To.Add(new MailboxAddress(MailAddresses.OneLine(mail.ReceiverName), mail.Address));

        if (invitation?.ReplySecret is { } secret)
        {
            message.ReplyTo.Add(ReplyAddress(secret));
        }

        // Told to robots: this is no person writing, and no absence notice is wanted in return.
        message.Headers.Add(HeaderId.AutoSubmitted, mail.Answers is null ? "auto-generated" : Answered);
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (mail.InstanceId is { } instance)
        {
            // All mails about an instance answer a mail that was never sent, so mail programs show them as one conversation.
            var thread = $"instance.{instance:N}@{_from.Domain}";
            message.InReplyTo = thread;
            message.References.Add(thread);
        }

        if (mail.Answers is { } answered)
        {
            message.InReplyTo = answered;
            message.References.Add(answered);
        }

        return message;
    }

    private static string Html(OutgoingMail mail, string body, string language, MailExtras? extras) =>
        mail.Html is not { } own ? HtmlBody.From(body, language)
        : extras is null ? own
        : HtmlBody.Below(own, extras.Invitation.Unmask(extras.Footer));

    private MailboxAddress ReplyAddress(string secret)
    {
        var imap = options.Value.Imap;
        var address = imap.Address.Length > 0 ? imap.Address : _from.Address;
        var at = address.LastIndexOf('@');
        return new MailboxAddress(_from.Name, imap.PlusAddressing ? $"{address[..at]}+{secret}{address[at..]}" : address);
    }
}
