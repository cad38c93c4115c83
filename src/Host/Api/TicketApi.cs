using Workflows.Core.Instances;
using Workflows.Core.Organisation;
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
        group.MapPost("/{instanceId:guid}/cancel", (Guid instanceId, CancelRequest body, Caller caller, CommandKey key, TicketCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, new CancelInstance(key.Id, instanceId, caller.Actor, body.Reason), cancellationToken))
            .Produces<CommandAnswer>().WithName("CancelTicket").WithSummary("Ends the ticket: open tasks are withdrawn.");
        group.MapPost("/{instanceId:guid}/incidents/{incidentId:guid}/retry", (Guid instanceId, Guid incidentId, Caller caller, CommandKey key, TicketCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, new RetryIncident(key.Id, instanceId, caller.Actor, incidentId), cancellationToken))
            .Produces<CommandAnswer>().WithName("RetryIncident").WithSummary("Runs the faulted activity once more.");
        MapAround(group);
    }

    private static void MapAround(RouteGroupBuilder group)
    {
        group.MapPost("/{instanceId:guid}/withdraw", (Guid instanceId, WithdrawRequest body, Caller caller, CommandKey key, TicketCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, new WithdrawInstance(key.Id, instanceId, caller.Actor, body.Reason), cancellationToken))
            .Produces<CommandAnswer>().WithName("WithdrawTicket").WithSummary("撤回: the starter calls the request off, as long as the definition allows it.");
        group.MapPost("/{instanceId:guid}/copies", (Guid instanceId, CopyRequest body, Caller caller, CommandKey key, TicketCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, new CopyInstance(key.Id, instanceId, caller.Actor, body.People, body.Note), cancellationToken))
            .Produces<CommandAnswer>().WithName("CopyTicket").WithSummary("抄送: sends people a notice; they may read the ticket from then on.");
        group.MapPost("/{instanceId:guid}/comments", (Guid instanceId, CommentRequest body, Caller caller, CommandKey key, TicketCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, new CommentOnInstance(key.Id, instanceId, caller.Actor, body.TaskId, body.Text), cancellationToken))
            .Produces<CommandAnswer>().WithName("CommentOnTicket").WithSummary("评论: writes something into the trail without deciding.");
        group.MapGet("/{instanceId:guid}/approvals/{activityId}", RoundAsync).Produces<ApprovalRound>()
            .WithName("GetApproval").WithSummary("The round of an approval that is under way: who is asked and who has decided; 404 when none is.");
        group.MapPost("/{instanceId:guid}/approvals/{activityId}/remove-signer", (Guid instanceId, string activityId, RemoveSignerRequest body, Caller caller, CommandKey key, TicketCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, new RemoveSigner(key.Id, instanceId, caller.Actor, activityId, body.Seat, body.Reason), cancellationToken))
            .Produces<CommandAnswer>().WithName("RemoveSigner").WithSummary("减签: takes a signer who has not decided out of the approval.");
    }

    private static async Task<IResult> RoundAsync(Guid instanceId, string activityId, Caller caller, IInstanceQueries queries, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(caller.Actor, instanceId, cancellationToken) is { } found && ApprovalRound.Find(found.Instance, activityId) is { } round
            ? TypedResults.Ok(round)
            : Problems.Missing();

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

    /// <summary>Body of a cancellation.</summary>
    /// <param name="Reason">Why; shown in the trail.</param>
    internal sealed record CancelRequest(string Reason);

    /// <summary>Body of a withdrawal.</summary>
    /// <param name="Reason">Why; shown in the trail.</param>
    internal sealed record WithdrawRequest(string? Reason);

    /// <summary>Body of a copy.</summary>
    /// <param name="People">Person ids.</param>
    /// <param name="Note">What they should look at.</param>
    internal sealed record CopyRequest(IReadOnlyList<string> People, string? Note);

    /// <summary>Body of a comment.</summary>
    /// <param name="Text">Up to 2,000 characters.</param>
    /// <param name="TaskId">The open task that it is about; left out = the ticket.</param>
    internal sealed record CommentRequest(string Text, Guid? TaskId);

    /// <summary>Body of the removal of a signer.</summary>
    /// <param name="Seat">Number of the seat.</param>
    /// <param name="Reason">Why; shown in the trail.</param>
    internal sealed record RemoveSignerRequest(int Seat, string? Reason);
}

/// <summary>Gives commands on tickets to a caller who may see them.</summary>
internal sealed class TicketCommands(IInstanceQueries queries, ICommandRunner runner)
{
    /// <summary>Runs the command; 404 when the caller may not see the ticket.</summary>
    public async Task<IResult> RunAsync(Actor actor, InstanceCommand command, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(actor, command.InstanceId, cancellationToken) is not null
            ? CommandAnswer.From(await runner.RunAsync(command, cancellationToken))
            : Problems.Missing();
}
