using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Host.Elsa.Definitions;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Elsa.Instances;

/// <summary>How an instance stands, in the words of Elsa's workflow state.</summary>
internal static class WorkflowStates
{
    /// <summary>The state with its bookmarks, incidents and open executions.</summary>
    /// <param name="found">The instance.</param>
    /// <param name="records">Its executions.</param>
    public static JsonObject Of(FoundInstance found, IReadOnlyList<ExecutionRecord> records)
    {
        var (detail, definition) = found;
        var instance = detail.Instance;
        var state = new JsonObject
        {
            ["id"] = instance.Id.ToString(),
            ["definitionId"] = instance.DefinitionId,
            ["definitionVersionId"] = ElsaVersion.IdOf(instance.DefinitionId, instance.DefinitionVersion),
            ["definitionVersion"] = instance.DefinitionVersion,
            ["correlationId"] = instance.CorrelationId,
            ["name"] = instance.Execution.Name,
            ["status"] = instance.Status.ToString(),
            ["subStatus"] = instance.SubStatus.ToString(),
            ["isExecuting"] = false,
            ["bookmarks"] = new JsonArray([.. instance.Bookmarks.Select(b => Bookmark(b, instance, records))]),
            ["incidents"] = new JsonArray([.. instance.Incidents.Select(i => Incident(i, instance))]),
            ["isSystem"] = false,
            ["completionCallbacks"] = new JsonArray([.. instance.Execution.Executions.Where(e => e.ParentId is not null).Select(e => Callback(e, instance))]),
            ["activityExecutionContexts"] = new JsonArray([.. instance.Execution.Executions.Reverse().Select(e => Context(e, instance, definition, records))]),
            ["scheduledActivities"] = new JsonArray(),
            ["executionLogSequence"] = detail.History.Count(h => h.Event is ActivityEvent),
            ["input"] = instance.Input.DeepClone(),
            ["output"] = instance.Output.DeepClone(),
            ["properties"] = new JsonObject(),
            ["createdAt"] = JsonValue.Create(instance.CreatedAt),
            ["updatedAt"] = JsonValue.Create(instance.UpdatedAt),
            ["finishedAt"] = instance.Status == InstanceStatus.Finished ? JsonValue.Create(instance.UpdatedAt) : null,
        };
        foreach (var name in state.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            state.Remove(name);
        }

        return state;
    }

    /// <summary>The facts with their instants.</summary>
    public static IReadOnlyList<(DateTimeOffset At, InstanceEvent Event)> Facts(this InstanceDetail detail) => [.. detail.History.Select(h => (h.At, h.Event))];

    private static JsonObject Bookmark(Bookmark bookmark, WorkflowInstance instance, IReadOnlyList<ExecutionRecord> records)
    {
        var record = records.FirstOrDefault(r => r.Id == ExecutionId.Of(instance.Id, bookmark.ActivityInstanceId));
        var payload = Payload(bookmark);
        return new JsonObject
        {
            ["id"] = bookmark.Id.ToString(),
            ["name"] = record?.ActivityType ?? bookmark.Kind.ToString(),
            ["hash"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(payload.ToJsonString()))),
            ["payload"] = payload,
            ["activityId"] = bookmark.ActivityId,
            ["activityNodeId"] = record?.ActivityNodeId ?? instance.Execution.Executions.FirstOrDefault(e => e.Id == bookmark.ActivityInstanceId)?.NodeId,
            ["activityInstanceId"] = ExecutionId.Of(instance.Id, bookmark.ActivityInstanceId),
            ["createdAt"] = JsonValue.Create(record?.StartedAt ?? instance.UpdatedAt),
            ["autoBurn"] = true,
            ["callbackMethodName"] = "ResumeAsync",
            ["autoComplete"] = true,
        };
    }

    private static JsonObject Payload(Bookmark bookmark) => bookmark.Kind switch
    {
        BookmarkKind.Event => new JsonObject { ["eventName"] = bookmark.Name },
        BookmarkKind.Child => new JsonObject { ["childInstanceId"] = bookmark.Name },
        BookmarkKind.Timer => new JsonObject { ["bookmarkId"] = bookmark.Id.ToString() },
        _ => new JsonObject { ["taskId"] = bookmark.Kind == BookmarkKind.Task ? bookmark.Name : bookmark.Id.ToString(), ["taskName"] = bookmark.Kind == BookmarkKind.Task ? bookmark.ActivityId : bookmark.Name },
    };

    private static JsonObject Incident(Incident incident, WorkflowInstance instance) => new()
    {
        ["activityId"] = incident.ActivityId,
        ["activityType"] = incident.ActivityType,
        ["activityInstanceId"] = ExecutionId.Of(instance.Id, incident.ActivityInstanceId),
        ["message"] = incident.Message,
        ["timestamp"] = JsonValue.Create(incident.At),
    };

    private static JsonObject Callback(ActivityExecution execution, WorkflowInstance instance) => new()
    {
        ["ownerInstanceId"] = ExecutionId.Of(instance.Id, execution.ParentId!.Value),
        ["childNodeId"] = execution.NodeId,
        ["methodName"] = execution.NodeId.Count(c => c == ':') == 1 ? "OnRootCompletedAsync" : "OnChildCompletedAsync",
    };

    private static JsonObject Context(ActivityExecution execution, WorkflowInstance instance, WorkflowDefinition definition, IReadOnlyList<ExecutionRecord> records)
    {
        var record = records.FirstOrDefault(r => r.Id == ExecutionId.Of(instance.Id, execution.Id));
        var context = new JsonObject { ["id"] = ExecutionId.Of(instance.Id, execution.Id), ["callStackDepth"] = record?.CallStackDepth ?? 0 };
        if (execution.ParentId is { } parent)
        {
            context["parentContextId"] = ExecutionId.Of(instance.Id, parent);
        }

        context["scheduledActivityNodeId"] = execution.NodeId;
        if (execution.NodeId.LastIndexOf(':') is > 0 and var at)
        {
            context["ownerActivityNodeId"] = execution.NodeId[..at];
        }

        context["properties"] = execution.ParentId is null ? new JsonObject { ["Variables"] = Variables(instance, definition) } : new JsonObject();
        context["metadata"] = new JsonObject();
        context["activityState"] = record?.ActivityState?.DeepClone() ?? new JsonObject();
        context["dynamicVariables"] = new JsonArray();
        context["status"] = execution.IsFaulted ? "Faulted" : "Running";
        context["isExecuting"] = false;
        context["faultCount"] = execution.IsFaulted ? 1 : 0;
        context["startedAt"] = JsonValue.Create(record?.StartedAt ?? instance.CreatedAt);
        return context;
    }

    private static JsonObject Variables(WorkflowInstance instance, WorkflowDefinition definition) =>
        new(definition.Variables.Where(v => instance.Execution.Variables[v.Name] is not null).Select(v => KeyValuePair.Create(v.Id, instance.Execution.Variables[v.Name]?.DeepClone())));
}
