namespace Workflows.Core.Time;

/// <summary>How a <see cref="WorkSpan"/> is counted.</summary>
public enum WorkSpanUnit
{
    /// <summary>By the clock, nights and holidays included.</summary>
    Elapsed,

    /// <summary>By days that are worked, keeping the time of day.</summary>
    WorkingDays,

    /// <summary>By hours in which the office is open.</summary>
    WorkingHours,
}
