using System.Text.Json.Nodes;
using Host.Api;
using Host.Elsa.Definitions;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;

namespace Host.Elsa.Instances;

/// <summary>Instances: those that the caller may see.</summary>
internal static class InstanceEndpoints
{
    private const int LongestPage = 200;

    /// <summary>Maps them.</summary>
    public static void MapElsaInstances(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/workflow-instances");
        group.MapPost("", (InstanceRequest? body, Caller caller, IInstanceQueries queries, CancellationToken cancellationToken) => ListAsync(body ?? new InstanceRequest(), caller.Actor, queries, cancellationToken)).ReadsOnly();
        group.MapGet("/{id}", (string id, Caller caller, InstanceReader reader, CancellationToken cancellationToken) => reader.AnswerAsync(id, caller.Actor, found => InstanceAnswers.Full(found, reader.Records(found)), cancellationToken));
        group.MapGet("/{id}/execution-state", (string id, Caller caller, InstanceReader reader, CancellationToken cancellationToken) =>
            reader.AnswerAsync(id, caller.Actor, found => new { found.Detail.Item.Status, found.Detail.Item.SubStatus, found.Detail.Item.UpdatedAt }, cancellationToken));
        group.MapGet("/{id}/variables", (string id, Caller caller, InstanceReader reader, CancellationToken cancellationToken) =>
            reader.AnswerAsync(id, caller.Actor, InstanceAnswers.Variables, cancellationToken));
        group.MapGet("/{id}/journal", (string id, Caller caller, InstanceReader reader, CancellationToken cancellationToken, int? page = null, int? pageSize = null, int? skip = null, int? take = null) =>
            reader.AnswerAsync(id, caller.Actor, found => InstanceAnswers.Journal(found, null, skip ?? ((page ?? 0) * (pageSize ?? LongestPage)), take ?? pageSize), cancellationToken));
        group.MapPost("/{id}/journal", (string id, JournalRequest? body, Caller caller, InstanceReader reader, CancellationToken cancellationToken, int? skip = null, int? take = null) =>
            reader.AnswerAsync(id, caller.Actor, found => InstanceAnswers.Journal(found, body?.Filter, skip ?? 0, take), cancellationToken)).ReadsOnly();
        group.MapGet("/{id}/export", (string id, Caller caller, InstanceReader reader, CancellationToken cancellationToken) => reader.AnswerAsync(id, caller.Actor, found => InstanceAnswers.Full(found, reader.Records(found)), cancellationToken));
        group.MapDelete("/{id}", async (string id, Caller caller, CommandKey key, InstanceReader reader, CancellationToken cancellationToken) =>
            await reader.DeleteAsync(id, caller.Actor, key.Id, cancellationToken) is { } refusal ? refusal.ToElsaProblem() : (IResult)TypedResults.NoContent());
        api.MapPost("/cancel/workflow-instances/{id}", async (string id, Caller caller, CommandKey key, InstanceReader reader, CancellationToken cancellationToken) =>
            await reader.CancelAsync(id, caller.Actor, key.Id, cancellationToken) is { } refusal ? refusal.ToElsaProblem() : (IResult)TypedResults.Ok());
        api.MapPost("/bulk-actions/cancel/workflow-instances", async (IdsRequest body, Caller caller, CommandKey key, InstanceReader reader, CancellationToken cancellationToken) =>
            ElsaJson.Answer(new { Cancelled = await CountAsync(body, key, (id, command) => reader.CancelAsync(id, caller.Actor, command, cancellationToken)) }));
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", async (IdsRequest body, Caller caller, CommandKey key, InstanceReader reader, CancellationToken cancellationToken) =>
            ElsaJson.Answer(new { Deleted = await CountAsync(body, key, (id, command) => reader.DeleteAsync(id, caller.Actor, command, cancellationToken)) }));
    }

    /// <summary>How many it could be done to.</summary>
    private static async Task<int> CountAsync(IdsRequest body, CommandKey key, Func<string, Guid, Task<Refusal?>> act)
    {
        var done = 0;
        foreach (var id in body.Ids ?? [])
        {
            done += await act(id, key.Derive(id)) is null ? 1 : 0;
        }

        return done;
    }

    private static async Task<IResult> ListAsync(InstanceRequest request, Actor reader, IInstanceQueries queries, CancellationToken cancellationToken)
    {
        var page = await queries.InstancesAsync(reader, request.Filter(), cancellationToken);
        return ElsaJson.Answer(new ElsaPage<InstanceSummary>([.. page.Items.Select(InstanceSummary.Of)], page.Total));
    }

    /// <summary>Body of what is done to several instances.</summary>
    internal sealed record IdsRequest(IReadOnlyList<string>? Ids);

    /// <summary>Body of a look into the journal.</summary>
    internal sealed record JournalRequest(JournalFilter? Filter);

    /// <summary>Which lines of the journal are wanted; what is left out narrows nothing.</summary>
    internal sealed record JournalFilter(IReadOnlyList<string>? ActivityIds, IReadOnlyList<string>? ActivityNodeIds, IReadOnlyList<string>? ExcludedActivityTypes, IReadOnlyList<string>? EventNames)
    {
        public bool Takes(JournalRecord line) =>
            (ActivityIds is null || ActivityIds.Contains(line.ActivityId))
            && (ActivityNodeIds is null || ActivityNodeIds.Contains(line.NodeId))
            && (ExcludedActivityTypes is null || !ExcludedActivityTypes.Contains(line.ActivityType))
            && (EventNames is null || EventNames.Contains(line.EventName));
    }
}

