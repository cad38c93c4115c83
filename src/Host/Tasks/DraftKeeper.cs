using System.Text.Json.Nodes;
using Workflows.Runtime.Drafts;

namespace Host.Tasks;

/// <summary>
/// Saves what a person types into one task: after each pause, and at once when asked. Saves follow each other, so an older text never
/// overwrites a newer one; a save that fails is tried again with the next pause and told by <see cref="HasFailed"/>.
/// </summary>
public sealed partial class DraftKeeper(IDraftStore store, TimeProvider clock, ILogger<DraftKeeper> logger) : IAsyncDisposable
{
    /// <summary>How long typing must rest before a save.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _saving = new(1, 1);
    private (Guid TaskId, string PersonId, int FormVersion)? _where;
    private JsonObject? _unsaved;
    private ITimer? _timer;

    /// <summary>Raised after a save, on the thread that saved.</summary>
    public event Action? Changed;

    /// <summary>When the draft was last saved; <see langword="null"/> = never.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Whether the last save failed; what was typed is still here.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Starts to keep drafts of a task.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="personId">Whose draft.</param>
    /// <param name="formVersion">Version of the form that is typed into; 0 for a task without one.</param>
    /// <param name="savedAt">When the draft that the page began with was saved.</param>
    public void Begin(Guid taskId, string personId, int formVersion, DateTimeOffset? savedAt)
    {
        lock (_gate)
        {
            (_where, _unsaved, SavedAt, HasFailed) = ((taskId, personId, formVersion), null, savedAt, false);
        }
    }

    /// <summary>Takes what is typed now. It is copied: later changes to the object do not matter.</summary>
    public void Typed(JsonObject data)
    {
        ArgumentNullException.ThrowIfNull(data);
        lock (_gate)
        {
            if (_where is null)
            {
                return;
            }

            _unsaved = data.DeepClone().AsObject();
            Schedule(Pause);
        }
    }

    /// <summary>Saves at once what is not saved yet.</summary>
    public async Task FlushAsync()
    {
        await _saving.WaitAsync();
        try
        {
            await SaveAsync();
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Stops keeping: the task is done, and nothing typed before may come back as a draft.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            (_where, _unsaved) = (null, null);
        }
    }

    /// <summary>Saves what is left and lets go. The semaphore is left to the collector: a save that the timer has just begun may still wait for it.</summary>
    public async ValueTask DisposeAsync()
    {
        ITimer? timer;
        lock (_gate)
        {
            (timer, _timer) = (_timer, null);
        }

        if (timer is not null)
        {
            await timer.DisposeAsync();
        }

        await FlushAsync();
        Stop();
    }

    private void Schedule(TimeSpan after)
    {
        if (_timer is null)
        {
            _timer = clock.CreateTimer(_ => _ = FlushAsync(), null, after, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(after, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task SaveAsync()
    {
        Draft draft;
        lock (_gate)
        {
            if (_where is not { } where || _unsaved is not { } data)
            {
                return;
            }

            draft = new Draft(where.TaskId, where.PersonId, data, where.FormVersion, clock.GetUtcNow());
        }

        try
        {
            await store.SaveAsync(draft);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            NotSaved(logger, draft.TaskId, exception);
            lock (_gate)
            {
                HasFailed = true;
                Schedule(RetryAfter);
            }

            Changed?.Invoke();
            return;
        }

        lock (_gate)
        {
            (SavedAt, HasFailed) = (draft.SavedAt, false);
            _unsaved = ReferenceEquals(_unsaved, draft.Data) ? null : _unsaved;
        }

        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Warning, "The draft of task {TaskId} could not be saved; it is kept on the page and tried again.")]
    private static partial void NotSaved(ILogger logger, Guid taskId, Exception exception);
}
