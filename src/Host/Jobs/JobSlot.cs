using Workflows.Core.Organisation;

namespace Host.Jobs;

/// <summary>
/// A place for one long piece of work at a time. The work belongs to the host and not to the page that started it: the page may be left and
/// opened again, by somebody else too, and finds the job as it is. Safe for concurrent use.
/// </summary>
/// <typeparam name="TProgress">What the job tells while it runs.</typeparam>
/// <typeparam name="TResult">What it ends with.</typeparam>
public sealed class JobSlot<TProgress, TResult> : IAsyncDisposable, IDisposable
    where TProgress : class
    where TResult : class
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Func<Exception, string> _explain;
    private JobView<TProgress, TResult>? _current;
    private CancellationTokenSource? _stop;
    private Task _work = Task.CompletedTask;
    private long _toldAt;

    /// <summary>Makes an empty slot.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="explain">Puts an exception that ended a job into words for a person; called once, and may log it.</param>
    public JobSlot(TimeProvider time, Func<Exception, string> explain)
    {
        _time = time;
        _explain = explain;
    }

    /// <summary>Raised when the job has started, moved on (at most five times a second) or ended. The receiver must not block.</summary>
    public event Action? Changed;

    /// <summary>The job that runs, or the one that ran last; <see langword="null"/> when none ran since the start.</summary>
    public JobView<TProgress, TResult>? Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>Completes when no job runs; never faults.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
            {
                return _work;
            }
        }
    }

    /// <summary>Starts a job, unless one runs.</summary>
    /// <param name="name">What is worked on, for people.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="work">The work. Runs on the thread pool; a cancelled token ends it.</param>
    /// <returns>Whether it was started; <see langword="false"/> when another one still runs.</returns>
    public bool TryStart(string name, Actor by, Func<IProgress<TProgress>, CancellationToken, Task<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(work);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_current is { IsRunning: true })
            {
                return false;
            }

            _stop?.Dispose();
            _stop = new CancellationTokenSource();
            _current = new JobView<TProgress, TResult>(Guid.CreateVersion7(_time.GetUtcNow()), name, by.Name, _time.GetUtcNow(), JobState.Running);
            var token = _stop.Token;
            _work = WorkAsync(work, told.Task, token);
        }

        try
        {
            Changed?.Invoke();
        }
        finally
        {
            told.SetResult();
        }

        return true;
    }

    /// <summary>Asks the running job to stop; nothing happens when none runs.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (_current is { IsRunning: true })
            {
                _stop?.Cancel();
            }
        }
    }

    /// <summary>Stops the running job without waiting for it.</summary>
    public void Dispose() => Cancel();

    /// <summary>Stops the running job and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Cancel();
        await Idle.ConfigureAwait(false);
        _stop?.Dispose();
    }

    /// <summary>Begins when the start has been told, so that nobody hears of progress or of the end before it.</summary>
    private async Task WorkAsync(Func<IProgress<TProgress>, CancellationToken, Task<TResult>> work, Task told, CancellationToken token)
    {
        await told.ConfigureAwait(false);
        try
        {
            var result = await work(new Teller(this), token).ConfigureAwait(false);
            End(v => v with { State = JobState.Done, Result = result });
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            End(v => v with { State = JobState.Cancelled });
        }
#pragma warning disable CA1031 // the slot is the edge of the job: whatever ended it is told to the person who waits
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var problem = _explain(exception);
            End(v => v with { State = JobState.Failed, Problem = problem });
        }
    }

    private void End(Func<JobView<TProgress, TResult>, JobView<TProgress, TResult>> end)
    {
        lock (_gate)
        {
            _current = end(_current!);
        }

        Changed?.Invoke();
    }

    private void Tell(TProgress progress)
    {
        lock (_gate)
        {
            _current = _current! with { Progress = progress };
            var now = _time.GetTimestamp();
            if (_toldAt != 0 && _time.GetElapsedTime(_toldAt, now) < TellEvery)
            {
                return;
            }

            _toldAt = now;
        }

        Changed?.Invoke();
    }

    private sealed class Teller(JobSlot<TProgress, TResult> slot) : IProgress<TProgress>
    {
        public void Report(TProgress value) => slot.Tell(value);
    }
}
