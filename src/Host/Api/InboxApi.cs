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
            .WithName("ListInbox").WithSummary("Tasks, soonest due first. view: Open, Mine, Pool, Overdue, Done.");
        group.MapGet("/counts", (Caller caller, IInstanceQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
                queries.InboxCountsAsync(caller.Actor, clock.GetUtcNow(), cancellationToken))
            .WithName("CountInbox").WithSummary("How many tasks each view holds.");
    }
}
