using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Sending;

/// <summary>Decides whether the receiver of a task mail may decide by it, and keeps the key when so.</summary>
internal sealed class Invitations(IInstanceStore store, IDefinitionCatalog catalog, IDecisionKeys keys, IPeople people, AbsenceDesk absences, IOptions<MailOptions> options, MailClock clock)
{
    /// <summary>
    /// Makes a key for one sending of a mail. A mail that is sent again gets another key; the earlier one stays good, for who knows which of
    /// the two arrived.
    /// </summary>
    /// <returns>What goes into the mail; <see langword="null"/> when its receiver cannot decide by it.</returns>
    public async Task<Invitation?> InviteAsync(SendMail effect, EffectContext context, Receiver receiver, Guid mailId, CancellationToken cancellationToken)
    {
        if (effect.TaskId is not { } taskId || receiver is { Oversees: true } or { Obstacle: not null }
            || receiver.PersonId is not { } personId || people.Find(personId) is not { IsActive: true } person
            || await store.LoadAsync(context.InstanceId, cancellationToken) is not { } instance
            || instance.Tasks.FirstOrDefault(t => t.Id == taskId && t.IsOpen) is not { ByMail: { } policy } task
            || task.CapacityOf(absences.ActorOf(person), instance.DefinitionId) is null)
        {
            return null;
        }

        var byLink = policy.Link != LinkPolicy.SignInOnly;
        var byReply = policy.Reply != ReplyPolicy.Never && options.Value.Imap.IsOn;
        var package = await catalog.FindAsync(instance.DefinitionId, instance.DefinitionVersion, cancellationToken);
        var outcomes = package is null ? [] : Engine.Plainly(package, task, clock.Now.ToOffset(clock.LocalOffset)).Outcomes;
        if (outcomes.IsEmpty || !(byLink || byReply))
        {
            return null;
        }

        var now = clock.Now;
        var invitation = new Invitation(byLink ? DecisionSecret.ForLink() : null, byReply ? DecisionSecret.ForReply() : null, policy, outcomes, now + options.Value.DecisionsValidFor);
        await keys.AddAsync(
            new DecisionKey(
                Guid.CreateVersion7(), Hash(invitation.LinkSecret), Hash(invitation.ReplySecret), mailId, person.Id, instance.Id, task.Id, instance.Revision, instance.UpdatedAt,
                [.. outcomes.Select(o => o.Name)], now, invitation.ExpiresAt),
            cancellationToken);
        return invitation;
    }

    private static string? Hash(string? secret) => secret is null ? null : DecisionSecret.Hash(secret);
}
