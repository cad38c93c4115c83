using Workflows.Runtime.People;

namespace Workflows.Mail.Tests;

internal sealed class NobodyIsAway : IAbsences
{
    public IReadOnlyList<Absence> Current(DateTimeOffset now) => [];

    public Task SaveAsync(Absence absence, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
