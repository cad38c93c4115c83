using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Mail.Composing;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>
/// Carries out <see cref="SendMail"/>: one mail per receiver in the receiver's language. The log is asked before each, so a receiver who has
/// got the mail never gets it again, however often the effect is repeated. What is held for a digest is the mail queue's from then on.
/// </summary>
/// <remarks>
/// A server that is away is waited for (<see cref="EffectResult.Snooze"/>) for as long as <see cref="MailOptions.GiveUpAfter"/> says, because
/// a night's outage must not use up the attempts of a deadline's mail. What can never go out is parked together with the effect:
/// retrying the effect tries those again, after an address or a role has been mended.
/// </remarks>
internal sealed class SendMailHandler(IDefinitionCatalog catalog, IMailLog log, ReceiverResolver receivers, MailComposer composer, MailSender sender, MailLetters letters, Invitations invitations, DeliveryPolicy policy, MailJournal journal, Undeliverable undeliverable) : IEffectHandler<SendMail>
{
    private static readonly Actor Machine = Actor.System("mail");

    public async Task<EffectResult> HandleAsync(SendMail effect, EffectContext context, CancellationToken cancellationToken)
    {
        var package = await catalog.FindAsync(context.DefinitionId, context.DefinitionVersion, cancellationToken);
        var known = new List<(Receiver Receiver, OutgoingMail? Mail)>();
        foreach (var receiver in receivers.Resolve(effect.To))
        {
            known.Add((receiver, await log.FindAsync(Machine, MailIds.For(effect.Id, receiver.Key), cancellationToken)));
        }

        // While some mail waits, this is another automatic round: what was parked before stays parked.
        var isAutomatic = known.Any(pair => pair.Mail?.State == OutgoingMailState.Waiting);
        var results = new List<OutgoingMail>();
        foreach (var (receiver, mail) in known)
        {
            var isSettled = mail is { State: not (OutgoingMailState.Waiting or OutgoingMailState.Parked) } || (isAutomatic && mail?.State == OutgoingMailState.Parked);
            results.Add(isSettled ? mail! : await SendAsync(effect, context, package, receiver, mail, cancellationToken));
        }

        return Result(results);
    }

    private async Task<OutgoingMail> SendAsync(SendMail effect, EffectContext context, WorkflowPackage? package, Receiver receiver, OutgoingMail? known, CancellationToken cancellationToken)
    {
        var id = MailIds.For(effect.Id, receiver.Key);
        var composed = composer.Compose(package, effect.Template, receiver.Language, letters.Model(effect, context, receiver));
        var fresh = letters.Letter(id, effect.Template, receiver, composed);
        var mail = fresh with
        {
            EffectId = effect.Id,
            InstanceId = context.InstanceId,
            TaskId = receiver.Oversees ? null : effect.TaskId,
            Number = context.Header.Number,
            Unit = context.Header.Unit,
            CreatedAt = known?.CreatedAt ?? fresh.CreatedAt,
            Attempts = known?.Attempts ?? 0,
        };
        if (receiver.Obstacle is { } obstacle)
        {
            await undeliverable.TellAsync(mail, cancellationToken);
            return await sender.ParkAsync(mail, obstacle, cancellationToken);
        }

        var admitted = known is null ? await policy.AdmitAsync(mail, effect.Urgent, cancellationToken) : mail;
        return admitted.State == OutgoingMailState.Waiting ? await SendAsync(admitted, receiver, cancellationToken) : await journal.RecordAsync(admitted, cancellationToken);
    }

    private async Task<OutgoingMail> SendAsync(OutgoingMail mail, Receiver receiver, CancellationToken cancellationToken)
    {
        var invitation = mail.TaskId is { } task ? await invitations.InviteAsync(receiver, mail.Id, [new AskedTask(0, mail.InstanceId!.Value, task)], cancellationToken) : null;
        return (await sender.SendAsync(mail, receiver.Language, triesAgain: true, letters.Extras(invitation, receiver), cancellationToken)).Mail;
    }

    private static EffectResult Result(List<OutgoingMail> mails)
    {
        var waiting = mails.Where(mail => mail.State == OutgoingMailState.Waiting).ToList();
        if (waiting.Count > 0)
        {
            return new EffectResult.Snooze(Waits.After(waiting.Min(mail => mail.Attempts)));
        }

        var parked = mails.Where(mail => mail.State == OutgoingMailState.Parked).ToList();
        return parked.Count > 0
            ? new EffectResult.Park(string.Join(" ", parked.Select(mail => mail.Problem?.Zh).Distinct()))
            : new EffectResult.Done(new JsonObject { ["sent"] = mails.Count(mail => mail.State == OutgoingMailState.Sent) });
    }
}
