using System.Text.Json.Nodes;
using Workflows.Core.Organisation;

namespace Workflows.Core.Instances;

/// <summary>An operator let an activity be skipped.</summary>
/// <param name="ActivityId">Its id in the definition.</param>
/// <param name="Outcome">The port it left by.</param>
public sealed record ActivitySkipped(string ActivityId, string Outcome, Actor By, string Reason) : InstanceEvent;

/// <summary>An operator moved a token.</summary>
/// <param name="FromActivityId">Where it was.</param>
/// <param name="ToActivityId">Where it goes on.</param>
public sealed record TokenMoved(string FromActivityId, string ToActivityId, Actor By, string Reason) : InstanceEvent;

/// <summary>An operator gave a variable another value; the new one follows as <see cref="VariableSet"/>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Before">The value it had.</param>
public sealed record VariableEdited(string Name, JsonNode? Before, Actor By, string Reason) : InstanceEvent;

/// <summary>The instance was paused.</summary>
public sealed record InstancePaused(Actor By, string Reason) : InstanceEvent;

/// <summary>The instance goes on after a pause.</summary>
public sealed record InstanceContinued(Actor By, string Reason) : InstanceEvent;

/// <summary>The due time of a task moved; <see cref="DeadlineLedger"/> explains it.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="From">The due time so far; <see langword="null"/> = it had none.</param>
/// <param name="To">The due time from now on.</param>
/// <param name="Why">What moved it: one of <see cref="DueReasons"/>.</param>
public sealed record TaskDueMoved(Guid TaskId, DateTimeOffset? From, DateTimeOffset To, string Why) : InstanceEvent
{
    /// <summary>Since when it had stood still, for time that was given back.</summary>
    public DateTimeOffset? StoodSince { get; init; }

    /// <summary>What it was counted from, when the calendar moved it.</summary>
    public DueBasis? Basis { get; init; }

    /// <summary>What the one who moved it wrote.</summary>
    public string? Reason { get; init; }
}

/// <summary>The instance goes on with another version of its definition.</summary>
/// <param name="FromVersion">The version so far.</param>
/// <param name="ToVersion">The version from now on.</param>
/// <param name="Moves">Activities that have another id there: old id to new id; <see langword="null"/> for none.</param>
public sealed record InstanceMigrated(int FromVersion, int ToVersion, IReadOnlyDictionary<string, string>? Moves, Actor By, string Reason) : InstanceEvent;
