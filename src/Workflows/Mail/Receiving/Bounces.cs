using MimeKit;
using Workflows.Core.Organisation;
using Workflows.Mail.Sending;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Receiving;

/// <summary>
/// Reads reports that a mail could not be delivered (RFC 3464). Anybody can write such a report, so it counts only when it brings back what nobody else knows of one mail of ours:
/// its Message-ID, made of a hash, together with the address it went to. It marks the address and decides nothing; nobody is answered.
/// </summary>
internal sealed class Bounces(IMailLog log, IBouncedAddresses bounced, Undeliverable undeliverable, MailClock clock)
{
    private const int LongestDiagnostic = 300;

    /// <summary>Servers give up after 5 days; a report that comes much later is an old one played again.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromDays(10);

    private static readonly Actor Machine = Actor.System("mail");

    /// <summary>Takes a report in.</summary>
    /// <returns>What became of it; <see langword="null"/> when the mail is none.</returns>
    public async Task<ReplyVerdict?> TakeAsync(MimeMessage message, Guid id, CancellationToken cancellationToken)
    {
        if (message.Body is not Multipart report || !report.ContentType.IsMimeType("multipart", "report") || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
        {
            return null;
        }

        if (Failures(status) is not { Count: > 0 } failures)
        {
            return new ReplyVerdict(IncomingMailState.Ignored, "mail.report", ReplyTexts.Delayed);
        }

        if (ReturnedId(report) is not { } mailId || await log.FindAsync(Machine, mailId, cancellationToken) is not { State: OutgoingMailState.Sent, SentAt: { } sentAt } mail || clock.Now - sentAt > Latest
            || failures.FirstOrDefault(f => f.Address.Equals(mail.Address, StringComparison.OrdinalIgnoreCase)) is not { } failure)
        {
            return new ReplyVerdict(IncomingMailState.Ignored, "mail.report-unknown", ReplyTexts.NotAboutUs);
        }

        await bounced.MarkAsync(new BouncedAddress(failure.Address, mail.ReceiverId, mail.Id, id, failure.Status, failure.Diagnostic, clock.Now), cancellationToken);
        await undeliverable.TellAsync(mail, cancellationToken);
        return new ReplyVerdict(IncomingMailState.Ignored, "mail.bounced", ReplyTexts.Bounced(failure.Address, failure.Status)) { MailId = mail.Id };
    }

    /// <summary>Receivers that failed for good: action "failed" with a status of class 5.</summary>
    private static List<Failure> Failures(MessageDeliveryStatus status) =>
    [
        .. status.StatusGroups
            .Where(g => g["Action"]?.Trim().Equals("failed", StringComparison.OrdinalIgnoreCase) == true && g["Status"]?.Trim().StartsWith("5.", StringComparison.Ordinal) == true)
            .Select(g => new Failure(Value(g["Original-Recipient"] ?? g["Final-Recipient"]), Shortened(g["Status"]!.Trim(), 20), Shortened(Value(g["Diagnostic-Code"]), LongestDiagnostic)))
            .Where(f => f.Address.Length > 0),
    ];

    /// <summary>The id of our mail, from the Message-ID of what came back: the whole mail, or its headers.</summary>
    private static Guid? ReturnedId(Multipart report)
    {
        foreach (var part in report)
        {
            var messageId = part switch
            {
                MessagePart { Message: { } returned } => returned.MessageId,
                TextPart text when text.ContentType.IsMimeType("text", "rfc822-headers") => IdIn(text.Text),
                _ => null,
            };
            if (messageId is not null && Guid.TryParseExact(messageId.Trim('<', '>', ' ').Split('@')[0], "N", out var id))
            {
                return id;
            }
        }

        return null;
    }

    private static string? IdIn(string headers) =>
        headers.ReplaceLineEndings("\n").Split('\n').FirstOrDefault(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))?["Message-ID:".Length..].Trim();

    /// <summary>The value behind its type: <c>rfc822; name@domain</c>, <c>smtp; 550 5.1.1 …</c>.</summary>
    private static string Value(string? typed) => typed is null ? "" : MailAddresses.OneLine(typed[(typed.IndexOf(';', StringComparison.Ordinal) + 1)..]).Trim('<', '>', ' ');

    private static string Shortened(string text, int most) => text.Length <= most ? text : text[..most];

    private sealed record Failure(string Address, string Status, string Diagnostic);
}
