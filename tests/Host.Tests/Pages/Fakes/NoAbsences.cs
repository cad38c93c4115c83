using Workflows.Runtime.People;

namespace Host.Tests.Pages.Fakes;

/// <summary>Everybody is here.</summary>
public sealed class NoAbsences : IAbsences
{
    public IReadOnlyList<Absence> Current(DateTimeOffset now) => [];

    public Task SaveAsync(Absence absence, CancellationToken cancellationToken = default) => throw new NotSupportedException("Everybody is here.");

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException("Everybody is here.");
}
