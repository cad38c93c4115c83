using Workflows.Core;
using Workflows.Core.Instances;

namespace Workflows.Runtime.Instances;

/// <summary>A check that needs to look at more than the instance (that an uploaded photo exists and is the sender's, say). Asked before the engine decides.</summary>
public interface ICommandGuard
{
    /// <returns>Why the command may not be carried out; <see langword="null"/> = no objection.</returns>
    ValueTask<Refusal?> CheckAsync(InstanceCommand command, WorkflowInstance instance, CancellationToken cancellationToken);
}
