using System.Collections.Frozen;

namespace Workflows.Core.Time;

/// <summary>Which hours are worked: weekends, public holidays, 调休 make-up days, office hours, in one time zone offset without daylight saving.</summary>
public sealed class WorkingCalendar
{
    /// <summary>How far a search for a working day goes before the calendar counts as having none.</summary>
    private const int MaxDays = 4000;

    private static readonly FrozenSet<DayOfWeek> SaturdayAndSunday = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Days off besides weekends.</summary>
    public required FrozenSet<DateOnly> Holidays { get; init; }

    /// <summary>Weekend days that are worked (调休).</summary>
    public required FrozenSet<DateOnly> MakeUpDays { get; init; }

    /// <summary>Days of the week that are off.</summary>
    /// <value>The default is Saturday and Sunday.</value>
    public FrozenSet<DayOfWeek> Weekend { get; init; } = SaturdayAndSunday;

    /// <summary>When the office opens.</summary>
    public required TimeOnly Opens { get; init; }

    /// <summary>When it closes; after <see cref="Opens"/>.</summary>
    public required TimeOnly Closes { get; init; }

    /// <summary>Offset of local time from UTC.</summary>
    public required TimeSpan Offset { get; init; }

    /// <summary>Monday to Friday, 08:00–18:00 at UTC+8, no holidays: what holds when no calendar is configured.</summary>
    public static WorkingCalendar Default { get; } = new()
    {
        Holidays = FrozenSet<DateOnly>.Empty,
        MakeUpDays = FrozenSet<DateOnly>.Empty,
        Opens = new TimeOnly(8, 0),
        Closes = new TimeOnly(18, 0),
        Offset = TimeSpan.FromHours(8),
    };

    /// <summary>Whether a day is worked: a make-up day always, a holiday never, otherwise every day that is no weekend.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        MakeUpDays.Contains(day) || (!Holidays.Contains(day) && !Weekend.Contains(day.DayOfWeek));

    /// <summary>Whether the office is open at an instant; it is open at opening time and closed at closing time.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var local = Local(at);
        var time = TimeOnly.FromDateTime(local);
        return IsWorkingDay(DateOnly.FromDateTime(local)) && time >= Opens && time < Closes;
    }

    /// <summary>The instant itself when the office is open, else the next opening.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset at)
    {
        if (IsOpen(at))
        {
            return at;
        }

        var local = Local(at);
        var day = DateOnly.FromDateTime(local);
        return TimeOnly.FromDateTime(local) < Opens && IsWorkingDay(day) ? At(day, Opens) : At(NextWorkingDay(day, 1), Opens);
    }

    /// <summary>The instant itself when the office is open or just closing, else the last closing before it.</summary>
    public DateTimeOffset PreviousClosing(DateTimeOffset at)
    {
        var local = Local(at);
        var day = DateOnly.FromDateTime(local);
        var time = TimeOnly.FromDateTime(local);
        if (IsWorkingDay(day) && time > Opens)
        {
            return time <= Closes ? at : At(day, Closes);
        }

        return At(NextWorkingDay(day, -1), Closes);
    }

    /// <summary>
    /// So many working days later at the same time of day. What begins while the office is closed begins at the next opening, and its last day ends
    /// with the closing. A negative number counts backwards, from the last closing when the office is closed.
    /// </summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset from, int days)
    {
        if (days == 0)
        {
            return from;
        }

        var start = days > 0 ? NextOpening(from) : IsOpen(from) ? from : PreviousClosing(from);
        var local = Local(start);
        var day = DateOnly.FromDateTime(local);
        for (var left = Math.Abs(days); left > 0; left--)
        {
            day = NextWorkingDay(day, Math.Sign(days));
        }

        var end = At(day, TimeOnly.FromDateTime(local));
        return days > 0 && start != from ? PreviousClosing(end) : end;
    }

    /// <summary>So many hours of open office later; negative counts backwards.</summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan time) => time >= TimeSpan.Zero ? Forward(from, time) : Backward(from, -time);

    /// <summary>Hours of open office between two instants; zero when the second is not later.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var total = TimeSpan.Zero;
        for (var at = NextOpening(from); at < to;)
        {
            var closing = At(DateOnly.FromDateTime(Local(at)), Closes);
            total += (closing < to ? closing : to) - at;
            at = NextOpening(closing);
        }

        return total;
    }

    /// <summary>
    /// An instant moved on by a pause: as much working time lies between the end of the pause and the result as lay between its beginning and the
    /// instant. Where no office hour lay between them, the same plain time does.
    /// </summary>
    /// <param name="instant">Later than <paramref name="pausedAt"/>; an earlier one stays as it is.</param>
    /// <param name="pausedAt">When the pause began.</param>
    /// <param name="continuedAt">When it ended.</param>
    public DateTimeOffset Postpone(DateTimeOffset instant, DateTimeOffset pausedAt, DateTimeOffset continuedAt)
    {
        if (instant <= pausedAt)
        {
            return instant;
        }

        var left = WorkingTimeBetween(pausedAt, instant);
        return left == TimeSpan.Zero ? instant + (continuedAt - pausedAt) : AddWorkingTime(continuedAt, left);
    }

    private DateTimeOffset Forward(DateTimeOffset from, TimeSpan left)
    {
        if (left == TimeSpan.Zero)
        {
            return from;
        }

        var at = NextOpening(from);
        while (true)
        {
            var closing = At(DateOnly.FromDateTime(Local(at)), Closes);
            if (at + left <= closing)
            {
                return at + left;
            }

            left -= closing - at;
            at = NextOpening(closing);
        }
    }

    private DateTimeOffset Backward(DateTimeOffset from, TimeSpan left)
    {
        var at = PreviousClosing(from);
        while (true)
        {
            var opening = At(DateOnly.FromDateTime(Local(at)), Opens);
            if (at - left >= opening)
            {
                return at - left;
            }

            left -= at - opening;
            at = PreviousClosing(opening);
        }
    }

    private DateOnly NextWorkingDay(DateOnly day, int step)
    {
        for (var i = 0; i < MaxDays; i++)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
            {
                return day;
            }
        }

        throw new InvalidOperationException($"The calendar has no working day within {MaxDays} days of {day:O}.");
    }

    private DateTime Local(DateTimeOffset at) => at.ToOffset(Offset).DateTime;

    private DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, Offset);
}
