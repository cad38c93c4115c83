using Microsoft.AspNetCore.Components;

namespace Designer.Studio;

/// <summary>A part of a designer: draws anew whenever the session changes.</summary>
/// <typeparam name="TSession">What the parts of that designer share.</typeparam>
public abstract class DesignComponent<TSession> : ComponentBase, IDisposable
    where TSession : DesignSession
{
    private TSession? _heard;

    /// <summary>What the parts share.</summary>
    [CascadingParameter]
    public required TSession Studio { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The words in the designer's language.</summary>
    protected string Say(string zh, string en) => Studio.Say(zh, en);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_heard != Studio)
        {
            Listen(null);
            Listen(Studio);
        }
    }

    /// <summary>The session has changed.</summary>
    protected virtual Task OnStudioChangedAsync()
    {
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Ends the listening.</summary>
    protected virtual void Dispose(bool disposing) => Listen(null);

    private void Listen(TSession? to)
    {
        if (_heard is not null)
        {
            _heard.Changed -= OnChanged;
        }

        if (to is not null)
        {
            to.Changed += OnChanged;
        }

        _heard = to;
    }

    private void OnChanged() => _ = InvokeAsync(OnStudioChangedAsync);
}
