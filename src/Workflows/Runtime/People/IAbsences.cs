namespace Workflows.Runtime.People;

/// <summary>Who is away and who acts for them. Reads are served from memory; a write is visible at once.</summary>
public interface IAbsences
{
    /// <summary>All that are not over, by their beginning.</summary>
    IReadOnlyList<Absence> Current(DateTimeOffset now);

    /// <summary>Adds or changes one.</summary>
    Task SaveAsync(Absence absence, CancellationToken cancellationToken = default);

    /// <summary>Forgets one that has not begun.</summary>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken = default);
}
