using Host.Inbox;
using Workflows.Core;
using Workflows.Runtime.Copies;
using Workflows.Runtime.Queries;

namespace Host.Api;

/// <summary>The caller's tasks.</summary>
internal static class InboxApi
{
    /// <summary>Maps them.</summary>
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox").WithTags("Inbox");
        group.MapGet("", (Caller caller, IInstanceQueries queries, CancellationToken cancellationToken, InboxView view = InboxView.Open, string? q = null, int skip = 0, int take = 50) =>
                queries.InboxAsync(caller.Actor, new InboxFilter(view, q, Math.Max(0, skip), Math.Clamp(take, 1, 200)), cancellationToken))
            .WithName("ListInbox").WithSummary("Tasks, soonest due first. view: Open, Mine, Pool, Overdue, ForOthers (代理), Done.");
        group.MapGet("/counts", (Caller caller, IInstanceQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
                queries.InboxCountsAsync(caller.Actor, clock.GetUtcNow(), cancellationToken))
            .WithName("CountInbox").WithSummary("How many tasks each view holds.");
        group.MapPost("/decide", DecideAsync).Produces<IReadOnlyList<BulkAnswer>>()
            .WithName("DecideTasks").WithSummary("批量: decides several tasks the same way, each on its own; only tasks whose definition allows it. Up to 100.");
        group.MapGet("/copies", (Caller caller, ICopies copies, CancellationToken cancellationToken, int skip = 0, int take = 50) =>
                copies.ListAsync(caller.Actor, Math.Max(0, skip), Math.Clamp(take, 1, 200), cancellationToken))
            .WithName("ListCopies").WithSummary("抄送: notices for the caller, unread ones first.");
        group.MapPost("/copies/{instanceId:guid}/read", async (Guid instanceId, Caller caller, ICopies copies, TimeProvider clock, CancellationToken cancellationToken) =>
            {
                await copies.MarkReadAsync(caller.Actor, instanceId, clock.GetUtcNow(), cancellationToken);
                return TypedResults.NoContent();
            })
            .WithName("ReadCopy").WithSummary("已阅: the caller has read the notices of a ticket.");
    }

    private static async Task<IResult> DecideAsync(BulkRequest body, Caller caller, CommandKey key, BulkDecisions bulk, CancellationToken cancellationToken)
    {
        if (body.Tasks.Count is 0 or > BulkDecisions.Most)
        {
            return new Refusal("tasks.invalid", new LocalizedText($"请选择 1 到 {BulkDecisions.Most} 项任务。", $"Choose 1 to {BulkDecisions.Most} tasks.")).ToProblem();
        }

        var results = await bulk.DecideAsync(caller.Actor, body.Tasks, body.Outcome, body.Comment, id => key.Derive(id.ToString("N")), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<BulkAnswer>>([.. results.Select(r => new BulkAnswer(r.TaskId, r.Refusal?.Code, r.Refusal?.Message))]);
    }

    /// <summary>Body of a decision on several tasks.</summary>
    /// <param name="Tasks">Their ids.</param>
    /// <param name="Outcome">Name of an outcome that all of them have.</param>
    /// <param name="Comment">Written beside each decision.</param>
    internal sealed record BulkRequest(IReadOnlyList<Guid> Tasks, string Outcome, string? Comment);

    /// <summary>What came of one of them.</summary>
    /// <param name="TaskId">The task.</param>
    /// <param name="Code">Why it was refused; left out = it was decided.</param>
    /// <param name="Message">The reason in both languages.</param>
    internal sealed record BulkAnswer(Guid TaskId, string? Code, LocalizedText? Message);
}
