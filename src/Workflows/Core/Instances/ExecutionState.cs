using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>The engine's bookkeeping inside an instance. Only the engine makes it; nobody changes what hangs below it.</summary>
public sealed record ExecutionState
{
    /// <summary>Values of the workflow's variables by name, for readers outside the engine.</summary>
    public JsonObject Variables { get; init; } = [];

    /// <summary>Executions that have begun and not ended, parents before children.</summary>
    public ImmutableArray<ActivityExecution> Executions { get; init; } = [];

    /// <summary>Outputs of activities that have run, by activity id and output name; kept only when a script of the definition asks for such outputs.</summary>
    public JsonObject Outputs { get; init; } = [];

    /// <summary>The last tasks that were closed, so that a late second click can be told who was first. At most <see cref="MaxClosedTasks"/>.</summary>
    public ImmutableArray<ClosedTask> ClosedTasks { get; init; } = [];

    /// <summary>Steps of people that are done, the latest last: where the flow can be sent back to, and what can be taken back.</summary>
    public ImmutableArray<DoneStep> DoneSteps { get; init => field = value.IsDefault ? [] : value; } = []; // missing in what was stored before it was there

    /// <summary>Who approved in the last approval that was decided; who follows at once may have their approval carried over.</summary>
    public ImmutableArray<string> LastApprovers { get; init => field = value.IsDefault ? [] : value; } = []; // likewise

    /// <summary>Whether somebody else than the starter has decided something: the request cannot simply be called off any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsActedOn { get; init; }

    /// <summary>The instance's own name, set by <c>Elsa.SetName</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Which trigger started the instance; <see langword="null"/> = it was started by hand.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>How many closed tasks are remembered.</summary>
    internal const int MaxClosedTasks = 32;
}

/// <summary>One execution of an activity that has begun and not ended.</summary>
/// <param name="Id">Unique.</param>
/// <param name="ParentId">The execution of its container; <see langword="null"/> for the workflow.</param>
/// <param name="NodeId">Path of the activity in the definition.</param>
/// <param name="IsFaulted">Whether it has failed and waits for an operator.</param>
/// <param name="State">What the activity remembers between steps: a loop's position, a flowchart's arrived tokens.</param>
/// <param name="Variables">Values of the variables that it declares.</param>
public sealed record ActivityExecution(
    Guid Id,
    Guid? ParentId,
    string NodeId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsFaulted = false,
    JsonObject? State = null,
    JsonObject? Variables = null);

/// <summary>A task that is open no more.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="State">How it ended.</param>
/// <param name="ByName">Who ended it; <see langword="null"/> when the flow did.</param>
/// <param name="At">When.</param>
public sealed record ClosedTask(Guid TaskId, HumanTaskState State, string? ByName, DateTimeOffset At);

/// <summary>A step of a person that is done.</summary>
/// <param name="NodeId">Path of the activity in the definition.</param>
/// <param name="ContainerId">The execution of the container that it ran in.</param>
/// <param name="TaskId">The task; of an approval the one that decided it, or none when the machine did.</param>
/// <param name="PersonId">Who did it; <see langword="null"/> = the machine.</param>
/// <param name="At">When.</param>
/// <param name="Round">The decided round of an approval, so that its last decision can be taken back.</param>
public sealed record DoneStep(string NodeId, Guid ContainerId, Guid? TaskId, string? PersonId, DateTimeOffset At, ApprovalRound? Round = null);
