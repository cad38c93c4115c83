namespace Workflows.Core.Simulation.Replays;

/// <summary>Quantiles by nearest rank: always a value that was measured.</summary>
public static class Quantile
{
    /// <summary>The smallest value that so large a share of all values does not exceed; <see langword="null"/> when there is none.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="share">Above 0, up to 1: 0.5 is the median.</param>
    public static TimeSpan? Of(IReadOnlyCollection<TimeSpan> values, double share)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return values.Count == 0 ? null : values.Order().ElementAt((int)Math.Ceiling(share * values.Count) - 1);
    }
}
