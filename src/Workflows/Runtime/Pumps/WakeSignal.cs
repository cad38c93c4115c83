namespace Workflows.Runtime.Pumps;

/// <summary>Wakes a sleeping pump. Waking one that is awake makes it look once more; many wakings at once are one.</summary>
public abstract class WakeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _bell = New();

    /// <summary>There may be something to do.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _bell.TrySetResult();
        }
    }

    /// <summary>Waits until somebody wakes, or until the delay has passed on the clock.</summary>
    /// <param name="delay">How long at most; not positive = look at once.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting with an <see cref="OperationCanceledException"/>.</param>
    public async Task WaitAsync(TimeSpan delay, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Task bell;
        lock (_gate)
        {
            bell = _bell.Task;
        }

        if (delay > TimeSpan.Zero && !bell.IsCompleted)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(bell, Task.Delay(delay, clock, over.Token)).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_bell.Task.IsCompleted)
            {
                _bell = New();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
