using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Sending;

/// <summary>A task that a mail is about.</summary>
/// <param name="Line">Its number in the mail; 0 = the only one.</param>
internal sealed record AskedTask(int Line, Guid InstanceId, Guid TaskId);

/// <summary>Decides whether the receiver of a task mail may decide by it, and keeps the keys when so.</summary>
internal sealed class Invitations(IInstanceStore store, IDefinitionCatalog catalog, IDecisionKeys keys, IPeople people, AbsenceDesk absences, IOptions<MailOptions> options, MailClock clock)
{
    /// <summary>
    /// Makes keys for one sending of a mail. A mail that is sent again gets other keys; the earlier ones stay good, for who knows which of
    /// the two arrived.
    /// </summary>
    /// <returns>What goes into the mail; <see langword="null"/> when its receiver can decide nothing by it.</returns>
    public Task<Invitation?> InviteAsync(Receiver receiver, Guid mailId, IReadOnlyList<AskedTask> asked, CancellationToken cancellationToken) =>
        InviteAsync(receiver, mailId, asked, clock.Now + options.Value.DecisionsValidFor, cancellationToken);

    /// <summary>Asks once more for what another mail asked for and nobody has decided, for no longer than that mail would have been good.</summary>
    public async Task<Invitation?> InviteAgainAsync(Receiver receiver, Guid mailId, Guid asMailId, CancellationToken cancellationToken)
    {
        var open = (await keys.OfMailAsync(asMailId, cancellationToken)).Where(k => k.BurntAt is null && k.ReplyHash is not null && k.ExpiresAt > clock.Now && k.PersonId == receiver.PersonId).ToList();
        return open.Count == 0
            ? null
            : await InviteAsync(receiver, mailId, [.. open.Select(k => new AskedTask(k.Line, k.InstanceId, k.TaskId)).Distinct()], open.Max(k => k.ExpiresAt), cancellationToken);
    }

    /// <summary>The task, while it is open and a person may decide it; <see langword="null"/> otherwise.</summary>
    public async Task<(WorkflowInstance Instance, HumanTask Task)?> OpenTaskAsync(AskedTask asked, string personId, CancellationToken cancellationToken) =>
        people.Find(personId) is { IsActive: true } person
        && await store.LoadAsync(asked.InstanceId, cancellationToken) is { } instance
        && instance.Tasks.FirstOrDefault(t => t.Id == asked.TaskId && t.IsOpen) is { } task
        && task.CapacityOf(absences.ActorOf(person), instance.DefinitionId) is not null
            ? (instance, task)
            : null;

    private async Task<Invitation?> InviteAsync(Receiver receiver, Guid mailId, IReadOnlyList<AskedTask> asked, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (receiver is { Oversees: true } or { Obstacle: not null } or { PersonId: null })
        {
            return null;
        }

        var reply = DecisionSecret.ForReply();
        var (tasks, made) = (new List<InvitedTask>(), new List<DecisionKey>());
        foreach (var one in asked)
        {
            if (await OpenTaskAsync(one, receiver.PersonId, cancellationToken) is { Task.ByMail: not null } open && await InviteAsync(one, open.Instance, open.Task, cancellationToken) is { } invited)
            {
                tasks.Add(invited);
                made.Add(Key(invited, open.Instance, receiver.PersonId, mailId, invited.ByReply ? reply : null, expiresAt));
            }
        }

        if (tasks.Count == 0)
        {
            return null;
        }

        await keys.AddAsync(made, cancellationToken);
        return new Invitation([.. tasks], tasks.Exists(t => t.ByReply) ? reply : null, expiresAt);
    }

    private async Task<InvitedTask?> InviteAsync(AskedTask asked, WorkflowInstance instance, HumanTask task, CancellationToken cancellationToken)
    {
        var policy = task.ByMail!;
        var byLink = policy.Link != LinkPolicy.SignInOnly;
        var byReply = policy.Reply != ReplyPolicy.Never && options.Value.Imap.IsOn;
        var package = await catalog.FindAsync(instance.DefinitionId, instance.DefinitionVersion, cancellationToken);
        var outcomes = package is null ? [] : Engine.Plainly(package, task, clock.Now.ToOffset(clock.LocalOffset)).Outcomes;
        return outcomes.IsEmpty || !(byLink || byReply) ? null : new InvitedTask(asked.Line, task.Id, byLink ? DecisionSecret.ForLink() : null, byReply, policy, outcomes);
    }

    private DecisionKey Key(InvitedTask invited, WorkflowInstance instance, string personId, Guid mailId, string? replySecret, DateTimeOffset expiresAt) => new(
        Guid.CreateVersion7(), Hash(invited.LinkSecret), Hash(replySecret), mailId, personId, instance.Id, invited.TaskId, instance.Revision, instance.UpdatedAt,
        [.. invited.Outcomes.Select(o => o.Name)], clock.Now, expiresAt)
    { Line = invited.Line };

    private static string? Hash(string? secret) => secret is null ? null : DecisionSecret.Hash(secret);
}
