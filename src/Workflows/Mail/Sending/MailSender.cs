using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Mail.Transport;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>Hands a mail over once and writes down what came of it.</summary>
internal sealed class MailSender(IMailTransport transport, MailEnvelope envelope, MailJournal journal, IOptions<MailOptions> options, MailClock clock)
{
    /// <summary>Tries once to send.</summary>
    /// <param name="mail">The mail as logged so far, or new.</param>
    /// <param name="language">Language of its text.</param>
    /// <param name="triesAgain">Whether somebody will try again when the server is away; otherwise the mail is parked at once.</param>
    /// <param name="extras">What it gets for this sending.</param>
    /// <param name="cancellationToken">Gives up; the log then knows nothing of this attempt.</param>
    /// <returns>The mail as logged now, and the refusal when it has not left.</returns>
    public async Task<(OutgoingMail Mail, Refusal? Refusal)> SendAsync(OutgoingMail mail, string language, bool triesAgain, MailExtras? extras, CancellationToken cancellationToken)
    {
        var delivery = await transport.SendAsync(envelope.For(mail, language, extras), cancellationToken);
        var now = clock.Now;
        var tried = mail with { Attempts = mail.Attempts + 1 };
        var sent = extras is null ? tried : tried with { Body = extras.Below(mail.Body) };
        var isHopeful = triesAgain && now - mail.CreatedAt < options.Value.GiveUpAfter;
        var (after, refusal) = delivery switch
        {
            Delivery.Accepted accepted => (sent with { State = OutgoingMailState.Sent, SentAt = now, File = accepted.File, NextAt = null }, null),
            Delivery.Postponed postponed when isHopeful => (tried with { State = OutgoingMailState.Waiting, Problem = postponed.Why.Message, NextAt = mail.NextAt is null ? null : now + Waits.After(tried.Attempts) }, postponed.Why),
            Delivery.Postponed postponed => (tried with { State = OutgoingMailState.Parked, Problem = postponed.Why.Message, NextAt = null }, postponed.Why),
            Delivery.Refused refused => (tried with { State = OutgoingMailState.Parked, Problem = refused.Why.Message, NextAt = null }, refused.Why),
            _ => throw new InvalidOperationException($"Unknown delivery {delivery}."),
        };
        await journal.RecordAsync(after, cancellationToken);
        return (after, refusal);
    }

    /// <summary>Writes down a mail that cannot even be tried.</summary>
    public async Task<OutgoingMail> ParkAsync(OutgoingMail mail, LocalizedText why, CancellationToken cancellationToken)
    {
        var parked = mail with { State = OutgoingMailState.Parked, Problem = why, NextAt = null };
        await journal.RecordAsync(parked, cancellationToken);
        return parked;
    }
}
