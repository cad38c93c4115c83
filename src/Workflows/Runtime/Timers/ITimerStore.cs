namespace Workflows.Runtime.Timers;

/// <summary>A timer row that is due.</summary>
/// <param name="TimerId">The timer.</param>
/// <param name="InstanceId">Its instance.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="Failures">How often firing it has thrown so far.</param>
public sealed record DueTimer(Guid TimerId, Guid InstanceId, DateTimeOffset DueAt, int Failures);

/// <summary>The timers of all instances, as rows. A row goes in the same transaction as the step that fires or drops the timer.</summary>
public interface ITimerStore
{
    /// <summary>Timers that are due, oldest first.</summary>
    /// <param name="now">The present.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<DueTimer>> DueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken = default);

    /// <summary>When the next timer wants to fire; <see langword="null"/> = none is set.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Has a timer tried again later, because firing it threw.</summary>
    Task PostponeAsync(Guid timerId, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Drops a row whose instance does not know the timer any more.</summary>
    Task DropAsync(Guid timerId, CancellationToken cancellationToken = default);
}
