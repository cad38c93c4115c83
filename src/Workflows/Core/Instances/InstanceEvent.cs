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
[JsonDerivedType(typeof(TaskDelegated), "TaskDelegated")]
[JsonDerivedType(typeof(TaskResolved), "TaskResolved")]
[JsonDerivedType(typeof(TaskSentBack), "TaskSentBack")]
[JsonDerivedType(typeof(TaskTakenBack), "TaskTakenBack")]
[JsonDerivedType(typeof(TaskUrged), "TaskUrged")]
[JsonDerivedType(typeof(SignersAdded), "SignersAdded")]
[JsonDerivedType(typeof(SignerRemoved), "SignerRemoved")]
[JsonDerivedType(typeof(ApprovalCarried), "ApprovalCarried")]
[JsonDerivedType(typeof(ApprovalDecided), "ApprovalDecided")]
[JsonDerivedType(typeof(InstanceWithdrawn), "InstanceWithdrawn")]
[JsonDerivedType(typeof(InstanceCopied), "InstanceCopied")]
[JsonDerivedType(typeof(CommentAdded), "CommentAdded")]
[JsonDerivedType(typeof(TimerScheduled), "TimerScheduled")]
[JsonDerivedType(typeof(TimerEnded), "TimerEnded")]
[JsonDerivedType(typeof(IncidentRaised), "IncidentRaised")]
[JsonDerivedType(typeof(IncidentResolved), "IncidentResolved")]
[JsonDerivedType(typeof(ActivitySkipped), "ActivitySkipped")]
[JsonDerivedType(typeof(TokenMoved), "TokenMoved")]
[JsonDerivedType(typeof(VariableEdited), "VariableEdited")]
[JsonDerivedType(typeof(InstancePaused), "InstancePaused")]
[JsonDerivedType(typeof(InstanceContinued), "InstanceContinued")]
[JsonDerivedType(typeof(TaskDueMoved), "TaskDueMoved")]
[JsonDerivedType(typeof(TaskStopped), "TaskStopped")]
[JsonDerivedType(typeof(TaskReassigned), "TaskReassigned")]
[JsonDerivedType(typeof(InstanceMigrated), "InstanceMigrated")]
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
public sealed record TaskCreated(Guid TaskId, string ActivityId, string Name, LocalizedText Title, string? Assignee, IReadOnlyList<Candidate> Candidates, DateTimeOffset? DueAt, string? FormKey, int? FormVersion) : InstanceEvent
{
    /// <summary>What the due time was counted from; <see langword="null"/> = it was given as an instant, or before this was kept.</summary>
    public DueBasis? Basis { get; init; }
}

/// <summary>A person took a task.</summary>
public sealed record TaskClaimed(Guid TaskId, Actor By) : InstanceEvent;

/// <summary>A person put a task back.</summary>
public sealed record TaskReleased(Guid TaskId, Actor By) : InstanceEvent;

/// <summary>A task went to another person.</summary>
public sealed record TaskTransferred(Guid TaskId, Actor By, string ToPersonId, string? Reason) : InstanceEvent;

/// <summary>A task was completed.</summary>
/// <param name="ByMachine">Whether a deadline decided, not a person.</param>
public sealed record TaskCompleted(Guid TaskId, Actor By, string Outcome, string? Comment, JsonObject Data, string? FormKey, int? FormVersion, bool ByMachine) : InstanceEvent
{
    /// <summary>What proves where the decision came from, when it came by mail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecisionSource? Source { get; init; }
}

/// <summary>A task was not needed any more.</summary>
public sealed record TaskWithdrawn(Guid TaskId, string Reason) : InstanceEvent;

/// <summary>A rung of the ladder was climbed: people were told.</summary>
/// <param name="Level">1 = the first rung.</param>
/// <param name="Rung">Name of the rung in the definition (<c>reminder</c>, <c>overdue</c> …).</param>
public sealed record TaskEscalated(Guid TaskId, int Level, string Rung, IReadOnlyList<Recipient> To) : InstanceEvent;

