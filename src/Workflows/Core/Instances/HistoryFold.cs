using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>
/// Works out from the facts alone where an instance stands, so that history can be held against what is stored. What facts do not tell is the engine's
/// bookkeeping inside an activity (positions of loops, arrived tokens) and the values of variables: for those there is <see cref="StateDelta"/>.
/// </summary>
public static class HistoryFold
{
    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Where the facts say that an instance stands, as UTF-8 JSON.</summary>
    /// <param name="steps">The facts of each step, from the first one on.</param>
    public static byte[] Fold(IEnumerable<IReadOnlyList<InstanceEvent>> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var state = new Folded();
        foreach (var facts in steps)
        {
            state.Revision++;
            foreach (var fact in facts)
            {
                Apply(state, fact);
            }
        }

        return Write(state);
    }

    /// <summary>The same of what is stored. The two are equal, byte for byte.</summary>
    /// <param name="instance">The snapshot.</param>
    public static byte[] Of(WorkflowInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var state = new Folded
        {
            Version = instance.DefinitionVersion,
            Revision = instance.Revision,
            Ended = instance.Status == InstanceStatus.Finished ? instance.SubStatus : null,
            IsPaused = instance.Pause is not null,
            Number = instance.Header.Number,
            Output = instance.Output,
        };
        foreach (var task in instance.Tasks)
        {
            state.Tasks[task.Id] = new FoldedTask(task.ActivityId, task.Name, task.Assignee, task.Delegator, task.DueAt, task.EscalationLevel, task.Urged, task.Comments);
        }

        foreach (var timer in instance.Timers)
        {
            state.Timers[timer.Id] = new FoldedTimer(timer.Purpose, timer.DueAt);
        }

        foreach (var incident in instance.Incidents)
        {
            state.Incidents[incident.Id] = incident.Message;
        }

        foreach (var execution in instance.Execution.Executions)
        {
            state.Executions[execution.Id] = execution.ParentId;
        }

        return Write(state);
    }

    private static void Apply(Folded state, InstanceEvent fact)
    {
        switch (fact)
        {
            case InstanceStarted e:
                (state.Version, state.Number) = (e.DefinitionVersion, e.Number);
                break;
            case InstanceMigrated e:
                state.Version = e.ToVersion;
                break;
            case InstanceEnded e:
                End(state, e.SubStatus);
                break;
            case InstancePaused:
                state.IsPaused = true;
                break;
            case InstanceContinued:
                state.IsPaused = false;
                break;
            case OutputSet e:
                state.Output[e.Name] = e.Value?.DeepClone();
                break;
            case ActivityEvent { Name: ActivityEventName.Started } e:
                state.Executions[e.ActivityInstanceId] = e.ParentActivityInstanceId;
                break;
            case ActivityEvent { Name: ActivityEventName.Completed or ActivityEventName.Canceled } e:
                state.Executions.Remove(e.ActivityInstanceId);
                break;
            case TimerScheduled e:
                state.Timers[e.TimerId] = new FoldedTimer(e.Purpose, e.DueAt);
                break;
            case TimerEnded e:
                state.Timers.Remove(e.TimerId);
                break;
            case IncidentRaised e:
                state.Incidents[e.IncidentId] = e.Message;
                break;
            case IncidentResolved e:
                state.Incidents.Remove(e.IncidentId);
                state.Ended = null; // a retry takes up what had ended
                break;
            default:
                ApplyToTask(state, fact);
                break;
        }
    }

    private static void ApplyToTask(Folded state, InstanceEvent fact)
    {
        switch (fact)
        {
            case TaskCreated e:
                state.Tasks[e.TaskId] = new FoldedTask(e.ActivityId, e.Name, e.Assignee, null, e.DueAt, 0, 0, 0);
                break;
            case TaskClaimed e:
                Change(state, e.TaskId, t => t with { Assignee = e.By.ActsAs });
                break;
            case TaskReleased e:
                Change(state, e.TaskId, t => t with { Assignee = null });
                break;
            case TaskTransferred e:
                Change(state, e.TaskId, t => t with { Assignee = e.ToPersonId });
                break;
            case TaskDelegated e:
                Change(state, e.TaskId, t => t with { Assignee = e.ToPersonId, Delegator = t.Assignee ?? e.By.ActsAs });
                break;
            case TaskResolved e:
                Change(state, e.TaskId, t => t with { Assignee = e.ToPersonId, Delegator = null });
                break;
            case TaskEscalated e:
                Change(state, e.TaskId, t => t with { Level = e.Level });
                break;
            case TaskUrged e:
                Change(state, e.TaskId, t => t with { Urged = e.Times });
                break;
            case TaskDueMoved e:
                Change(state, e.TaskId, t => t with { DueAt = e.To });
                break;
            case CommentAdded { TaskId: { } task }:
                Change(state, task, t => t with { Comments = t.Comments + 1 });
                break;
            case TaskCompleted e:
                state.Tasks.Remove(e.TaskId);
                break;
            case TaskSentBack e:
                state.Tasks.Remove(e.TaskId);
                break;
            case TaskWithdrawn e:
                state.Tasks.Remove(e.TaskId);
                break;
        }
    }

    private static void Change(Folded state, Guid taskId, Func<FoldedTask, FoldedTask> change)
    {
        if (state.Tasks.TryGetValue(taskId, out var task))
        {
            state.Tasks[taskId] = change(task);
        }
    }

    /// <summary>What has failed stays where it is, for a retry; of everything else nothing is left.</summary>
    private static void End(Folded state, InstanceSubStatus subStatus)
    {
        (state.Ended, state.IsPaused) = (subStatus, false);
        if (subStatus != InstanceSubStatus.Faulted)
        {
            state.Executions.Clear();
            state.Incidents.Clear();
        }
    }

    private static byte[] Write(Folded state) => JsonSerializer.SerializeToUtf8Bytes(state, Canonical);

    private sealed class Folded
    {
        public int Version { get; set; }

        public long Revision { get; set; }

        [JsonConverter(typeof(JsonStringEnumConverter<InstanceSubStatus>))]
        public InstanceSubStatus? Ended { get; set; }

        public bool IsPaused { get; set; }

        public string? Number { get; set; }

        public JsonObject Output { get; init; } = [];

        public SortedDictionary<Guid, FoldedTask> Tasks { get; } = [];

        public SortedDictionary<Guid, FoldedTimer> Timers { get; } = [];

        public SortedDictionary<Guid, string> Incidents { get; } = [];

        /// <summary>What has begun and not ended, with what holds it.</summary>
        public SortedDictionary<Guid, Guid?> Executions { get; } = [];
    }

    private sealed record FoldedTask(string ActivityId, string Name, string? Assignee, string? Delegator, DateTimeOffset? DueAt, int Level, int Urged, int Comments);

    private sealed record FoldedTimer(string Purpose, DateTimeOffset DueAt);
}
