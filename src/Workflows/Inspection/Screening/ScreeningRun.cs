using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Inspection.Screening;

/// <summary>The record of one screening: which rules with which parameters ran over which data.</summary>
public sealed record ScreeningRun
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Who or what started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>Last day of data it saw.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Hash over the imported data it saw.</summary>
    public required string DataHash { get; init; }

    /// <summary>The rules with versions and parameters, as run.</summary>
    public required JsonArray Rules { get; init; }

    /// <summary>Suspicions found per rule.</summary>
    public required ImmutableDictionary<string, int> Found { get; init; }
}
