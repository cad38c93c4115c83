using Workflows.Core.Organisation;
using Workflows.Runtime.Operations;

namespace Workflows.Mail.Tests;

/// <summary>No outbox to put anything back into.</summary>
internal sealed class NoOperations : IOperations
{
    public Task<bool> RetryAsync(Guid effectId, Actor by, CancellationToken cancellationToken = default) => Task.FromResult(false);

    public Task<SelfCheckReport> SelfCheckAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SelfCheckItem> CheckHeadAsync(KeptHead kept, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<OperationsStatus> StatusAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<ParkedEffect>> ParkedAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
