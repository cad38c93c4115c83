using System.Text.Json;
using System.Text.Json.Nodes;
using Host.Accounts;
using Host.Accounts.Keys;
using Host.Api;
using Host.Elsa.Definitions;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Events;
using Workflows.Runtime.Instances;

namespace Host.Elsa.Instances;

/// <summary>What sets instances going: execute, dispatch, completing outside tasks, events, trying one activity.</summary>
internal static class ExecutionEndpoints
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";
    private const string CannotStartHeader = "x-elsa-workflow-cannot-start";

    /// <summary>Headers that pages of other sites must be able to read.</summary>
    public static IReadOnlyList<string> Headers { get; } = [InstanceHeader, CannotStartHeader, "x-elsa-response"];

    /// <summary>Maps execute and dispatch.</summary>
    public static void MapElsaExecution(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions/{definitionId}");
        group.MapPost("/execute", ExecuteAsync);
        group.MapGet("/execute", (string definitionId, HttpContext http, Caller caller, CommandKey key, StartDesk desk, CancellationToken cancellationToken, string? correlationId = null, string? versionOptions = null, string? input = null) =>
            ExecuteAsync(definitionId, new StartBody(correlationId, null, versionOptions, Json(input)), http, caller, key, desk, cancellationToken));
        group.MapPost("/dispatch", async (string definitionId, StartBody? body, Caller caller, CommandKey key, StartDesk desk, CancellationToken cancellationToken) =>
        {
            var (id, refusal, problems) = await desk.StartAsync(definitionId, body ?? StartBody.Empty, VersionChoice.Published, caller.Actor, key, cancellationToken);
            return refusal is null ? ElsaJson.Answer(new { WorkflowInstanceId = id }) : refusal.ToElsaProblem(problems);
        });
        group.MapPost("/bulk-dispatch", async (string definitionId, BulkBody body, Caller caller, CommandKey key, StartDesk desk, CancellationToken cancellationToken) =>
        {
            var ids = new List<string>();
            for (var i = 0; i < Math.Clamp(body.Count, 1, BulkBody.Most); i++)
            {
                var (id, refusal, problems) = await desk.StartAsync(definitionId, StartBody.Empty, VersionChoice.Published, caller.Actor, new CommandKey(key.Derive($"bulk:{i}")), cancellationToken);
                if (refusal is not null)
                {
                    return refusal.ToElsaProblem(problems);
                }

                ids.Add(id!);
            }

            return ElsaJson.Answer(new { WorkflowInstanceIds = ids });
        });
    }

    /// <summary>Maps what resumes and tries.</summary>
    public static void MapElsaSignals(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").RequireAuthorization(Policies.Design);
        group.MapPost("/tasks/{taskId}/complete", CompleteAsync).WithMetadata(new WorksAttribute());
        group.MapPost("/events/{eventName}/trigger", async (string eventName, EventBody? body, CommandKey key, EventDelivery events, CancellationToken cancellationToken) =>
        {
            var only = Guid.TryParse(body?.WorkflowInstanceId, out var instance) ? instance : (Guid?)null;
            await events.DeliverAsync(key.Id, eventName, body?.CorrelationId, body?.Input, only, cancellationToken);
            return TypedResults.Ok();
        }).WithMetadata(new WorksAttribute());
        group.MapPost("/tests/activities", TestAsync).ReadsOnly();
    }

    private static async Task<IResult> ExecuteAsync(string definitionId, StartBody? body, HttpContext http, Caller caller, CommandKey key, StartDesk desk, CancellationToken cancellationToken)
    {
        var (id, refusal, problems) = await desk.StartAsync(definitionId, body ?? StartBody.Empty, VersionChoice.Published, caller.Actor, key, cancellationToken);
        if (refusal is not null)
        {
            return refusal.ToElsaProblem(problems);
        }

        http.Response.Headers[CannotStartHeader] = "False";
        http.Response.Headers[InstanceHeader] = id;
        http.Response.Headers["x-elsa-response"] = "true";
        return await desk.StateAsync(id!, caller.Actor, cancellationToken) is { } state
            ? ElsaJson.Answer(new { WorkflowState = state }, state["subStatus"]!.GetValue<string>() == nameof(InstanceSubStatus.Faulted) ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK)
            : ElsaJson.Answer(new { WorkflowState = new { Id = id } }); // who may start it need not be one who may see it
    }

    private static async Task<IResult> CompleteAsync(string taskId, TaskBody? body, Caller caller, CommandKey key, IEventBookmarks bookmarks, ICommandRunner runner, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(taskId, out var bookmark) || await bookmarks.InstanceOfAsync(bookmark, cancellationToken) is not { } instance)
        {
            return Problems.NotFound.ToElsaProblem();
        }

        var outcome = await runner.RunAsync(new ResumeBookmark(key.Id, instance, caller.Actor, bookmark, body?.Result), cancellationToken);
        return outcome.Refusal is { } refusal ? refusal.ToElsaProblem() : TypedResults.Ok();
    }

    /// <summary>Runs one activity of a definition alone, in memory: nothing is sent and nothing is kept.</summary>
    private static async Task<IResult> TestAsync(JsonObject body, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var version = JsonRead.Text(body["workflowDefinitionHandle"] as JsonObject, "definitionVersionId") is { } id ? await definitions.FindAsync(id, caller.Actor, cancellationToken) : null;
        if (version is null
            || await definitions.ReadAsync(version, caller.Actor, cancellationToken) is not { } definition
            || JsonRead.Text(body["activityHandle"] as JsonObject, "activityId") is not { } activityId
            || definition.Find(activityId) is not { } activity)
        {
            return Problems.NotFound.ToElsaProblem();
        }

        var source = definition.Source.DeepClone().AsObject();
        source["root"] = activity.Json.DeepClone();
        var alone = WorkflowDefinitionReader.Read(source);
        var facts = new List<(DateTimeOffset At, InstanceEvent Event)>();
        var run = new DefinitionRun(WorkflowPackageReader.OfDefinition(alone), onEvent: (instance, happened) => facts.Add((instance.UpdatedAt, happened)));
        var inputs = EvaluatedInputs.Of(alone, run.Instance, facts, OrgChart.Empty, WorkingCalendar.Default.Offset);
        var record = ExecutionRecords.Of(run.Instance, alone, facts, inputs).FirstOrDefault(r => r.ActivityId == activityId);
        var incident = run.Instance.Incidents.FirstOrDefault();
        return ElsaJson.Answer(new
        {
            ActivityState = record?.ActivityState ?? [],
            Outputs = record?.Outputs ?? [],
            Payload = record?.Payload ?? [],
            Status = incident is null ? record?.Status ?? "Pending" : "Faulted",
            Exception = incident is null ? null : new { Type = "Incident", incident.Message },
        });
    }

    private static JsonNode? Json(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException($"input is not JSON: {exception.Message}");
        }
    }

    /// <summary>Body of a start.</summary>
    /// <param name="CorrelationId">Key that events are matched by.</param>
    /// <param name="TriggerActivityId">The trigger that it begins with; left out = the start.</param>
    /// <param name="VersionOptions">Which version; left out = the published one.</param>
    /// <param name="Input">Values of the definition's inputs by name.</param>
    internal sealed record StartBody(string? CorrelationId, string? TriggerActivityId, string? VersionOptions, JsonNode? Input)
    {
        public static StartBody Empty { get; } = new(null, null, null, null);
    }

    /// <summary>Body of several starts.</summary>
    internal sealed record BulkBody(int Count)
    {
        /// <summary>How many may be started at once.</summary>
        public const int Most = 1000;
    }

    /// <summary>Body of the result of an outside task.</summary>
    internal sealed record TaskBody(JsonNode? Result);

    /// <summary>Body of an event.</summary>
    internal sealed record EventBody(string? CorrelationId, string? WorkflowInstanceId, JsonNode? Input);
}

