using System.Collections.Immutable;

namespace Host.Charts;

/// <summary>The value axis of a plot: a range with round ticks that holds every value. Nothing is cut off, however extreme.</summary>
/// <param name="Low">Lowest tick, the lower edge of the plot.</param>
/// <param name="High">Highest tick, the upper edge.</param>
/// <param name="Ticks">From low to high, evenly spaced.</param>
public sealed record PlotScale(double Low, double High, ImmutableArray<double> Ticks)
{
    private const int MostDecimals = 6;

    /// <summary>A scale for the values.</summary>
    /// <param name="values">Finite values; none gives 0 … 1.</param>
    /// <param name="include">Values that must lie inside besides, such as zero or a target.</param>
    public static PlotScale Of(IEnumerable<double> values, params ReadOnlySpan<double> include)
    {
        var all = values.Concat(include.ToArray()).Where(double.IsFinite).ToList();
        var (low, high) = all.Count == 0 ? (0.0, 1.0) : (all.Min(), all.Max());
        if (high - low < 1e-9)
        {
            high = low + 1;
        }

        var step = RoundStep((high - low) / 4);
        var first = Math.Floor(low / step);
        var last = Math.Ceiling(high / step);
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 10)).ToImmutableArray();
        return new PlotScale(ticks[0], ticks[^1], ticks);
    }

    /// <summary>Where a value lies, in percent of the height from the upper edge.</summary>
    public double Y(double value) => (High - value) / (High - Low) * 100;

    /// <summary>A tick as text, with the fewest decimals that tell ticks apart.</summary>
    public string Text(double tick)
    {
        var step = Ticks.Length > 1 ? Ticks[1] - Ticks[0] : 1;
        var decimals = Enumerable.Range(0, MostDecimals).FirstOrDefault(d => Math.Abs((step * Math.Pow(10, d)) - Math.Round(step * Math.Pow(10, d))) < 1e-6, MostDecimals);
        return ChartText.Number(tick, decimals);
    }

    private static double RoundStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var share = raw / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10);
    }
}
