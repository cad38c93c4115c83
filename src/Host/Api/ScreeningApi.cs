using Host.Accounts;
using Host.Jobs;
using Host.Suspicions;
using Workflows.Core;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;

namespace Host.Api;

/// <summary>Screenings: running one and the record of those that ran.</summary>
internal static class ScreeningApi
{
    /// <summary>Maps them.</summary>
    public static void MapScreenings(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/screenings").WithTags("Screenings").RequireAuthorization(Policies.SeeSuspicions);
        group.MapGet("", (Caller caller, ISuspicionPool pool, CancellationToken cancellationToken) => pool.RunsAsync(caller.Actor, cancellationToken))
            .WithName("ListScreenings").WithSummary("The runs, newest first: rules, parameters, data seen.");
        group.MapGet("/rules", (IScreening screening) => screening.Rules)
            .WithName("ListRules").WithSummary("The rule catalogue as configured now.");
        group.MapPost("", StartAsync).RequireAuthorization(Policies.Screen).Produces<ScreeningOutcome>().Produces(StatusCodes.Status202Accepted)
            .WithName("StartScreening").WithSummary("Runs the rules and puts what they find into the pool. Answers with the outcome, or with 202 at once when wait=false.");
    }

    private static async Task<IResult> StartAsync(Caller caller, ScreeningJobs jobs, CancellationToken cancellationToken, bool wait = true)
    {
        if (jobs.Start(caller.Actor) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var job = jobs.Slot.Current!;
        if (!wait)
        {
            return TypedResults.Accepted($"{ApiRoutes.Root}/screenings");
        }

        await jobs.Slot.Idle.WaitAsync(cancellationToken);
        return jobs.Slot.Current is { } ended && ended.Id == job.Id && ended.State != JobState.Done
            ? new Refusal("screening.failed", LocalizedText.Same(ended.Problem ?? "cancelled")).ToProblem()
            : TypedResults.Ok(jobs.Slot.Current!.Result);
    }
}
