using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Designer.Studio.Flows;

/// <summary>The drawing surface: says to the script what to show, and takes from it what the hand did.</summary>
public sealed partial class FlowCanvas
{
    private ElementReference _surface;
    private ElementReference _minimap;
    private IJSObjectReference? _module;
    private IJSObjectReference? _canvas;
    private DotNetObjectReference<FlowCanvas>? _self;
    private string? _shown;

    /// <summary>Makes what is drawn larger or smaller.</summary>
    public Task ZoomAsync(double by) => TellAsync("zoom", by);

    /// <summary>Shows everything.</summary>
    public Task FitAsync() => TellAsync("fit");

    /// <summary>Saves the drawing as a file on the designer's machine.</summary>
    /// <param name="name">Name of the file, without ending.</param>
    /// <param name="kind"><c>svg</c> or <c>png</c>.</param>
    public Task SaveAsync(string name, string kind) => TellAsync("save", name, kind);

    /// <summary>Puts copied steps where another page of the same browser finds them.</summary>
    public Task CopyAsync(string text) => TellAsync("copy", text);

    /// <summary>What was copied last.</summary>
    public async Task<string> ClipboardAsync() => _canvas is null ? "" : await _canvas.InvokeAsync<string>("clipboard");

    /// <summary>Steps were selected.</summary>
    [JSInvokable]
    public void OnSelect(string[] ids) => Studio.Select(ids);

    /// <summary>A connection was selected.</summary>
    [JSInvokable]
    public void OnSelectWay(string key) => Studio.SelectWay(Way(key));

    /// <summary>A step was opened.</summary>
    [JSInvokable]
    public void OnOpen(string id)
    {
        if (Studio.View.Find(id)?.Inner is { } inner)
        {
            Studio.Open(inner);
        }
    }

    /// <summary>Steps and notes were moved.</summary>
    [JSInvokable]
    public void OnMove(MovedStep[] moved)
    {
        var notes = Studio.View.Notes.Select(n => n.Id).ToHashSet();
        var places = moved.ToLookup(m => notes.Contains(m.Id), m => KeyValuePair.Create(m.Id, new DiagramPoint(m.X, m.Y)));
        Studio.Move(places[false].ToDictionary(), places[true].ToDictionary());
    }

    /// <summary>An outcome was connected with a step.</summary>
    [JSInvokable]
    public void OnConnect(string source, string port, string target) => Studio.Run(new ConnectSteps(Studio.Flowchart, new FlowWay(source, port, target)));

    /// <summary>The end of a connection was put onto another step.</summary>
    [JSInvokable]
    public void OnRedirect(string key, string target)
    {
        if (Way(key) is { } way)
        {
            _shown = null;
            Studio.Run(Gestures.Redirect(Studio.Flowchart, way, target));
        }
    }

    /// <summary>Something from the palette was dropped.</summary>
    [JSInvokable]
    public void OnDrop(string kind, double x, double y, string? way)
    {
        var at = new DiagramPoint(Math.Round(x / 8) * 8, Math.Round(y / 8) * 8);
        if (kind == PaletteView.Note)
        {
            Studio.AddNote(at);
        }
        else if (StepPalette.Find(kind) is { } template)
        {
            Studio.AddAt(template, at, way);
        }
    }

    /// <summary>Takes the last gesture back.</summary>
    [JSInvokable]
    public void OnUndo() => Studio.Undo();

    /// <summary>Makes it again.</summary>
    [JSInvokable]
    public void OnRedo() => Studio.Redo();

    /// <summary>Copies what is selected.</summary>
    [JSInvokable]
    public string OnCopy() => Studio.Copy();

    /// <summary>Pastes what was copied.</summary>
    [JSInvokable]
    public void OnPaste(string text) => Studio.Paste(text);

    /// <summary>Deletes what is selected.</summary>
    [JSInvokable]
    public void OnDelete() => Studio.Delete();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Studio.Revealed -= OnRevealed;
        Studio.Framed -= OnFramed;
        Dispose();
        try
        {
            if (_canvas is not null)
            {
                await _canvas.InvokeVoidAsync("dispose");
                await _canvas.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
            // The page is gone, and the script with it.
        }
        finally
        {
            _self?.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./_content/Designer.Studio/js/flow-canvas.js");
            _canvas = await _module.InvokeAsync<IJSObjectReference>("open", _surface, _minimap, _self);
            Studio.Revealed += OnRevealed;
            Studio.Framed += OnFramed;
            await ShowAsync();
            await TellAsync("begin");
        }
    }

    /// <inheritdoc/>
    protected override Task OnStudioChangedAsync() => ShowAsync();

    private async Task ShowAsync()
    {
        var drawing = CanvasDrawing.Of(Studio);
        var path = string.Join('/', Studio.View.Path.Select(p => p.Id));
        await TellAsync("show", drawing);
        if (_shown is not null && _shown != path)
        {
            await TellAsync("begin");
        }

        _shown = path;
    }

    private void OnRevealed(string id) => _ = InvokeAsync(() => TellAsync("reveal", id));

    private void OnFramed(IReadOnlyList<string> ids) => _ = InvokeAsync(() => TellAsync("frame", ids));

    private FlowWay? Way(string key) => Studio.View.Ways.FirstOrDefault(w => w.Edge.Key == key) is { Edge: var edge } ? new FlowWay(edge.Source, edge.Port, edge.Target) : null;

    private async Task TellAsync(string what, params object?[] values)
    {
        if (_canvas is not null)
        {
            await _canvas.InvokeVoidAsync(what, values);
        }
    }

    /// <summary>Prints everything that is drawn, and nothing else of the page.</summary>
    public Task PrintAsync() => TellAsync("print");

    /// <summary>Where a step was put: its middle; a note: its upper left corner.</summary>
    public sealed record MovedStep(string Id, double X, double Y);
}
