using Workflows.Core.Instances;
using Workflows.Runtime.Instances;

namespace Workflows.Mail.Tests;

/// <summary>The instance that mails are about, as it stands; none unless a test sets one.</summary>
internal sealed class OneInstance : IInstanceStore
{
    public WorkflowInstance? Instance { get; set; }

    public ValueTask<WorkflowInstance?> LoadAsync(Guid instanceId, CancellationToken cancellationToken = default) => new(Instance?.Id == instanceId ? Instance : null);

    public Task<CommandRecord?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<CommitResult> CommitAsync(Step step, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<Guid>> RunningOnAsync(string definitionId, int version, Guid after, int take, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<Guid>> WithDueTimesAsync(Guid after, int take, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> HadTaskAsync(Guid instanceId, string personId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
