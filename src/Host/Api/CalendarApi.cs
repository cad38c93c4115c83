using System.Text.Json.Nodes;
using Host.Accounts;
using Workflows.Runtime.Time;

namespace Host.Api;

/// <summary>Working calendars of the organisation and its units.</summary>
internal static class CalendarApi
{
    /// <summary>Maps them.</summary>
    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/calendars").WithTags("Calendars").RequireAuthorization(Policies.Design);
        group.MapGet("", (ICalendarDesk desk) => desk.List().Select(CalendarAnswer.Of)).Produces<IReadOnlyList<CalendarAnswer>>()
            .WithName("ListCalendars").WithSummary("Every calendar that was set; a unit without one has that of the unit above.");
        group.MapGet("/recount", RecountAsync).Produces<CalendarRecount>()
            .WithName("GetRecount").WithSummary("How far due times have followed the last change; 404 when there was none.");
        group.MapPost("/preview", PreviewAsync).Produces<CalendarPreview>()
            .WithName("PreviewCalendar").WithSummary("Which due times a change would move, old and new. Changes nothing.");
        group.MapPut("", ApplyAsync).Produces(StatusCodes.Status202Accepted)
            .WithName("SetCalendar").WithSummary("Sets the calendar of a unit, or of the organisation when none is named; without rules it has that of the unit above again. Due times follow.");
    }

    private static async Task<IResult> RecountAsync(ICalendarDesk desk, CancellationToken cancellationToken) =>
        await desk.RecountAsync(cancellationToken) is { } recount ? TypedResults.Ok(recount) : Problems.Missing();

    private static async Task<IResult> PreviewAsync(CalendarRequest body, Caller caller, ICalendarDesk desk, CancellationToken cancellationToken)
    {
        var preview = await desk.PreviewAsync(caller.Actor, body.Unit, body.Rules?.ToJsonString(), cancellationToken);
        return preview.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(preview);
    }

    private static async Task<IResult> ApplyAsync(CalendarRequest body, Caller caller, ICalendarDesk desk, CancellationToken cancellationToken) =>
        await desk.ApplyAsync(caller.Actor, body.Unit, body.Rules?.ToJsonString(), body.Reason ?? "", cancellationToken) is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Accepted((string?)null);

    /// <summary>Body of a change.</summary>
    /// <param name="Unit">Code of the unit; left out = the organisation.</param>
    /// <param name="Rules">As <c>calendar.json</c>; left out = none of its own any more.</param>
    /// <param name="Reason">Why; not asked for a preview.</param>
    internal sealed record CalendarRequest(string? Unit, JsonObject? Rules, string? Reason);

    /// <summary>A calendar that was set.</summary>
    internal sealed record CalendarAnswer(string? Unit, JsonNode? Rules, DateTimeOffset ChangedAt, string ChangedBy)
    {
        public static CalendarAnswer Of(StoredCalendar calendar) => new(calendar.Unit, calendar.Rules is { } rules ? JsonNode.Parse(rules) : null, calendar.ChangedAt, calendar.ChangedBy);
    }
}
