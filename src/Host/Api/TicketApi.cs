using Workflows.Core.Instances;
using Workflows.Inspection.Evidence;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Host.Api;

/// <summary>Tickets: the instances a caller may see.</summary>
internal static class TicketApi
{
    /// <summary>Maps them.</summary>
    public static void MapTickets(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tickets").WithTags("Tickets");
        group.MapGet("", ListAsync).WithName("ListTickets").WithSummary("Tickets of the caller's units, newest first.");
        group.MapGet("/{instanceId:guid}", FindAsync).Produces<TicketAnswer>()
            .WithName("GetTicket").WithSummary("One ticket with its tasks and its whole trail.");
        group.MapGet("/{instanceId:guid}/evidence", EvidenceAsync).Produces<IReadOnlyList<EvidenceFile>>()
            .WithName("ListTicketEvidence").WithSummary("The evidence files of a ticket.");
        group.MapPost("/{instanceId:guid}/cancel", CancelAsync).Produces<CommandAnswer>()
            .WithName("CancelTicket").WithSummary("Ends the ticket: open tasks are withdrawn.");
        group.MapPost("/{instanceId:guid}/incidents/{incidentId:guid}/retry", RetryAsync).Produces<CommandAnswer>()
            .WithName("RetryIncident").WithSummary("Runs the faulted activity once more.");
    }

    private static Task<Page<InstanceItem>> ListAsync(
        Caller caller, IInstanceQueries queries, CancellationToken cancellationToken, string? definitionId = null, InstanceStatus? status = null, string? unit = null, string? q = null, bool? incidents = null, int skip = 0, int take = 50) =>
        queries.InstancesAsync(caller.Actor, new InstanceFilter(definitionId, status, unit, q, incidents, Math.Max(0, skip), Math.Clamp(take, 1, 200)), cancellationToken);

    private static async Task<IResult> FindAsync(Guid instanceId, Caller caller, IInstanceQueries queries, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(caller.Actor, instanceId, cancellationToken) is { } found
            ? TypedResults.Ok(TicketAnswer.From(found))
            : Problems.Missing();

    private static async Task<IResult> EvidenceAsync(Guid instanceId, Caller caller, IInstanceQueries queries, IEvidenceStore evidence, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(caller.Actor, instanceId, cancellationToken) is not null
            ? TypedResults.Ok(await evidence.OfInstanceAsync(caller.Actor, instanceId, cancellationToken))
            : Problems.Missing();

    private static async Task<IResult> CancelAsync(Guid instanceId, CancelRequest body, Caller caller, CommandKey key, IInstanceQueries queries, ICommandRunner runner, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(caller.Actor, instanceId, cancellationToken) is not null
            ? CommandAnswer.From(await runner.RunAsync(new CancelInstance(key.Id, instanceId, caller.Actor, body.Reason), cancellationToken))
            : Problems.Missing();

    private static async Task<IResult> RetryAsync(Guid instanceId, Guid incidentId, Caller caller, CommandKey key, IInstanceQueries queries, ICommandRunner runner, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(caller.Actor, instanceId, cancellationToken) is not null
            ? CommandAnswer.From(await runner.RunAsync(new RetryIncident(key.Id, instanceId, caller.Actor, incidentId), cancellationToken))
            : Problems.Missing();

    /// <summary>Body of a cancellation.</summary>
    /// <param name="Reason">Why; shown in the trail.</param>
    internal sealed record CancelRequest(string Reason);
}
