using Workflows.Runtime.People;

namespace Host.Api;

/// <summary>代理: who is away and who acts for them.</summary>
internal static class AbsenceApi
{
    /// <summary>Maps them.</summary>
    public static void MapAbsences(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/absences").WithTags("Absences");
        group.MapGet("", (Caller caller, AbsenceDesk desk) => desk.VisibleTo(caller.Actor))
            .WithName("ListAbsences").WithSummary("Absences that are not over: the caller's own and those they stand in for; an administrator sees all.");
        group.MapPost("", EnterAsync).Produces<Absence>()
            .WithName("EnterAbsence").WithSummary("Enters an absence with its substitute, from when to when and for which workflow; an administrator may enter anyone's.");
        group.MapPost("/{id:guid}/end", EndAsync).Produces(StatusCodes.Status204NoContent)
            .WithName("EndAbsence").WithSummary("Ends an absence now; one that has not begun is forgotten.");
    }

    private static async Task<IResult> EnterAsync(AbsenceRequest body, Caller caller, CommandKey key, AbsenceDesk desk, CancellationToken cancellationToken)
    {
        var absence = new Absence(key.Id, body.Person ?? caller.Person.Id, body.Substitute, body.DefinitionId, body.From, body.Until, body.Reason);
        return await desk.EnterAsync(caller.Actor, absence, cancellationToken) is { } refusal ? refusal.ToProblem() : TypedResults.Ok(absence);
    }

    private static async Task<IResult> EndAsync(Guid id, Caller caller, AbsenceDesk desk, CancellationToken cancellationToken) =>
        await desk.EndAsync(caller.Actor, id, cancellationToken) is { } refusal ? refusal.ToProblem() : TypedResults.NoContent();

    /// <summary>Body of an absence.</summary>
    /// <param name="Person">Who is away; left out = the caller.</param>
    /// <param name="Substitute">Who acts for them.</param>
    /// <param name="DefinitionId">The one workflow that it is for; left out = all.</param>
    /// <param name="From">The first instant.</param>
    /// <param name="Until">The end, which lies outside; within 366 days of the beginning.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record AbsenceRequest(string? Person, string Substitute, string? DefinitionId, DateTimeOffset From, DateTimeOffset Until, string? Reason);
}
