namespace Workflows.Mail.Sending;

/// <summary>How long a mail waits while its server is away: doubling, from 5 seconds up to 10 minutes.</summary>
internal static class Waits
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The wait after an attempt, counted from 1.</summary>
    public static TimeSpan After(int attempts)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10));
        return doubled < Longest ? doubled : Longest;
    }
}
