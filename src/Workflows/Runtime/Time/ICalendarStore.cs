namespace Workflows.Runtime.Time;

/// <summary>The calendars of units as rows, with the recount that a change brings about.</summary>
public interface ICalendarStore
{
    /// <summary>Every calendar that was set.</summary>
    IReadOnlyList<StoredCalendar> List();

    /// <summary>Sets a calendar, or takes it away, and begins a recount of due times with it: both or neither.</summary>
    /// <param name="calendar">The calendar; without rules it is taken away, and the unit has that of the unit above.</param>
    /// <param name="recount">The recount; it takes the place of one that is under way.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SaveAsync(StoredCalendar calendar, CalendarRecount recount, CancellationToken cancellationToken = default);

    /// <summary>The last recount; <see langword="null"/> = there was none.</summary>
    Task<CalendarRecount?> RecountAsync(CancellationToken cancellationToken = default);

    /// <summary>Notes how far a recount is, unless another one has taken its place.</summary>
    Task SaveProgressAsync(CalendarRecount recount, CancellationToken cancellationToken = default);
}

/// <summary>A calendar that was set.</summary>
/// <param name="Unit">Code of the unit; <see langword="null"/> = the organisation.</param>
/// <param name="Rules">As <c>calendar.json</c>; <see langword="null"/> = none of its own.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="ChangedBy">Person id, or <see cref="ByImport"/>.</param>
public sealed record StoredCalendar(string? Unit, string? Rules, DateTimeOffset ChangedAt, string ChangedBy)
{
    /// <summary>Who sets what <c>workflows/calendar.json</c> says.</summary>
    public const string ByImport = "system:import";
}

/// <summary>The due times of open tasks are counted again, in the order of their instances.</summary>
/// <param name="Id">Unique; the commands' ids follow from it.</param>
/// <param name="After">Up to this instance it is done.</param>
/// <param name="Reason">Why, for the trail.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; <see langword="null"/> = it is under way.</param>
/// <param name="Moved">Instances in which due times have moved so far.</param>
public sealed record CalendarRecount(Guid Id, Guid After, string Reason, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Moved);