/// <summary>Starts instances for Elsa's clients.</summary>
internal sealed class StartDesk(ElsaDefinitions definitions, IDefinitionCatalog catalog, ICommandRunner runner, InstanceReader reader)
{
    private static readonly Refusal NotAllowed = new("request.not-allowed", new LocalizedText("您的岗位不能发起这个流程。", "Your roles may not start this workflow."));

    /// <summary>Starts one.</summary>
    public async Task<(string? InstanceId, Refusal? Refusal, IReadOnlyList<FolderProblem> Problems)> StartAsync(
        string definitionId, ExecutionEndpoints.StartBody body, VersionChoice otherwise, Actor by, CommandKey key, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync(definitionId, VersionChoice.Of(body.VersionOptions, otherwise), by, cancellationToken) is not { } version)
        {
            return (null, Problems.NotFound, []);
        }

        var (number, refusal, problems) = await definitions.StartableAsync(version, by, cancellationToken);
        if (refusal is not null || await catalog.FindAsync(definitionId, number, cancellationToken) is not { } package)
        {
            return (null, refusal ?? Problems.NotFound, problems);
        }

        if (!package.Definition.MayBeStartedBy(by))
        {
            return (null, NotAllowed, []);
        }

        var start = new StartInstance(key.Id, key.Derive("instance"), by, body.Input as JsonObject ?? [], body.CorrelationId, TriggerActivityId: body.TriggerActivityId);
        var outcome = await runner.StartAsync(definitionId, start, number, cancellationToken);
        return outcome.Refusal is { } no ? (null, no, []) : (outcome.InstanceId.ToString(), null, []);
    }

    /// <summary>How an instance stands; <see langword="null"/> when the person may not see it.</summary>
    public async Task<JsonObject?> StateAsync(string instanceId, Actor by, CancellationToken cancellationToken) =>
        await reader.FindAsync(instanceId, by, cancellationToken) is { } found ? WorkflowStates.Of(found, reader.Records(found)) : null;
}
