namespace Host.Jobs;

/// <summary>Where a background job is.</summary>
public enum JobState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended with a result.</summary>
    Done,

    /// <summary>Somebody stopped it; nothing of it stays.</summary>
    Cancelled,

    /// <summary>It ended with a problem.</summary>
    Failed,
}
