using System.ComponentModel.DataAnnotations;

namespace Workflows.Runtime.Timers;

/// <summary>How due timers are fired.</summary>
public sealed class TimerPumpOptions
{
    /// <summary>Gets or sets how many due timers are taken at once, oldest first.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 64;

    /// <summary>Gets or sets how many timers are fired at the same time.</summary>
    /// <value>The default is 4, so that people's commands keep their share after a long downtime.</value>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>Gets or sets how many timers are fired per second at most.</summary>
    /// <value>The default is 2,500: 100,000 that fell due together are fired within a minute, and most of the machine is left for people.</value>
    [Range(1, 100_000)]
    public int MaxPerSecond { get; set; } = 2_500;

    /// <summary>Gets or sets how long a timer waits after firing it threw; doubles with each failure, at most an hour.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);
}
