using System.Collections.Frozen;

namespace Workflows.Core.Time;

/// <summary>Which hours are worked: weekends, public holidays, 调休 make-up days, office hours, in one time zone offset without daylight saving.</summary>
public sealed class WorkingCalendar
{
    /// <summary>Days off besides weekends.</summary>
    public required FrozenSet<DateOnly> Holidays { get; init; }

    /// <summary>Weekend days that are worked (调休).</summary>
    public required FrozenSet<DateOnly> MakeUpDays { get; init; }

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
}
