using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Core.Organisation;

namespace Workflows.Core.Instances;

/// <summary>Whether an instance still runs. Elsa's words.</summary>
public enum InstanceStatus
{
    /// <summary>It can still do something.</summary>
    Running,

    /// <summary>It has ended.</summary>
    Finished,
}

/// <summary>The finer state. Elsa's words.</summary>
public enum InstanceSubStatus
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>In the middle of a step.</summary>
    Executing,

    /// <summary>Waits for a task, a timer, an event, a child.</summary>
    Suspended,

    /// <summary>Ended as intended.</summary>
    Finished,

    /// <summary>Ended by a person.</summary>
    Cancelled,

    /// <summary>Ended, or parked, with an incident.</summary>
    Faulted,
}

/// <summary>What lists and searches show of an instance. Computed from variables by the definition's <c>closedLoop</c> custom properties.</summary>
/// <param name="Number">Human number (ticket number).</param>
/// <param name="Title">One line.</param>
/// <param name="Unit">Code of the unit it belongs to at the moment: who may see it follows from this.</param>
/// <param name="Subject">What it is about: customer number or area number.</param>
/// <param name="Theme">Rule code (<c>LL-05</c>), if any.</param>
/// <param name="Stage">Name of the step it is in, for lists.</param>
public sealed record InstanceHeader(string? Number, [property: JsonConverter(typeof(TitleConverter))] LocalizedText? Title, string? Unit, string? Subject, string? Theme, LocalizedText? Stage);

/// <summary>
/// One running (or ended) workflow: all that the engine needs to take the next step, and nothing else.
/// Immutable; a step makes a new one. History lives in events, not here.
/// </summary>
public sealed record WorkflowInstance
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version it is pinned to.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>Counts steps from 1; a write with another base revision is stale and refused.</summary>
    public required long Revision { get; init; }

    /// <summary>Whether it still runs.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>The finer state.</summary>
    public required InstanceSubStatus SubStatus { get; init; }

    /// <summary>Key for events.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Who waits for it.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary>Who started it; whose request it is.</summary>
    public PersonName? StartedBy { get; init; }

    /// <summary>What lists show.</summary>
    public required InstanceHeader Header { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the last step was taken.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Values given at the start; still there after any suspension.</summary>
    public JsonObject Input { get; init; } = [];

    /// <summary>Values of the workflow's outputs so far.</summary>
    public JsonObject Output { get; init; } = [];

    /// <summary>Open tasks.</summary>
    public ImmutableArray<HumanTask> Tasks { get; init; } = [];

    /// <summary>Pending timers.</summary>
    public ImmutableArray<InstanceTimer> Timers { get; init; } = [];

    /// <summary>Where it waits.</summary>
    public ImmutableArray<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>Failures not yet dealt with.</summary>
    public ImmutableArray<Incident> Incidents { get; init; } = [];

    /// <summary>Set while the instance is paused.</summary>
    public PauseNote? Pause { get; init; }

    /// <summary>The engine's own bookkeeping: scopes with their variables, executions, tokens.</summary>
    public required ExecutionState Execution { get; init; }
}
