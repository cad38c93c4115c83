namespace Workflows.Runtime.Outbox;

/// <summary>How long to wait after a failed attempt: doubling, with jitter so that many failures do not come back together.</summary>
/// <param name="chance">Gives numbers from 0 up to, not including, 1.</param>
public sealed class BackOff(Func<double> chance)
{
    /// <summary>The delay after an attempt: between half and the whole of <c>FirstDelay · 2^(attempt−1)</c>, at most <c>LongestDelay</c>.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="options">First and longest delay.</param>
    public TimeSpan After(int attempt, OutboxPumpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var whole = Math.Min(options.LongestDelay.TotalSeconds, options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 40)));
        return TimeSpan.FromSeconds(whole * (0.5 + (chance() / 2)));
    }
}