/// <summary>The ladder gave a task that was not done in time to others.</summary>
/// <param name="FromPersonId">Who had it; <see langword="null"/> = it was in a pool.</param>
/// <param name="To">Who may take it from now on.</param>
/// <param name="Rung">Name of the rung in the definition.</param>
public sealed record TaskReassigned(Guid TaskId, string? FromPersonId, IReadOnlyList<Candidate> To, string Rung) : InstanceEvent;

/// <summary>The due time of a task stands still while another person is asked for an opinion.</summary>
public sealed record TaskStopped(Guid TaskId) : InstanceEvent;

/// <summary>A task went to another person for an opinion.</summary>
public sealed record TaskDelegated(Guid TaskId, Actor By, string ToPersonId, string? Reason) : InstanceEvent;

/// <summary>A delegated task went back to its delegator.</summary>
public sealed record TaskResolved(Guid TaskId, Actor By, string ToPersonId, string? Opinion) : InstanceEvent;

/// <summary>The flow was sent back to an earlier step.</summary>
/// <param name="ToActivityId">The step.</param>
/// <param name="To">Its title.</param>
public sealed record TaskSentBack(Guid TaskId, Actor By, string ToActivityId, LocalizedText To, [property: JsonConverter(typeof(JsonStringEnumConverter<SendBackMode>))] SendBackMode Mode, string? Comment) : InstanceEvent;

/// <summary>A completed task was taken back by the one who had completed it.</summary>
public sealed record TaskTakenBack(Guid TaskId, Actor By) : InstanceEvent;

/// <summary>Those who have a task were asked to hurry.</summary>
/// <param name="Times">How often by now.</param>
public sealed record TaskUrged(Guid TaskId, Actor By, int Times, string? Note) : InstanceEvent;

/// <summary>Signers joined a round.</summary>
public sealed record SignersAdded(string ActivityId, Guid TaskId, Actor By, IReadOnlyList<string> People, SignerPosition Position, string? Reason) : InstanceEvent;

/// <summary>A signer left a round undecided.</summary>
/// <param name="By">Who took them out; the machine when nobody was left who could have decided the seat.</param>
public sealed record SignerRemoved(string ActivityId, int Seat, Candidate Approver, Actor By, string? Reason) : InstanceEvent;

/// <summary>An approver was not asked again: the machine carried over the approval of the step before.</summary>
public sealed record ApprovalCarried(string ActivityId, int Seat, string PersonId) : InstanceEvent;

/// <summary>A round was decided.</summary>
/// <param name="Title">Title of the step.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Approved">Weight that approved.</param>
/// <param name="Rejected">Weight that rejected.</param>
/// <param name="Total">Weight of all who were asked.</param>
/// <param name="ByMachine">Whether no person took part: nobody was to be asked, or deadlines and carried approvals decided.</param>
public sealed record ApprovalDecided(string ActivityId, LocalizedText Title, ApprovalVerdict Verdict, int Approved, int Rejected, int Total, bool ByMachine) : InstanceEvent;

/// <summary>The starter called the request off.</summary>
public sealed record InstanceWithdrawn(Actor By, string? Reason) : InstanceEvent;

/// <summary>People were told of the instance.</summary>
public sealed record InstanceCopied(Actor By, IReadOnlyList<string> People, string? Note) : InstanceEvent;

/// <summary>Somebody wrote a comment.</summary>
public sealed record CommentAdded(Guid? TaskId, Actor By, string Text) : InstanceEvent;

/// <summary>A timer was set.</summary>
public sealed record TimerScheduled(Guid TimerId, string Purpose, DateTimeOffset DueAt) : InstanceEvent;

/// <summary>A timer fired or was dropped.</summary>
public sealed record TimerEnded(Guid TimerId, bool Fired) : InstanceEvent;

/// <summary>An activity failed; an operator must look.</summary>
public sealed record IncidentRaised(Guid IncidentId, string ActivityId, string ActivityType, string Message) : InstanceEvent;

/// <summary>An incident was dealt with.</summary>
public sealed record IncidentResolved(Guid IncidentId, string How, Actor By) : InstanceEvent;
