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

/// <summary>Completes a human task: the outcome chosen and the form as filled.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Outcome">Name of one of the task's outcomes.</param>
/// <param name="Data">The form's data; the form's rules are run again on it and decide.</param>
/// <param name="Comment">Free text; some outcomes demand it.</param>
public sealed record CompleteTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string Outcome, JsonObject Data, string? Comment)
    : InstanceCommand(CommandId, InstanceId, By);

/// <summary>认领: takes a task out of the pool.</summary>
public sealed record ClaimTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>释放: puts a claimed task back into the pool.</summary>
public sealed record ReleaseTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>转办: hands the task to another person.</summary>
/// <param name="ToPersonId">The person who is to do it; the edge has checked that the person exists and is active.</param>
/// <param name="Reason">Why; shown in the trail.</param>
public sealed record TransferTask(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, string ToPersonId, string? Reason) : InstanceCommand(CommandId, InstanceId, By);

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
