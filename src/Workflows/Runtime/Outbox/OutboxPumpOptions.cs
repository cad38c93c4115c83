using System.ComponentModel.DataAnnotations;

namespace Workflows.Runtime.Outbox;

/// <summary>How wishes are claimed and tried again.</summary>
public sealed class OutboxPumpOptions
{
    /// <summary>Gets or sets how long a claimed wish may go without a sign of life before another pump may take it.</summary>
    /// <value>The default is 1 minute; a working pump renews it every third of that.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many wishes are worked on at the same time.</summary>
    /// <value>The default is 16: most of a wish is waiting for the disk or for a server.</value>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 16;

    /// <summary>Gets or sets the number of attempts before a wish is parked for an operator.</summary>
    /// <value>The default is 12 attempts, about 5 hours with the default delays.</value>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Gets or sets the delay after the first failure; doubles with each further one.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the longest delay between two attempts.</summary>
    /// <value>The default is 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromHours(1);
}
