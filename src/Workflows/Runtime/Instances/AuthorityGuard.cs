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
            && !instance.Tasks.Any(t => t.CapacityOf(by, instance.DefinitionId) is not null)
            && !await store.HadTaskAsync(instance.Id, by.PersonId, cancellationToken).ConfigureAwait(false))
        {
            return Refusals.InstanceNotFound;
        }

        return command switch
        {
            CancelInstance => InstanceAuthority.MayCancel(by) ? null : Refusals.NotAllowed,
            RetryIncident or OperatorCommand or FireTimer or ResumeBookmark or FailBookmark => InstanceAuthority.MayOperate(by) ? null : Refusals.NotAllowed,
            _ => null,
        };
    }

    private bool Reaches(Actor by, string? unit) => unit is null ? InstanceAuthority.MayOperate(by) : by.Grants.Any(g => people.Chart.IsWithin(unit, g.Unit));
}
