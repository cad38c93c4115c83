using System.ComponentModel.DataAnnotations;

namespace Workflows.Runtime.Retention;

/// <summary>How ended instances are stored away.</summary>
public sealed class RetentionOptions
{
    /// <summary>Name of the section in the settings.</summary>
    public const string Section = "Retention";

    /// <summary>Gets or sets whether it is done at all. How long instances are kept is each definition's business.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the folder of the archive files; made when it is missing.</summary>
    /// <value>The default is <c>data/archive</c>.</value>
    [Required]
    public string Directory { get; set; } = "data/archive";

    /// <summary>Gets or sets how often it is looked for something to do.</summary>
    /// <value>The default is an hour.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how many instances go into one file.</summary>
    /// <value>The default is 200.</value>
    [Range(1, 10_000)]
    public int SliceSize { get; set; } = 200;

    /// <summary>Gets or sets how many instances are taken out of the database in one transaction.</summary>
    /// <value>The default is 5: some milliseconds, so that people's commands never wait noticeably.</value>
    [Range(1, 100)]
    public int RemovedAtOnce { get; set; } = 5;

    /// <summary>Gets or sets how long the database is left to others between two such transactions.</summary>
    /// <value>The default is 50 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(50);
}
