using System.Collections.Immutable;
using System.Globalization;

namespace Host.Charts;

/// <summary>The day axis of a plot: every day from the first to the last has the same width, whether it has a value or not.</summary>
/// <param name="First">First day.</param>
/// <param name="Days">How many; at least 1.</param>
public sealed record DayAxis(DateOnly First, int Days)
{
    private const int MostTicks = 6;

    /// <summary>The axis over all dates; <see langword="null"/> for none.</summary>
    public static DayAxis? Over(IEnumerable<DateOnly> dates)
    {
        var all = dates.ToList();
        return all.Count == 0 ? null : new DayAxis(all.Min(), all.Max().DayNumber - all.Min().DayNumber + 1);
    }

    /// <summary>Width of a day in percent of the plot.</summary>
    public double Width => 100.0 / Days;

    /// <summary>Left edge of a day in percent.</summary>
    public double Left(DateOnly day) => (day.DayNumber - First.DayNumber) * Width;

    /// <summary>Middle of a day in percent.</summary>
    public double Middle(DateOnly day) => Left(day) + (Width / 2);

    /// <summary>Days with a label: evenly spaced, at most six, never at the very edge where words would be cut.</summary>
    public ImmutableArray<DateOnly> Ticks
    {
        get
        {
            var step = Math.Max(1, (int)Math.Ceiling(Days / (double)MostTicks));
            return [.. Enumerable.Range(0, Days).Where(i => i % step == step / 2).Select(First.AddDays)];
        }
    }

    /// <summary>A day as a label: month and day.</summary>
    public static string Text(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);
}
