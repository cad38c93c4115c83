using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation.Replays;

namespace Workflows.Runtime.Simulation;

/// <summary>Plays the cases of a period, as they were decided, through a draft. Changes nothing.</summary>
public interface ISimulations
{
    /// <summary>Simulates a draft over the ended instances of its definition that the reader may see and that are still in the database.</summary>
    /// <param name="reader">Who asks; must be one who designs workflows, or the machine.</param>
    /// <param name="files">The draft.</param>
    /// <param name="scope">Which instances.</param>
    /// <param name="progress">Hears how many are done; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SimulationOutcome> RunAsync(Actor reader, IReadOnlyDictionary<string, string> files, SimulationScope scope, IProgress<SimulationProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>Which instances a simulation looks at.</summary>
/// <param name="From">Ended at this instant or later.</param>
/// <param name="Before">Ended before this instant.</param>
/// <param name="Unit">Only of this unit and below; <see langword="null"/> = all that the reader may see.</param>
public sealed record SimulationScope(DateTimeOffset From, DateTimeOffset Before, string? Unit = null);

/// <summary>How far a simulation is.</summary>
/// <param name="Done">Cases read or replayed.</param>
/// <param name="Total">Cases to read and to replay.</param>
public sealed record SimulationProgress(int Done, int Total);

/// <summary>What came of it: exactly one is set.</summary>
/// <param name="Report">The report.</param>
/// <param name="Refusal">Why there is none.</param>
public sealed record SimulationOutcome(SimulationReport? Report, Refusal? Refusal);
