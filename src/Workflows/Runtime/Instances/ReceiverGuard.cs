using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.People;

namespace Workflows.Runtime.Instances;

/// <summary>Whether the people whom a command names exist and can be given work.</summary>
/// <param name="people">Who is in office.</param>
internal sealed class ReceiverGuard(IPeople people) : ICommandGuard
{
    public ValueTask<Refusal?> CheckAsync(InstanceCommand command, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        var unknown = NamedBy(command).FirstOrDefault(id => id.Length > 0 && people.Find(id) is not { IsActive: true });
        return ValueTask.FromResult(unknown is null ? null : Refusals.UnknownPerson(unknown));
    }

    private static IEnumerable<string> NamedBy(InstanceCommand command) => command switch
    {
        TransferTask c => [c.ToPersonId],
        DelegateTask c => [c.ToPersonId],
        AddSigners c => c.People,
        CopyInstance c => c.People,
        _ => [],
    };
}
