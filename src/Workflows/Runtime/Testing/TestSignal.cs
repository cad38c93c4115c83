using System.Threading.Channels;

namespace Workflows.Runtime.Testing;

/// <summary>Lets a test wait for a moment inside a background loop. Costs a null check in production.</summary>
/// <typeparam name="T">What the moment tells.</typeparam>
public sealed class TestSignal<T>
{
    private Channel<T>? _channel;

    /// <summary>From now on moments are kept until somebody takes them.</summary>
    public void Arm() => _channel = Channel.CreateUnbounded<T>();

    /// <summary>The moment has come.</summary>
    public void Raise(T value) => _channel?.Writer.TryWrite(value);

    /// <summary>Waits for the next moment.</summary>
    /// <param name="patience">After this long the test fails with a <see cref="TimeoutException"/>; generous, it is no measure.</param>
    /// <exception cref="InvalidOperationException">The signal was not armed.</exception>
    public Task<T> NextAsync(TimeSpan patience) =>
        (_channel ?? throw new InvalidOperationException("Arm the signal first.")).Reader.ReadAsync().AsTask().WaitAsync(patience);
}
