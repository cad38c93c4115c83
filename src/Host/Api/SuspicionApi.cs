using Host.Accounts;
using Workflows.Core;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tickets;
using Workflows.Runtime.Queries;

namespace Host.Api;

/// <summary>The pool of suspicions.</summary>
internal static class SuspicionApi
{
    private const int MaxTicketsAtOnce = 500;

    /// <summary>Maps them.</summary>
    public static void MapSuspicions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/suspicions").WithTags("Suspicions").RequireAuthorization(Policies.SeeSuspicions);
        group.MapGet("", ListAsync).WithName("ListSuspicions").WithSummary("The pool within the caller's scope, most suspicious first.");
        group.MapPost("/{suspicionId:guid}/dismiss", DismissAsync).RequireAuthorization(Policies.Screen)
            .Produces(StatusCodes.Status204NoContent).WithName("DismissSuspicion").WithSummary("Puts a suspicion aside, with a reason.");
        group.MapPost("/to-tickets", ToTicketsAsync).RequireAuthorization(Policies.Screen)
            .Produces<TicketsStarted>().WithName("MakeTickets").WithSummary("Makes a ticket of each suspicion. Asking again makes no second ticket.");
    }

    private static Task<Page<Suspicion>> ListAsync(
        Caller caller, ISuspicionPool pool, CancellationToken cancellationToken, SuspicionState state = SuspicionState.Pooled, string? theme = null, string? unit = null, string? q = null, int skip = 0, int take = 50) =>
        pool.ListAsync(caller.Actor, new SuspicionFilter(state, theme, unit, q, Math.Max(0, skip), Math.Clamp(take, 1, 500)), cancellationToken);

    private static async Task<IResult> DismissAsync(Guid suspicionId, DismissRequest body, Caller caller, ISuspicionPool pool, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return new Refusal("suspicion.reason-required", new LocalizedText("请写明不派单的理由。", "Give the reason for dismissing it.")).ToProblem();
        }

        if ((await pool.FindAsync(caller.Actor, [suspicionId], cancellationToken)).Count == 0)
        {
            return Problems.Missing();
        }

        return await pool.DismissAsync(suspicionId, body.Reason.Trim(), caller.Actor, cancellationToken)
            ? TypedResults.NoContent()
            : new Refusal("suspicion.not-pooled", new LocalizedText("这条疑似问题已经派单或已被搁置。请刷新。", "This suspicion already has a ticket or was dismissed. Refresh.")).ToProblem();
    }

    private static async Task<IResult> ToTicketsAsync(ToTicketsRequest body, Caller caller, ITicketStarter starter, CancellationToken cancellationToken) =>
        body.SuspicionIds is { Count: > 0 and <= MaxTicketsAtOnce } ids
            ? TypedResults.Ok(await starter.StartAsync(caller.Actor, ids, body.DefinitionId ?? "inspection-ticket", cancellationToken: cancellationToken))
            : new Refusal("suspicion.invalid", new LocalizedText(
                $"请给出 1 到 {MaxTicketsAtOnce} 个疑似问题的编号（suspicionIds）。",
                $"Give 1 to {MaxTicketsAtOnce} suspicion ids (suspicionIds).")).ToProblem();

    /// <summary>Body of a dismissal.</summary>
    /// <param name="Reason">Why; feeds the rule.</param>
    internal sealed record DismissRequest(string Reason);

    /// <summary>Body of making tickets.</summary>
    /// <param name="SuspicionIds">1–500 suspicions, in the order to start them.</param>
    /// <param name="DefinitionId">The workflow; <c>inspection-ticket</c> when left out.</param>
    internal sealed record ToTicketsRequest(IReadOnlyList<Guid>? SuspicionIds, string? DefinitionId);
}
