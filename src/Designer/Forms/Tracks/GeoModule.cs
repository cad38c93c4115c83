using Microsoft.JSInterop;

namespace Designer.Forms.Tracks;

/// <summary>Asks the browser where the device is. A browser without position, or a person who does not allow it, gives nothing.</summary>
internal sealed class GeoModule : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>Where the device is now; <see langword="null"/> when it cannot say.</summary>
    /// <param name="js">The browser.</param>
    /// <param name="offset">Offset that instants are written with.</param>
    public async Task<GeoPoint?> CurrentAsync(IJSRuntime js, TimeSpan offset)
    {
        var module = await LoadAsync(js);
        return (await module.InvokeAsync<BrowserPoint?>("currentPosition"))?.At(offset);
    }

    /// <summary>Begins to record; points arrive at <c>OnPoints</c> of the listener.</summary>
    /// <returns>Whether the device can.</returns>
    public async Task<bool> StartAsync<T>(IJSRuntime js, string id, DotNetObjectReference<T> listener)
        where T : class =>
        await (await LoadAsync(js)).InvokeAsync<bool>("startTrack", id, listener);

    /// <summary>Ends the recording; the last points arrive before this returns.</summary>
    public async Task StopAsync(string id)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("stopTrack", id);
        }
    }

    /// <summary>Begins to listen for strokes on a drawing surface.</summary>
    public async Task ListenAsync<T>(IJSRuntime js, string id, DotNetObjectReference<T> listener)
        where T : class =>
        await (await LoadAsync(js)).InvokeVoidAsync("startSignature", id, listener);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }

    private async Task<IJSObjectReference> LoadAsync(IJSRuntime js) =>
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", FormModule.Path);
}

/// <summary>A position as the browser gives it.</summary>
/// <param name="Lon">Degrees east.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Time">Milliseconds since 1970, UTC.</param>
/// <param name="Accuracy">Metres.</param>
public sealed record BrowserPoint(double Lon, double Lat, double Time, double? Accuracy)
{
    internal GeoPoint At(TimeSpan offset) => new(Lon, Lat, DateTimeOffset.FromUnixTimeMilliseconds((long)Time).ToOffset(offset), Accuracy);
}
