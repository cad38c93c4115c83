using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Definitions;

/// <summary>Says on which versions new instances may start. Running instances stay where they are, whatever is done here.</summary>
public interface IVersionPublishing
{
    /// <summary>Publishes a version again, or retracts it: no new instance starts on it then, running ones go on.</summary>
    /// <returns>Why not; <see langword="null"/> when it is done.</returns>
    Task<Refusal?> SetPublishedAsync(string definitionId, int version, bool isPublished, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Makes an earlier version the one that new instances start on: it is published and every later one retracted. Running instances stay where they are.</summary>
    /// <returns>Why not; <see langword="null"/> when it is done.</returns>
    Task<Refusal?> RollBackAsync(string definitionId, int version, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Deletes a version, or all of them, that no instance was ever started on. Those on which instances ran stay for ever: without them nobody could say what happened.</summary>
    /// <returns>Why not; <see langword="null"/> when it is done.</returns>
    Task<Refusal?> DeleteAsync(string definitionId, int? version, Actor by, CancellationToken cancellationToken = default);
}
