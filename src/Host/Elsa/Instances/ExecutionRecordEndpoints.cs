using System.Text.Json.Nodes;
using Host.Api;
using Workflows.Core.Organisation;

namespace Host.Elsa.Instances;

/// <summary>Executions of activities: lists, one, badges, call stacks.</summary>
internal static class ExecutionRecordEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapElsaExecutions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/activity-executions/list", (Caller caller, InstanceReader reader, CancellationToken cancellationToken, string workflowInstanceId, string? activityNodeId = null) =>
            ListAsync(workflowInstanceId, activityNodeId, caller.Actor, reader, reader.Records, records => ElsaJson.List(records), cancellationToken));
        api.MapGet("/activity-execution-summaries/list", (Caller caller, InstanceReader reader, CancellationToken cancellationToken, string workflowInstanceId, string? activityNodeId = null) =>
            ListAsync(workflowInstanceId, activityNodeId, caller.Actor, reader, Summaries, records => ElsaJson.List([.. records.Select(ExecutionSummary.Of)]), cancellationToken));
        api.MapGet("/activity-executions/by-id", async (string id, string? workflowInstanceId, Caller caller, ExecutionFinder finder, CancellationToken cancellationToken) =>
            ElsaJson.Answer((await finder.FindAsync(id, caller.Actor, cancellationToken))?.Record));
        api.MapPost("/activity-executions/report", async (ReportRequest body, Caller caller, InstanceReader reader, CancellationToken cancellationToken) =>
            await reader.FindAsync(body.WorkflowInstanceId, caller.Actor, cancellationToken) is { } found
                ? ElsaJson.Answer(new { Stats = ExecutionStats.Of(Summaries(found)).Where(s => body.ActivityNodeIds is null || body.ActivityNodeIds.Contains(s.ActivityNodeId)) })
                : Problems.NotFound.ToElsaProblem()).ReadsOnly();
        api.MapGet("/activity-executions/{id}/call-stack", async (string id, Caller caller, ExecutionFinder finder, CancellationToken cancellationToken) =>
            await finder.FindAsync(id, caller.Actor, cancellationToken) is { } found
                ? ElsaJson.Answer(new { ActivityExecutionId = id, Items = CallStack(found.Record, found.All), TotalCount = CallStack(found.Record, found.All).Count })
                : Problems.NotFound.ToElsaProblem());
    }

    /// <summary>The executions of an instance, without what their expressions came to.</summary>
    internal static IReadOnlyList<ExecutionRecord> Summaries(FoundInstance found) => ExecutionRecords.Of(found.Detail.Instance, found.Definition, found.Detail.Facts(), inputs: null);

    private static async Task<IResult> ListAsync(
        string instanceId, string? nodeId, Actor by, InstanceReader reader, Func<FoundInstance, IReadOnlyList<ExecutionRecord>> read, Func<IReadOnlyList<ExecutionRecord>, IResult> answer, CancellationToken cancellationToken) =>
        await reader.FindAsync(instanceId, by, cancellationToken) is { } found
            ? answer([.. read(found).Where(r => string.IsNullOrEmpty(nodeId) || r.ActivityNodeId == nodeId)])
            : Problems.NotFound.ToElsaProblem();

    /// <summary>From the first activity to this one, each set going by the one before it; containers are left out.</summary>
    private static List<ExecutionRecord> CallStack(ExecutionRecord last, IReadOnlyList<ExecutionRecord> all)
    {
        var stack = new List<ExecutionRecord>();
        for (var record = last; record is not null; record = all.FirstOrDefault(r => r.Id == record.SchedulingActivityExecutionId))
        {
            if (!all.Any(r => r.ActivityNodeId.StartsWith(record.ActivityNodeId + ":", StringComparison.Ordinal)))
            {
                stack.Insert(0, record);
            }
        }

        return stack;
    }

    /// <summary>Body of a wish for badges.</summary>
    internal sealed record ReportRequest(string? WorkflowInstanceId, IReadOnlyList<string>? ActivityNodeIds);
}

/// <summary>An execution as lists show it.</summary>
internal sealed record ExecutionSummary(
    string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt,
    bool HasBookmarks, string Status, JsonObject Metadata, int AggregateFaultCount, string Id)
{
    public static ExecutionSummary Of(ExecutionRecord r) => new(
        r.WorkflowInstanceId, r.ActivityId, r.ActivityNodeId, r.ActivityType, r.ActivityTypeVersion, r.ActivityName, r.StartedAt, r.CompletedAt, r.HasBookmarks, r.Status, r.Metadata, r.AggregateFaultCount, r.Id);
}

/// <summary>How often an activity ran: the badges on a drawing.</summary>
internal sealed record ExecutionStats(
    string ActivityId, string ActivityNodeId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted, int AggregateFaultCount, JsonObject Metadata)
{
    /// <summary>Those of all activities that have run.</summary>
    public static IReadOnlyList<ExecutionStats> Of(IReadOnlyList<ExecutionRecord> records) =>
    [
        .. records.GroupBy(r => r.ActivityNodeId, StringComparer.Ordinal).Select(g => new ExecutionStats(
            g.First().ActivityId, g.Key, g.Count(), g.Count(r => r.Status == "Completed"), g.Count(r => r.Status is "Running" or "Faulted"),
            g.Any(r => r.HasBookmarks), g.Any(r => r.Status == "Faulted"), g.Sum(r => r.AggregateFaultCount), ElsaJson.ObjectMap())),
    ];
}
