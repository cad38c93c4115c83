using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Core.Migration;

/// <summary>Whether an instance can go on with another version, and what that would mean.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Blockers">Why it cannot; empty = it can.</param>
/// <param name="Notes">What people should know: forms that change under a task, values that stay.</param>
public sealed record MigrationVerdict(Guid InstanceId, ImmutableArray<LocalizedText> Blockers, ImmutableArray<LocalizedText> Notes)
{
    /// <summary>Ids of activities that it is at and that the new version lacks: what a move would have to say.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Whether nothing is in the way.</summary>
    public bool CanMove => Blockers.IsEmpty;

    /// <summary>The instance as the new version will know it, before anything has run there; <see langword="null"/> when it cannot move.</summary>
    internal WorkflowInstance? Moved { get; init; }
}
