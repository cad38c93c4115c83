namespace Host.Jobs;

/// <summary>A job as a page shows it at one moment.</summary>
/// <typeparam name="TProgress">What the job tells while it runs.</typeparam>
/// <typeparam name="TResult">What it ends with.</typeparam>
/// <param name="Id">Unique.</param>
/// <param name="Name">What is worked on, for people: the name of a drop.</param>
/// <param name="ByName">Who started it, as shown.</param>
/// <param name="StartedAt">When.</param>
/// <param name="State">Where it is.</param>
/// <param name="Progress">The last word about its progress; none before the first.</param>
/// <param name="Result">What it ended with; only when done.</param>
/// <param name="Problem">Why it failed, for people; only when failed.</param>
public sealed record JobView<TProgress, TResult>(
    Guid Id,
    string Name,
    string ByName,
    DateTimeOffset StartedAt,
    JobState State,
    TProgress? Progress = null,
    TResult? Result = null,
    string? Problem = null)
    where TProgress : class
    where TResult : class
{
    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => State == JobState.Running;
}
