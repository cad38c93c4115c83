using System.Text.Json.Nodes;
using Workflows.Core.Organisation;

namespace Workflows.Core.Instances;

/// <summary>
/// What somebody wants of one instance. Web page, mail, timer and API make the same commands.
/// The same <see cref="CommandId"/> again returns the first outcome.
/// </summary>
/// <param name="CommandId">Made at the edge (<c>Guid.CreateVersion7</c> or from an Idempotency-Key); the ids of everything the step creates are derived from it.</param>
/// <param name="InstanceId">The instance meant; for <see cref="StartInstance"/> the id it will have.</param>
/// <param name="By">Who wants it.</param>
public abstract record InstanceCommand(Guid CommandId, Guid InstanceId, Actor By);

/// <summary>Starts a new instance of a definition.</summary>
/// <param name="Input">Values of the definition's inputs by name.</param>
/// <param name="CorrelationId">Key that events of the outside world are matched by; <see langword="null"/> for none.</param>
/// <param name="Number">The human number (ticket number) given at the edge; <see langword="null"/> when the definition has none.</param>
/// <param name="Parent">The instance and bookmark waiting for this one; <see langword="null"/> for a root.</param>
/// <param name="TriggerActivityId">Which trigger activity started it; <see langword="null"/> for the start of the flow.</param>
public sealed record StartInstance(Guid CommandId, Guid InstanceId, Actor By, JsonObject Input, string? CorrelationId = null, string? Number = null, ParentLink? Parent = null, string? TriggerActivityId = null)
    : InstanceCommand(CommandId, InstanceId, By);

/// <summary>The instance that waits for a child, and where.</summary>
public sealed record ParentLink(Guid InstanceId, Guid BookmarkId);

/// <summary>What somebody wants of one open task.</summary>
/// <param name="TaskId">The task.</param>
public abstract record TaskCommand(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>Completes a human task: the outcome chosen and the form as filled.</summary>
/// <param name="Outcome">Name of one of the task's outcomes.</param>
/// <param name="Data">The form's data; the form's rules are run again on it and decide.</param>
/// <param name="Comment">Free text; some outcomes demand it.</param>
public sealed record CompleteTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string Outcome, JsonObject Data, string? Comment)
    : TaskCommand(CommandId, InstanceId, By, TaskId)
{
    /// <summary>What proves where the decision came from, when it came by mail.</summary>
    public DecisionSource? Source { get; init; }
}

/// <summary>认领: takes a task out of the pool.</summary>
public sealed record ClaimTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>释放: puts a claimed task back into the pool.</summary>
public sealed record ReleaseTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>转办: hands the task to another person.</summary>
/// <param name="ToPersonId">The person who is to do it; the edge has checked that the person exists and is active.</param>
/// <param name="Reason">Why; shown in the trail.</param>
public sealed record TransferTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string ToPersonId, string? Reason) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>委派: asks another person for an opinion; the task comes back to the delegator with it.</summary>
/// <param name="ToPersonId">Whose opinion is asked.</param>
/// <param name="Reason">What is asked; shown to them and in the trail.</param>
public sealed record DelegateTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string ToPersonId, string? Reason) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>Gives a delegated task back to its delegator: by the delegate with an opinion, or taken back by the delegator.</summary>
/// <param name="Opinion">What the delegate thinks; demanded of the delegate.</param>
public sealed record ResolveTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string? Opinion) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>加签: adds signers to the round of an approval.</summary>
/// <param name="People">Person ids, at least one.</param>
/// <param name="Position">Where they come in, seen from the task.</param>
/// <param name="Reason">Why; shown in the trail.</param>
public sealed record AddSigners(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, IReadOnlyList<string> People, SignerPosition Position, string? Reason) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>减签: takes a signer who has not decided out of the round.</summary>
/// <param name="ActivityId">The approval.</param>
/// <param name="Seat">Number of the seat.</param>
/// <param name="Reason">Why; shown in the trail.</param>
public sealed record RemoveSigner(Guid CommandId, Guid InstanceId, Actor By, string ActivityId, int Seat, string? Reason) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>How the flow goes on after a step that it was sent back to.</summary>
public enum SendBackMode
{
    /// <summary>重新走: every step in between is walked again.</summary>
    WalkAgain,

    /// <summary>直送: straight back to the one who sent it back; nothing else is undone.</summary>
    Straight,
}

/// <summary>驳回: sends the flow back to an earlier step instead of completing the task.</summary>
/// <param name="ToActivityId">One of <see cref="Engine.EarlierSteps"/>.</param>
/// <param name="Mode">How it goes on afterwards.</param>
/// <param name="Comment">Why; demanded.</param>
public sealed record SendBack(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string ToActivityId, SendBackMode Mode, string? Comment) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>拿回: undoes the actor's own last completion while nobody has acted on what came after.</summary>
/// <param name="TaskId">The completed task.</param>
public sealed record TakeBack(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>撤回: the starter calls the request off.</summary>
/// <param name="Reason">Why; shown in the trail.</param>
public sealed record WithdrawInstance(Guid CommandId, Guid InstanceId, Actor By, string? Reason) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>抄送: tells people of the instance; they may read it and need not do anything.</summary>
/// <param name="People">Person ids, at least one.</param>
/// <param name="Note">What they should look at.</param>
public sealed record CopyInstance(Guid CommandId, Guid InstanceId, Actor By, IReadOnlyList<string> People, string? Note) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>催办: asks those who have a task to hurry; so often and no more.</summary>
/// <param name="Note">What they are told.</param>
public sealed record UrgeTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string? Note) : TaskCommand(CommandId, InstanceId, By, TaskId);

/// <summary>评论: writes something into the trail without deciding.</summary>
/// <param name="TaskId">The open task it is about; <see langword="null"/> = the instance.</param>
/// <param name="Text">The comment, up to 2,000 characters.</param>
public sealed record CommentOnInstance(Guid CommandId, Guid InstanceId, Actor By, Guid? TaskId, string Text) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>A timer of the instance is due.</summary>
/// <param name="TimerId">The timer; a timer that is gone is a refusal, so it fires once.</param>
public sealed record FireTimer(Guid CommandId, Guid InstanceId, Actor By, Guid TimerId) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>Resumes what waits at a bookmark: an event arrived, a task outside was completed, a child ended, work of the host is done.</summary>
/// <param name="BookmarkId">The bookmark; an unknown or burnt one is a refusal.</param>
/// <param name="Payload">What it brings; becomes the activity's result.</param>
public sealed record ResumeBookmark(Guid CommandId, Guid InstanceId, Actor By, Guid BookmarkId, JsonNode? Payload) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>The work behind a bookmark has failed for good: the activity faults with an incident.</summary>
/// <param name="BookmarkId">The bookmark whose work failed.</param>
/// <param name="Message">What went wrong.</param>
public sealed record FailBookmark(Guid CommandId, Guid InstanceId, Actor By, Guid BookmarkId, string Message) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>Runs the faulted activity of an incident once more.</summary>
public sealed record RetryIncident(Guid CommandId, Guid InstanceId, Actor By, Guid IncidentId) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>Ends the instance: open tasks are withdrawn, timers dropped.</summary>
public sealed record CancelInstance(Guid CommandId, Guid InstanceId, Actor By, string Reason) : InstanceCommand(CommandId, InstanceId, By);
