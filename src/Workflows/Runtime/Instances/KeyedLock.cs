namespace Workflows.Runtime.Instances;

/// <summary>One holder per key at a time, waiting without a thread. Keys that nobody holds or waits for take no memory.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<Guid, Entry> _entries = [];

    /// <summary>Waits until the key is free and takes it.</summary>
    /// <returns>Gives the key back when disposed.</returns>
    public async ValueTask<Holder> TakeAsync(Guid key, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out entry!))
            {
                entry = new Entry();
                _entries.Add(key, entry);
            }

            entry.Users++;
        }

        try
        {
            await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(key, entry);
            throw;
        }

        return new Holder(this, key, entry);
    }

    private void Leave(Guid key, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(key);
                entry.Gate.Dispose();
            }
        }
    }

    internal sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    internal readonly struct Holder(KeyedLock owner, Guid key, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Gate.Release();
            owner.Leave(key, entry);
        }
    }
}
