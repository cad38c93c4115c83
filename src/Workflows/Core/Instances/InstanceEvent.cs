using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Core.Organisation;

namespace Workflows.Core.Instances;

/// <summary>Something that happened in an instance; kept for ever. The closed family of facts: folding them explains the state.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(InstanceStarted), "InstanceStarted")]
[JsonDerivedType(typeof(InstanceEnded), "InstanceEnded")]
[JsonDerivedType(typeof(ActivityEvent), "Activity")]
[JsonDerivedType(typeof(VariableSet), "VariableSet")]
[JsonDerivedType(typeof(OutputSet), "OutputSet")]
[JsonDerivedType(typeof(LineWritten), "LineWritten")]
[JsonDerivedType(typeof(TaskCreated), "TaskCreated")]
[JsonDerivedType(typeof(TaskClaimed), "TaskClaimed")]
[JsonDerivedType(typeof(TaskReleased), "TaskReleased")]
[JsonDerivedType(typeof(TaskTransferred), "TaskTransferred")]
[JsonDerivedType(typeof(TaskCompleted), "TaskCompleted")]
[JsonDerivedType(typeof(TaskWithdrawn), "TaskWithdrawn")]
[JsonDerivedType(typeof(TaskEscalated), "TaskEscalated")]
[JsonDerivedType(typeof(TimerScheduled), "TimerScheduled")]
[JsonDerivedType(typeof(TimerEnded), "TimerEnded")]
[JsonDerivedType(typeof(IncidentRaised), "IncidentRaised")]
[JsonDerivedType(typeof(IncidentResolved), "IncidentResolved")]
public abstract record InstanceEvent;

/// <summary>The instance began.</summary>
public sealed record InstanceStarted(string DefinitionId, int DefinitionVersion, string? Number, string? CorrelationId, JsonObject Input) : InstanceEvent;

/// <summary>The instance ended.</summary>
public sealed record InstanceEnded(InstanceSubStatus SubStatus, string? Reason) : InstanceEvent;

/// <summary>What an execution of an activity did, in the words of Elsa's journal.</summary>
public enum ActivityEventName
{
    /// <summary>It began.</summary>
    Started,

    /// <summary>It waits for something.</summary>
    Suspended,

    /// <summary>What it waited for came.</summary>
    Resumed,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It was stopped because it is not needed any more.</summary>
    Canceled,

    /// <summary>It failed.</summary>
    Faulted,
}

/// <summary>A line of the journal.</summary>
/// <param name="Name">What it did.</param>
/// <param name="ActivityInstanceId">The execution.</param>
/// <param name="ParentActivityInstanceId">The execution of its container.</param>
/// <param name="ActivityId">Id in the definition.</param>
/// <param name="NodeId">Path in the definition (<c>Workflow1:flow1:a1</c>).</param>
/// <param name="ActivityType">Such as <c>Elsa.WriteLine</c>.</param>
/// <param name="ActivityName">Name in the definition, if any.</param>
/// <param name="Outcomes">Ports left by, on completion.</param>
/// <param name="Message">The fault's message.</param>
public sealed record ActivityEvent(ActivityEventName Name, Guid ActivityInstanceId, Guid? ParentActivityInstanceId, string ActivityId, string NodeId, string ActivityType, string? ActivityName, IReadOnlyList<string>? Outcomes = null, string? Message = null) : InstanceEvent;

/// <summary>A variable got a value.</summary>
public sealed record VariableSet(string VariableId, string Name, JsonNode? Value) : InstanceEvent;

/// <summary>An output of the workflow got a value.</summary>
public sealed record OutputSet(string Name, JsonNode? Value) : InstanceEvent;

/// <summary>A WriteLine wrote.</summary>
public sealed record LineWritten(string Text) : InstanceEvent;

/// <summary>A task came to be.</summary>
public sealed record TaskCreated(Guid TaskId, string ActivityId, string Name, LocalizedText Title, string? Assignee, IReadOnlyList<Candidate> Candidates, DateTimeOffset? DueAt, string? FormKey, int? FormVersion) : InstanceEvent;

/// <summary>A person took a task.</summary>
public sealed record TaskClaimed(Guid TaskId, Actor By) : InstanceEvent;

/// <summary>A person put a task back.</summary>
public sealed record TaskReleased(Guid TaskId, Actor By) : InstanceEvent;

/// <summary>A task went to another person.</summary>
public sealed record TaskTransferred(Guid TaskId, Actor By, string ToPersonId, string? Reason) : InstanceEvent;

/// <summary>A task was completed.</summary>
/// <param name="ByMachine">Whether a deadline decided, not a person.</param>
public sealed record TaskCompleted(Guid TaskId, Actor By, string Outcome, string? Comment, JsonObject Data, string? FormKey, int? FormVersion, bool ByMachine) : InstanceEvent;

/// <summary>A task was not needed any more.</summary>
public sealed record TaskWithdrawn(Guid TaskId, string Reason) : InstanceEvent;

/// <summary>A rung of the ladder was climbed: people were told.</summary>
/// <param name="Level">1 = the first rung.</param>
/// <param name="Rung">Name of the rung in the definition (<c>reminder</c>, <c>overdue</c> …).</param>
public sealed record TaskEscalated(Guid TaskId, int Level, string Rung, IReadOnlyList<Recipient> To) : InstanceEvent;

/// <summary>A timer was set.</summary>
public sealed record TimerScheduled(Guid TimerId, string Purpose, DateTimeOffset DueAt) : InstanceEvent;

/// <summary>A timer fired or was dropped.</summary>
public sealed record TimerEnded(Guid TimerId, bool Fired) : InstanceEvent;

/// <summary>An activity failed; an operator must look.</summary>
public sealed record IncidentRaised(Guid IncidentId, string ActivityId, string ActivityType, string Message) : InstanceEvent;

/// <summary>An incident was dealt with.</summary>
public sealed record IncidentResolved(Guid IncidentId, string How, Actor By) : InstanceEvent;
