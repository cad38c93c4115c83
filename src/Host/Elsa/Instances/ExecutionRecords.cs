using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Instances;

namespace Host.Elsa.Instances;

/// <summary>One execution of an activity, as Elsa records it.</summary>
internal sealed record ExecutionRecord
{
    public required string WorkflowInstanceId { get; init; }

    public required string ActivityId { get; init; }

    public required string ActivityNodeId { get; init; }

    public required string ActivityType { get; init; }

    public int ActivityTypeVersion { get; init; } = 1;

    public string? ActivityName { get; init; }

    /// <summary>Its inputs, as far as the history shows what they came to.</summary>
    public JsonObject? ActivityState { get; init; }

    public JsonObject? Outputs { get; init; }

    /// <summary>The outcomes it left by.</summary>
    public JsonObject? Payload { get; init; }

    public JsonObject Properties { get; init; } = ElsaJson.ObjectMap();

    public JsonObject Metadata { get; init; } = ElsaJson.ObjectMap();

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public bool HasBookmarks { get; init; }

    public required string Status { get; init; }

    public JsonObject? Exception { get; init; }

    public int AggregateFaultCount { get; init; }

    public string? SchedulingActivityExecutionId { get; init; }

    public string? SchedulingActivityId { get; init; }

    public int CallStackDepth { get; init; }

    public required string Id { get; init; }

    public string TenantId { get; } = "";
}

/// <summary>Puts the facts of a history together to the executions that they are about.</summary>
internal static class ExecutionRecords
{
    /// <summary>All executions in the order in which they began.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="definition">What it runs on.</param>
    /// <param name="history">What happened in it, oldest first.</param>
    /// <param name="inputs">What expressions came to; <see langword="null"/> = nobody will look at inputs.</param>
    public static IReadOnlyList<ExecutionRecord> Of(WorkflowInstance instance, WorkflowDefinition definition, IReadOnlyList<(DateTimeOffset At, InstanceEvent Event)> history, EvaluatedInputs? inputs)
    {
        var byExecution = history.Select((h, i) => (h.At, Event: h.Event as ActivityEvent, Place: i)).Where(h => h.Event is not null).ToLookup(h => h.Event!.ActivityInstanceId);
        var records = new Dictionary<string, ExecutionRecord>();
        var ended = new List<(ActivityEvent Event, int Place)>();
        foreach (var execution in byExecution)
        {
            var first = execution.First();
            var last = execution.Last();
            var node = definition.FindNode(first.Event!.NodeId);
            var scheduler = Scheduler(first.Event, first.Place, node, ended) is { } by ? Id(by) : null;
            var isOver = last.Event!.Name is ActivityEventName.Completed or ActivityEventName.Canceled;
            if (isOver)
            {
                ended.Add((last.Event, last.Place));
            }

            var waits = instance.Bookmarks.Where(b => b.ActivityInstanceId == execution.Key).ToList();
            var values = new RecordedValues(node, history, first.Place, last.Place, last.Event, waits, input => inputs?.Find(execution.Key, input));
            records[Id(execution.Key)] = new ExecutionRecord
            {
                WorkflowInstanceId = instance.Id.ToString(),
                ActivityId = first.Event.ActivityId,
                ActivityNodeId = first.Event.NodeId,
                ActivityType = first.Event.ActivityType,
                ActivityTypeVersion = node?.Version ?? 1,
                ActivityName = first.Event.ActivityName,
                ActivityState = values.State(),
                Outputs = values.Outputs(),
                Payload = values.Payload(),
                StartedAt = first.At,
                CompletedAt = isOver ? last.At : null,
                HasBookmarks = waits.Count > 0,
                Status = last.Event.Name switch
                {
                    ActivityEventName.Completed => "Completed",
                    ActivityEventName.Canceled => "Canceled",
                    ActivityEventName.Faulted => "Faulted",
                    _ => "Running",
                },
                Exception = last.Event.Name == ActivityEventName.Faulted ? new JsonObject { ["type"] = "Incident", ["message"] = last.Event.Message } : null,
                AggregateFaultCount = execution.Any(h => h.Event!.Name == ActivityEventName.Faulted) ? 1 : 0,
                SchedulingActivityExecutionId = scheduler,
                SchedulingActivityId = scheduler is not null && records.TryGetValue(scheduler, out var setter) ? setter.ActivityId : null,
                CallStackDepth = scheduler is not null && records.TryGetValue(scheduler, out var above) ? above.CallStackDepth + 1 : 0,
                Id = Id(execution.Key),
            };
        }

        return [.. records.Values];

        string Id(Guid execution) => ExecutionId.Of(instance.Id, execution);
    }

    /// <summary>Who set it going: in a flowchart the last one before it from which a connection that was followed leads here, else its container.</summary>
    private static Guid? Scheduler(ActivityEvent started, int place, ActivityNode? node, List<(ActivityEvent Event, int Place)> ended)
    {
        var ways = JsonRead.Objects(node?.Parent?.Json["connections"])
            .Select(Designer.Editing.Flows.FlowTree.Way)
            .Where(w => w?.Target == started.ActivityId)
            .ToList();
        var before = ended.LastOrDefault(e => e.Place < place
            && e.Event.ParentActivityInstanceId == started.ParentActivityInstanceId
            && ways.Exists(w => w!.Source == e.Event.ActivityId && (e.Event.Outcomes is not { } outcomes || outcomes.Contains(w.Port)))).Event;
        return before?.ActivityInstanceId ?? started.ParentActivityInstanceId;
    }
}
