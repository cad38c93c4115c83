using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;

namespace Workflows.Core.Instances;

/// <summary>What an operator does to an instance by hand, past its flow. Always with a reason, and always in the trail.</summary>
/// <param name="Reason">Why; demanded.</param>
public abstract record OperatorCommand(Guid CommandId, Guid InstanceId, Actor By, string Reason) : InstanceCommand(CommandId, InstanceId, By);

/// <summary>跳过: completes an activity that waits or has failed without its work being done.</summary>
/// <param name="ActivityInstanceId">The execution.</param>
/// <param name="Outcome">The port to leave by; <see langword="null"/> = the first one.</param>
public sealed record SkipActivity(Guid CommandId, Guid InstanceId, Actor By, Guid ActivityInstanceId, string? Outcome, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);

/// <summary>Moves a token: stops an activity that waits or has failed, and begins another one of the same flowchart instead.</summary>
/// <param name="ActivityInstanceId">The execution to stop.</param>
/// <param name="ToActivityId">The activity to begin.</param>
public sealed record MoveToken(Guid CommandId, Guid InstanceId, Actor By, Guid ActivityInstanceId, string ToActivityId, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);

/// <summary>Gives a variable of the workflow another value.</summary>
/// <param name="Name">Name of a declared variable.</param>
/// <param name="Value">The value; converted to the variable's type.</param>
public sealed record EditVariable(Guid CommandId, Guid InstanceId, Actor By, string Name, JsonNode? Value, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);

/// <summary>暂停: nobody can act on the tasks and no reminder is sent until it is continued.</summary>
public sealed record PauseInstance(Guid CommandId, Guid InstanceId, Actor By, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);

/// <summary>恢复: ends a pause; the due times of open tasks move on by the working time that was lost.</summary>
public sealed record ContinueInstance(Guid CommandId, Guid InstanceId, Actor By, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);

/// <summary>改期: gives a task another due time. No calendar moves it from then on.</summary>
/// <param name="TaskId">The open task.</param>
/// <param name="DueAt">The due time; in the future.</param>
public sealed record SetDue(Guid CommandId, Guid InstanceId, Actor By, Guid TaskId, DateTimeOffset DueAt, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);

/// <summary>Counts the due times of the open tasks again, because a calendar has changed.</summary>
public sealed record RecountDue(Guid CommandId, Guid InstanceId, Actor By, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);

/// <summary>Moves an instance to another version of its definition.</summary>
/// <param name="To">The version.</param>
/// <param name="Moves">Activities that have another id there: old id to new id.</param>
public sealed record MigrateInstance(Guid CommandId, Guid InstanceId, Actor By, WorkflowPackage To, ImmutableDictionary<string, string> Moves, string Reason) : OperatorCommand(CommandId, InstanceId, By, Reason);
