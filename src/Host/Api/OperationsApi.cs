using Host.Accounts;
using Workflows.Core;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Retention;

namespace Host.Api;

/// <summary>What an operator looks at and does.</summary>
internal static class OperationsApi
{
    /// <summary>Maps them.</summary>
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Operations").RequireAuthorization(Policies.Operate);
        group.MapGet("/selfcheck", (IOperations operations, CancellationToken cancellationToken) => operations.SelfCheckAsync(cancellationToken))
            .WithName("SelfCheck").WithSummary("Proves that no instance is stuck and that rows agree with snapshots.");
        group.MapGet("/operations", (IOperations operations, CancellationToken cancellationToken) => operations.StatusAsync(cancellationToken))
            .WithName("GetOperations").WithSummary("How the machine is doing now.");
        group.MapGet("/retention", (IRetention retention, CancellationToken cancellationToken) => retention.StatusAsync(cancellationToken))
            .WithName("GetRetention").WithSummary("How long ended instances are kept, what is to be stored away, and how the last run went.");
        group.MapGet("/outbox/parked", (IOperations operations, CancellationToken cancellationToken) => operations.ParkedAsync(cancellationToken))
            .WithName("ListParked").WithSummary("Outbox rows that an operator must look at.");
        group.MapPost("/outbox/{effectId:guid}/retry", RetryAsync).Produces(StatusCodes.Status202Accepted)
            .WithName("RetryParked").WithSummary("Puts a parked row back into the outbox.");
    }

    private static async Task<IResult> RetryAsync(Guid effectId, Caller caller, IOperations operations, CancellationToken cancellationToken) =>
        await operations.RetryAsync(effectId, caller.Actor, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : new Refusal("outbox.not-parked", new LocalizedText("这一项没有被搁置。请刷新列表。", "This row is not parked. Refresh the list.")).ToProblem();
}
