using Workflows.Runtime.Live;

namespace Host.Tests.Pages.Fakes;

public sealed class FakeFeed : IChangeFeed
{
    private readonly List<Action<Change>> _listeners = [];

    public List<Change> Published { get; } = [];

    public IDisposable Subscribe(Action<Change> onChange)
    {
        _listeners.Add(onChange);
        return new Listener(() => _listeners.Remove(onChange));
    }

    public void Publish(Change change)
    {
        Published.Add(change);
        foreach (var listener in _listeners.ToArray())
        {
            listener(change);
        }
    }

    private sealed class Listener(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