/// <summary>An instance as lists show it.</summary>
internal sealed record InstanceSummary(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, InstanceStatus Status, InstanceSubStatus SubStatus, string? CorrelationId, string? Name,
    int IncidentCount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt)
{
    public static InstanceSummary Of(InstanceItem item) => new(
        item.InstanceId.ToString(), item.DefinitionId, ElsaVersion.IdOf(item.DefinitionId, item.DefinitionVersion), item.DefinitionVersion, item.Status, item.SubStatus, item.CorrelationId,
        item.Header.Title?.En ?? item.Header.Number, item.IncidentCount, item.CreatedAt, item.UpdatedAt, item.Status == InstanceStatus.Finished ? item.UpdatedAt : null);
}

/// <summary>Answers about one instance.</summary>
internal static class InstanceAnswers
{
    /// <summary>All of it.</summary>
    public static object Full(FoundInstance found, IReadOnlyList<ExecutionRecord> records)
    {
        var (item, instance) = (found.Detail.Item, found.Detail.Instance);
        return new
        {
            Id = item.InstanceId.ToString(),
            item.DefinitionId,
            DefinitionVersionId = ElsaVersion.IdOf(item.DefinitionId, item.DefinitionVersion),
            Version = item.DefinitionVersion,
            WorkflowState = WorkflowStates.Of(found, records),
            item.Status,
            item.SubStatus,
            IsExecuting = false,
            instance.CorrelationId,
            Name = instance.Execution.Name ?? item.Header.Title?.En ?? item.Header.Number,
            item.IncidentCount,
            IsSystem = false,
            item.CreatedAt,
            item.UpdatedAt,
            FinishedAt = item.Status == InstanceStatus.Finished ? item.UpdatedAt : (DateTimeOffset?)null,
        };
    }

    /// <summary>The workflow's variables with their values.</summary>
    public static object Variables(FoundInstance found)
    {
        var items = found.Definition.Variables.Select(v => new { v.Id, v.Name, Value = found.Detail.Instance.Execution.Variables[v.Name]?.DeepClone() }).ToList();
        return new { Items = items, items.Count };
    }

    /// <summary>A slice of the journal.</summary>
    public static object Journal(FoundInstance found, InstanceEndpoints.JournalFilter? filter, int skip, int? take)
    {
        var lines = Instances.Journal.Of(found.Detail, found.Definition).Where(line => filter?.Takes(line) != false).ToList();
        return new ElsaPage<JournalRecord>([.. lines.Skip(Math.Max(0, skip)).Take(Math.Max(0, take ?? int.MaxValue))], lines.Count);
    }
}

/// <summary>An instance that a reader may see, with the definition that it runs on.</summary>
internal sealed record FoundInstance(InstanceDetail Detail, WorkflowDefinition Definition);

/// <summary>Finds instances for a reader.</summary>
internal sealed class InstanceReader(IInstanceQueries queries, IDefinitionCatalog catalog, ICommandRunner runner, IPeople people, IHidden hidden)
{
    private static readonly Refusal NotAllowed = new("request.not-allowed", new LocalizedText("您的岗位不能删除流程实例。", "Your roles may not delete instances."));

    /// <summary>The instance, when there is one that the reader may see and that was not deleted with Elsa's tools.</summary>
    public async Task<FoundInstance?> FindAsync(string? id, Actor reader, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var guid)
        && !await hidden.HasAsync(guid, cancellationToken)
        && await queries.FindInstanceAsync(reader, guid, cancellationToken) is { } found
        && !(await hidden.VersionsAsync(cancellationToken)).Contains((found.Item.DefinitionId, found.Item.DefinitionVersion))
        && await catalog.FindAsync(found.Item.DefinitionId, found.Item.DefinitionVersion, cancellationToken) is { } package
            ? new FoundInstance(found, package.Definition)
            : null;

    /// <summary>Its executions, with what their inputs came to.</summary>
    public IReadOnlyList<ExecutionRecord> Records(FoundInstance found)
    {
        var facts = found.Detail.Facts();
        var inputs = EvaluatedInputs.Of(found.Definition, found.Detail.Instance, facts, people.Chart, WorkingCalendar.Default.Offset);
        return ExecutionRecords.Of(found.Detail.Instance, found.Definition, facts, inputs);
    }

    /// <summary>An answer about it, or 404.</summary>
    public async Task<IResult> AnswerAsync(string id, Actor reader, Func<FoundInstance, object> answer, CancellationToken cancellationToken) =>
        await FindAsync(id, reader, cancellationToken) is { } found ? ElsaJson.Answer(answer(found)) : Problems.NotFound.ToElsaProblem();

    /// <summary>Ends it if it runs, and shows it no more: its history is evidence and stays.</summary>
    public async Task<Refusal?> DeleteAsync(string id, Actor by, Guid commandId, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, by, cancellationToken) is not { } found)
        {
            return Problems.NotFound;
        }

        if (!InstanceAuthority.MayOperate(by))
        {
            return NotAllowed;
        }

        if (found.Detail.Item.Status == InstanceStatus.Running && await CancelAsync(id, by, commandId, cancellationToken) is { Code: not "instance.finished" } refusal)
        {
            return refusal;
        }

        await hidden.HideAsync(found.Detail.Item.InstanceId, by, cancellationToken);
        return null;
    }

    /// <summary>Ends it.</summary>
    public async Task<Refusal?> CancelAsync(string id, Actor by, Guid commandId, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var instance)
            ? (await runner.RunAsync(new CancelInstance(commandId, instance, by, "由 Elsa 接口取消 / cancelled through Elsa's API"), cancellationToken)).Refusal
            : Problems.NotFound;
}
