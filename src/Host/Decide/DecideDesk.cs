using System.Collections.Immutable;
using Host.Tasks;
using Host.Tickets;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Host.Decide;

/// <summary>Finds out what the holder of a decision link may see. It reads and never changes anything.</summary>
public sealed class DecideDesk(IDecisionKeys keys, MailDecisions decisions, IInstanceQueries queries, IDefinitionCatalog catalog, Naming naming, TimeProvider clock)
{
    /// <summary>Looks at a link.</summary>
    /// <param name="secret">As it stands in the address.</param>
    /// <param name="signedIn">Person id of who is signed in; <see langword="null"/> = nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DecideView> OpenAsync(string secret, string? signedIn, CancellationToken cancellationToken)
    {
        if (await keys.FindByLinkAsync(DecisionSecret.Hash(secret), cancellationToken) is not { } key)
        {
            return new DecideView(DecidePhase.Unknown);
        }

        if (decisions.ActorOf(key) is not { } person)
        {
            return new DecideView(DecidePhase.NotInOffice, key);
        }

        if (signedIn is not null && signedIn != key.PersonId)
        {
            return new DecideView(DecidePhase.OtherPerson, key, person);
        }

        // The key's person was asked about this task; whether it may be shown to them now is a question like any other reader's.
        var task = await queries.FindTaskAsync(person, key.TaskId, cancellationToken);
        if (task is null)
        {
            return new DecideView(DecidePhase.NotYours, key, person);
        }

        var mayPassUnsigned = task.Task.ByMail?.Link == LinkPolicy.Link;
        return signedIn is null && !mayPassUnsigned
            ? new DecideView(DecidePhase.SignIn, key, person)
            : await ShowAsync(key, person, task, cancellationToken);
    }

    private async Task<DecideView> ShowAsync(DecisionKey key, Actor person, TaskDetail task, CancellationToken cancellationToken)
    {
        if (!task.Task.IsOpen)
        {
            return new DecideView(DecidePhase.Closed, key, person) { Task = task, Instance = await queries.FindInstanceAsync(person, key.InstanceId, cancellationToken) };
        }

        if (clock.GetUtcNow() >= key.ExpiresAt)
        {
            return new DecideView(DecidePhase.Expired, key, person);
        }

        if (!task.MayAct || await queries.FindInstanceAsync(person, key.InstanceId, cancellationToken) is not { } instance)
        {
            return new DecideView(DecidePhase.NotYours, key, person);
        }

        var package = await catalog.FindAsync(task.Instance.DefinitionId, task.Instance.DefinitionVersion, cancellationToken);
        return new DecideView(DecidePhase.Ask, key, person)
        {
            Task = task,
            Instance = instance,
            Package = package,
            Outcomes = package is null ? [] : [.. Engine.Plainly(package, task.Task, clock.GetUtcNow().ToOffset(WorkingCalendar.Default.Offset)).Outcomes.Where(o => key.Outcomes.Contains(o.Name))],
            Changes = ChangesSince(key, instance),
        };
    }

    private ImmutableArray<TrailLine> ChangesSince(DecisionKey key, InstanceDetail instance) =>
        instance.Instance.Revision == key.Revision ? [] : [.. Trail.Of(instance, naming).Where(line => line.At > key.StateAt)];
}
