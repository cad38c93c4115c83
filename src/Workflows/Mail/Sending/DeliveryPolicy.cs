using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>
/// Decides whether a mail goes out now, with the next digest, or not at all, by what its receiver has chosen. Urgent mail goes now in any case, and so does mail to a bare
/// address, behind which nobody can choose.
/// </summary>
internal sealed class DeliveryPolicy(IMailPreferences preferences, IMailQueue queue, MailQueueSignal signal, IOptions<MailOptions> options, MailClock clock)
{
    /// <summary>Applies it to a mail that has not been tried yet, and writes down what came of it.</summary>
    /// <returns>The mail: waiting when it may go now.</returns>
    public async Task<OutgoingMail> AdmitAsync(OutgoingMail mail, bool isUrgent, CancellationToken cancellationToken)
    {
        if (isUrgent || mail.ReceiverId is not { } person)
        {
            return mail;
        }

        var preference = preferences.Find(person) ?? options.Value.Delivery.For(person);
        if (preference.Delivery == MailDelivery.UrgentOnly)
        {
            return mail with { State = OutgoingMailState.Dropped, Problem = NotWanted };
        }

        var now = clock.Now.ToOffset(clock.LocalOffset);
        var until = DeliveryTimes.HeldUntil(preference, now);
        var held = mail with { State = OutgoingMailState.Held, NextAt = until ?? DeliveryTimes.NextDigest(preference, now) };
        var admitted = await queue.AdmitAsync(mail, held, until is null ? preference.MostADay : 0, DeliveryTimes.Midnight(now), cancellationToken);
        if (admitted.State == OutgoingMailState.Held)
        {
            signal.Wake();
        }

        return admitted;
    }

    private static LocalizedText NotWanted { get; } = new("收件人选择只接收加急邮件，任务在收件箱中。", "Its receiver wants urgent mail only; the task is in their inbox.");
}
