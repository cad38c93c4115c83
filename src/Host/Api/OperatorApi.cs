using System.Text.Json.Nodes;
using Host.Accounts;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Host.Api;

/// <summary>What operators do to an instance by hand. Every call has a reason, which stands in the trail.</summary>
internal static class OperatorApi
{
    /// <summary>Maps them.</summary>
    public static void MapOperators(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/instances/{instanceId:guid}").WithTags("Operators").RequireAuthorization(Policies.Design);
        group.MapGet("/places", PlacesAsync).Produces<IReadOnlyList<PlaceAnswer>>()
            .WithName("ListPlaces").WithSummary("Where the instance waits or has failed: what can be skipped or moved.");
        Map(group, "/skip", "SkipActivity", "Completes an activity that waits or has failed without its work being done.",
            (SkipRequest body, Guid command, Guid instance, Actor by) => new SkipActivity(command, instance, by, body.ActivityInstanceId, body.Outcome, body.Reason));
        Map(group, "/move", "MoveToken", "Stops an activity that waits or has failed and begins another one of the same flowchart instead.",
            (MoveRequest body, Guid command, Guid instance, Actor by) => new MoveToken(command, instance, by, body.ActivityInstanceId, body.ToActivityId, body.Reason));
        Map(group, "/variable", "EditVariable", "Gives a variable of the workflow another value.",
            (VariableRequest body, Guid command, Guid instance, Actor by) => new EditVariable(command, instance, by, body.Name, body.Value, body.Reason));
        Map(group, "/pause", "PauseInstance", "Stops all work on the instance until it is continued.",
            (ReasonRequest body, Guid command, Guid instance, Actor by) => new PauseInstance(command, instance, by, body.Reason));
        Map(group, "/continue", "ContinueInstance", "Ends a pause; due times move on by the working time that was lost.",
            (ReasonRequest body, Guid command, Guid instance, Actor by) => new ContinueInstance(command, instance, by, body.Reason));
        Map(group, "/due", "SetDue", "改期: gives an open task another due time; no calendar moves it from then on.",
            (DueRequest body, Guid command, Guid instance, Actor by) => new SetDue(command, instance, by, body.TaskId, body.DueAt, body.Reason));
    }

    private static void Map<TBody>(RouteGroupBuilder group, string path, string name, string summary, Func<TBody, Guid, Guid, Actor, OperatorCommand> command) =>
        group.MapPost(path, async (Guid instanceId, TBody body, Caller caller, CommandKey key, ICommandRunner runner, CancellationToken cancellationToken) =>
                CommandAnswer.From(await runner.RunAsync(command(body, key.Id, instanceId, caller.Actor), cancellationToken)))
            .Produces<CommandAnswer>().WithName(name).WithSummary(summary);

    private static async Task<IResult> PlacesAsync(Guid instanceId, Caller caller, IInstanceQueries queries, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(caller.Actor, instanceId, cancellationToken) is { } found
            ? TypedResults.Ok(PlaceAnswer.Of(found.Instance))
            : Problems.Missing();

    /// <summary>A place where an instance waits or has failed.</summary>
    /// <param name="ActivityInstanceId">The execution.</param>
    /// <param name="ActivityId">Its activity in the definition.</param>
    /// <param name="IsFaulted">Whether it has failed.</param>
    /// <param name="WaitsFor">What it waits for; <see langword="null"/> when it has failed.</param>
    internal sealed record PlaceAnswer(Guid ActivityInstanceId, string ActivityId, bool IsFaulted, BookmarkKind? WaitsFor)
    {
        public static IReadOnlyList<PlaceAnswer> Of(WorkflowInstance instance) =>
        [
            .. instance.Bookmarks.Select(b => new PlaceAnswer(b.ActivityInstanceId, b.ActivityId, false, b.Kind)).DistinctBy(p => p.ActivityInstanceId),
            .. instance.Incidents.Select(i => new PlaceAnswer(i.ActivityInstanceId, i.ActivityId, true, null)),
        ];
    }

    /// <summary>Body of a skip.</summary>
    /// <param name="ActivityInstanceId">One of the instance's places.</param>
    /// <param name="Outcome">The port to leave by; left out, the first one.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record SkipRequest(Guid ActivityInstanceId, string? Outcome, string Reason);

    /// <summary>Body of a move.</summary>
    /// <param name="ActivityInstanceId">One of the instance's places.</param>
    /// <param name="ToActivityId">The activity to begin instead.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record MoveRequest(Guid ActivityInstanceId, string ToActivityId, string Reason);

    /// <summary>Body of a change of a variable.</summary>
    /// <param name="Name">The variable.</param>
    /// <param name="Value">Its new value.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record VariableRequest(string Name, JsonNode? Value, string Reason);

    /// <summary>Body of a change of a due time.</summary>
    /// <param name="TaskId">The open task.</param>
    /// <param name="DueAt">The due time, in the future.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record DueRequest(Guid TaskId, DateTimeOffset DueAt, string Reason);

    /// <summary>Body of a pause or of its end.</summary>
    /// <param name="Reason">Why.</param>
    internal sealed record ReasonRequest(string Reason);
}
