using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Workflows.Core.Time;

/// <summary>What the calendar of one unit says. What it leaves out holds as in the unit above; its days off and make-up days come on top of those of the unit above, and win.</summary>
public sealed record CalendarRules
{
    /// <summary>When the office opens; <see langword="null"/> = as above.</summary>
    public TimeOnly? Opens { get; init; }

    /// <summary>When it closes; <see langword="null"/> = as above.</summary>
    public TimeOnly? Closes { get; init; }

    /// <summary>Offset of local time from UTC; <see langword="null"/> = as above.</summary>
    public TimeSpan? Offset { get; init; }

    /// <summary>Days of the week that are off; <see langword="null"/> = as above.</summary>
    public ImmutableArray<DayOfWeek>? Weekend { get; init; }

    /// <summary>Days off besides weekends.</summary>
    public ImmutableArray<CalendarDays> Holidays { get; init; } = [];

    /// <summary>Days that are worked although they lie on a weekend or a holiday above (调休).</summary>
    public ImmutableArray<CalendarDays> MakeUpDays { get; init; } = [];

    /// <summary>The calendar that comes of it.</summary>
    /// <param name="above">The calendar of the unit above.</param>
    public WorkingCalendar Over(WorkingCalendar above)
    {
        ArgumentNullException.ThrowIfNull(above);
        var (off, worked) = (Holidays.SelectMany(d => d.All).ToHashSet(), MakeUpDays.SelectMany(d => d.All).ToHashSet());
        return new WorkingCalendar
        {
            Holidays = above.Holidays.Except(worked).Union(off).ToFrozenSet(),
            MakeUpDays = above.MakeUpDays.Except(off).Union(worked).ToFrozenSet(),
            Weekend = Weekend is { } weekend ? weekend.ToFrozenSet() : above.Weekend,
            Opens = Opens ?? above.Opens,
            Closes = Closes ?? above.Closes,
            Offset = Offset ?? above.Offset,
        };
    }
}

/// <summary>Consecutive days of a calendar.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last; the same for a single day.</param>
/// <param name="Name">What they are for (国庆节); <see langword="null"/> = not said.</param>
public sealed record CalendarDays(DateOnly From, DateOnly To, string? Name)
{
    /// <summary>Each of them.</summary>
    internal IEnumerable<DateOnly> All => Enumerable.Range(From.DayNumber, To.DayNumber - From.DayNumber + 1).Select(DateOnly.FromDayNumber);
}
