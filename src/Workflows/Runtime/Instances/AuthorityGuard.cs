using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Workflows.Runtime.Instances;

/// <summary>
/// Whether the giver of a command may know the instance at all, and may give this kind of command.
/// What a task demands of its doer is the engine's business.
/// </summary>
/// <param name="people">For the reach of roles.</param>
/// <param name="store">For past tasks.</param>
internal sealed class AuthorityGuard(IPeople people, IInstanceStore store) : ICommandGuard
{
    public async ValueTask<Refusal?> CheckAsync(InstanceCommand command, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        var by = command.By;
        if (by.IsSystem || by.Has(Roles.Administrator))
        {
            return null;
        }

        if (!Reaches(by, instance.Header.Unit)
            && !instance.Tasks.Any(t => t.MayBeDoneBy(by))
            && !await store.HadTaskAsync(instance.Id, by.PersonId, cancellationToken).ConfigureAwait(false))
        {
            return Refusals.InstanceNotFound;
        }

        return IsForOperators(command) && !by.Has(Roles.ProcessOwner) && !MayCancel(command, by) ? Refusals.NotAllowed : null;
    }

    private bool Reaches(Actor by, string? unit) => unit is not null && by.Grants.Any(g => people.Chart.IsWithin(unit, g.Unit));

    private static bool IsForOperators(InstanceCommand command) =>
        command is CancelInstance or RetryIncident or FireTimer or ResumeBookmark or FailBookmark;

    private static bool MayCancel(InstanceCommand command, Actor by) => command is CancelInstance && by.Has(Roles.PrefectureOfficer);
}
