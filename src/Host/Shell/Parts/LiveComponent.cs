using Microsoft.AspNetCore.Components;
using Workflows.Runtime.Live;

namespace Host.Shell.Parts;

/// <summary>
/// A component that shows data that others change. It reads in <see cref="LoadAsync"/>, again whenever a change concerns it (many changes
/// in a burst are one reading), and once a minute so that "2 hours left" stays true.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;
    private ITimer? _timer;
    private bool _loading;
    private bool _again;

    /// <summary>Takes the token once: the source may be gone when a reading that was begun goes on.</summary>
    protected LiveComponent() => Gone = _leaving.Token;

    /// <summary>Where changes are told.</summary>
    [Inject]
    protected IChangeFeed Changes { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>The reader's language.</summary>
    [Inject]
    protected Localizer L { get; set; } = null!;

    /// <summary>Cancelled when the component is gone.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Whether the first reading is done; until then a page shows its loading state.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Reads what the component shows. Called at first, after parameters changed when <see cref="ReloadAsync"/> is called there, and after changes.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Whether a change is about what is shown; everything, unless told otherwise. Called on the thread that made the change: look, do not work.</summary>
    protected virtual bool Concerns(Change change) => true;

    /// <summary>Reads now and draws. A reading that is asked for while another runs follows it.</summary>
    protected async Task ReloadAsync()
    {
        if (_loading)
        {
            _again = true;
            return;
        }

        _loading = true;
        try
        {
            do
            {
                _again = false;
                await LoadAsync(Gone);
                Loaded = true;
            }
            while (_again && !Gone.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            return; // The reader has left; nobody waits for this reading.
        }
        finally
        {
            _loading = false;
        }

        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _timer = Clock.CreateTimer(_ => Redraw(), null, Tick, Tick);
            _subscription = Changes.Subscribe(OnChange);
        }

        // The first drawing on the server is the frame alone: the circuit reads a moment later, once, and nothing is shown that is taken back.
        return RendererInfo.IsInteractive || AssignedRenderMode is null ? ReloadAsync() : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the subscription.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !Gone.IsCancellationRequested)
        {
            _leaving.Cancel();
            _subscription?.Dispose();
            _timer?.Dispose();
            _leaving.Dispose();
        }
    }

    private void OnChange(Change change)
    {
        if (Concerns(change))
        {
            _timer?.Change(Settle, Tick);
        }
    }

    private void Redraw() => _ = InvokeAsync(async () =>
    {
        if (Gone.IsCancellationRequested)
        {
            return;
        }

        L.Apply();
        try
        {
            await ReloadAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await DispatchExceptionAsync(exception);
        }
    });
}
