using System.Collections.Immutable;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Simulation.Replays;

/// <summary>An ended instance with all that was recorded of it.</summary>
/// <param name="Instance">As it ended.</param>
/// <param name="Tasks">All its tasks, closed ones with what was submitted.</param>
/// <param name="History">Its facts, oldest first.</param>
public sealed record RecordedCase(WorkflowInstance Instance, ImmutableArray<HumanTask> Tasks, ImmutableArray<RecordedFact> History)
{
    /// <summary>Who started it.</summary>
    public Actor StartedBy => History.Select(f => f.By).FirstOrDefault() ?? Actor.System("simulation");
}
