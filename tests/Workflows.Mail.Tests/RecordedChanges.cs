using System.Collections.Concurrent;
using Workflows.Runtime.Live;

namespace Workflows.Mail.Tests;

/// <summary>A change feed that remembers what was announced.</summary>
internal sealed class RecordedChanges : IChangeFeed
{
    public ConcurrentQueue<Change> All { get; } = [];

    public IDisposable Subscribe(Action<Change> onChange) => throw new NotSupportedException();

    public void Publish(Change change) => All.Enqueue(change);
}
