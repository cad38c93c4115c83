using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Host.Charts;

/// <summary>A value of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Value">The value; <see langword="null"/> = none, which breaks a line.</param>
public readonly record struct DayValue(DateOnly Day, double? Value);

/// <summary>SVG paths in a plot of 100 × 100 that is stretched to its place; strokes are not stretched.</summary>
public static class PlotPath
{
    /// <summary>A line through the values, broken where a day has none.</summary>
    public static string Line(IEnumerable<DayValue> values, DayAxis axis, PlotScale scale)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(scale);
        var path = new StringBuilder();
        DateOnly? before = null;
        foreach (var (day, value) in values.OrderBy(v => v.Day))
        {
            if (value is not { } v || !double.IsFinite(v))
            {
                before = null;
                continue;
            }

            var joined = before is { } b && day.DayNumber - b.DayNumber == 1;
            path.Append(joined ? 'L' : 'M').Append(N(axis.Middle(day))).Append(',').Append(N(scale.Y(v))).Append(' ');
            before = day;
        }

        return path.ToString().TrimEnd();
    }

    /// <summary>Dots: lines of no length, which round stroke ends turn into circles that stay round however the plot is stretched.</summary>
    public static string Dots(IEnumerable<DayValue> values, DayAxis axis, PlotScale scale)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(scale);
        return string.Join(' ', values.Where(v => v.Value is { } x && double.IsFinite(x)).Select(v => $"M{N(axis.Middle(v.Day))},{N(scale.Y(v.Value!.Value))}h0"));
    }

    /// <summary>Bars from zero.</summary>
    public static string Bars(IEnumerable<DayValue> values, DayAxis axis, PlotScale scale)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(scale);
        var zero = scale.Y(Math.Clamp(0, scale.Low, scale.High));
        var gap = axis.Width * 0.15;
        return string.Join(' ', values.Where(v => v.Value is { } x && double.IsFinite(x)).Select(v =>
            $"M{N(axis.Left(v.Day) + gap)},{N(zero)}V{N(scale.Y(v.Value!.Value))}h{N(axis.Width - (2 * gap))}V{N(zero)}z"));
    }

    /// <summary>Runs of neighbouring days, as left edge and width in percent.</summary>
    public static ImmutableArray<(double Left, double Width, DateOnly First, DateOnly Last)> Runs(IEnumerable<DateOnly> days, DayAxis axis)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(axis);
        var runs = ImmutableArray.CreateBuilder<(double, double, DateOnly, DateOnly)>();
        var ordered = days.Distinct().Order().ToList();
        for (var i = 0; i < ordered.Count;)
        {
            var end = i;
            while (end + 1 < ordered.Count && ordered[end + 1].DayNumber - ordered[end].DayNumber == 1)
            {
                end++;
            }

            runs.Add((axis.Left(ordered[i]), axis.Width * (end - i + 1), ordered[i], ordered[end]));
            i = end + 1;
        }

        return runs.ToImmutable();
    }

    /// <summary>A number for a path or a style: a point, at most two decimals, in every culture.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
