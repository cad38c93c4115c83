using System.Text.Json.Nodes;
using Designer.Forms.Tracks;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Forms.Inputs;

/// <summary>Records the way that somebody goes, point by point into the form, so that a crash loses seconds. A file is the way out where the browser has no position.</summary>
public sealed partial class TrackInput : FieldInput
{
    private readonly GeoModule _geo = new();
    private DotNetObjectReference<TrackInput>? _self;
    private bool _recording;
    private LocalizedText? _problem;

    private TrackField Field => (TrackField)State.Field;

    private IReadOnlyList<GeoPoint> Points => GeoPoint.Track(State.Input);

    private TimeSpan Offset => Session.State.Step.Now.Offset;

    /// <summary>Takes points from the browser while recording.</summary>
    [JSInvokable]
    public Task OnPoints(IReadOnlyList<BrowserPoint> points) => InvokeAsync(() => AppendAsync([.. points.Select(point => point.At(Offset))]));

    /// <summary>Is told that the browser stopped giving positions.</summary>
    [JSInvokable]
    public Task OnTrackFailed() => InvokeAsync(() =>
    {
        (_recording, _problem) = (false, FormTexts.NoPosition);
        StateHasChanged();
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_recording)
            {
                await _geo.StopAsync(Wiring.Id);
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the recording with it.
        }

        await _geo.DisposeAsync();
        _self?.Dispose();
    }

    private async Task StartAsync()
    {
        _problem = null;
        _self ??= DotNetObjectReference.Create(this);
        _recording = await _geo.StartAsync(Js, Wiring.Id, _self);
        _problem = _recording ? null : FormTexts.NoPosition;
    }

    private async Task StopAsync()
    {
        await _geo.StopAsync(Wiring.Id);
        _recording = false;
    }

    private async Task AddAsync()
    {
        _problem = null;
        if (await _geo.CurrentAsync(Js, Offset) is { } point)
        {
            await AppendAsync([point]);
        }
        else
        {
            _problem = FormTexts.NoPosition;
        }
    }

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        _problem = null;
        if (change.File.Size > TrackFile.MaxBytes)
        {
            _problem = FormTexts.Named(change.File.Name, FormTexts.TooLarge(TrackFile.MaxBytes));
            return;
        }

        using var reader = new StreamReader(change.File.OpenReadStream(TrackFile.MaxBytes));
        var (points, problem) = TrackFile.Read(await reader.ReadToEndAsync(), Field.MaxPoints);
        _problem = problem;
        if (points is not null)
        {
            await AppendAsync(points);
        }
    }

    private Task AppendAsync(IReadOnlyList<GeoPoint> more)
    {
        var points = Points.Concat(more).ToList();
        if (points.Count > Field.MaxPoints)
        {
            _problem = FormTexts.TooManyPoints(Field.MaxPoints);
            return Task.CompletedTask;
        }

        return SetAsync(new JsonObject { ["points"] = new JsonArray([.. points.Select(point => (JsonNode)point.ToJson())]), ["datum"] = "WGS-84" });
    }
}
