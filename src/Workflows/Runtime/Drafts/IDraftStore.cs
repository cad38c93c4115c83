using System.Text.Json.Nodes;

namespace Workflows.Runtime.Drafts;

/// <summary>What a person has typed into a task and not yet handed in.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="PersonId">Whose draft: two candidates of one task never share one.</param>
/// <param name="Data">As typed, valid or not.</param>
/// <param name="FormVersion">Version of the form it was typed into.</param>
/// <param name="SavedAt">When.</param>
public sealed record Draft(Guid TaskId, string PersonId, JsonObject Data, int FormVersion, DateTimeOffset SavedAt);

/// <summary>Keeps drafts apart from process data. A draft outlives sign-out, restart and a refused completion; it goes when the task is completed by its owner.</summary>
public interface IDraftStore
{
    /// <summary>The draft, or <see langword="null"/>.</summary>
    Task<Draft?> FindAsync(Guid taskId, string personId, CancellationToken cancellationToken = default);

    /// <summary>Saves it; the last write wins.</summary>
    Task SaveAsync(Draft draft, CancellationToken cancellationToken = default);

    /// <summary>Forgets it.</summary>
    Task DeleteAsync(Guid taskId, string personId, CancellationToken cancellationToken = default);
}
