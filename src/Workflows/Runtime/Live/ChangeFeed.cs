using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Workflows.Runtime.Live;

/// <summary>The change feed within this process.</summary>
/// <param name="logger">Hears of subscribers that throw.</param>
public sealed class ChangeFeed(ILogger<ChangeFeed> logger) : IChangeFeed
{
    private ImmutableArray<Action<Change>> _subscribers = [];

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<Change> onChange)
    {
        ArgumentNullException.ThrowIfNull(onChange);
        Action<Change> own = change => onChange(change);
        ImmutableInterlocked.Update(ref _subscribers, list => list.Add(own));
        return new Subscription(this, own);
    }

    /// <inheritdoc/>
    public void Publish(Change change)
    {
        foreach (var subscriber in _subscribers)
        {
            try
            {
                subscriber(change);
            }
#pragma warning disable CA1031 // A page that fails to refresh must not fail the step that was committed.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "A subscriber to changes of {Topic} failed.", change.Topic);
            }
        }
    }

    private sealed class Subscription(ChangeFeed feed, Action<Change> own) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref feed._subscribers, list => list.Remove(own));
    }
}
