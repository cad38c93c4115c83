using System.Collections.Immutable;

namespace Workflows.Storage.Mails;

/// <summary>Rows that are few and often asked for: read once, on the first question, and written through.</summary>
/// <param name="load">Reads them all.</param>
internal sealed class HeldInMemory<T>(Func<IEnumerable<KeyValuePair<string, T>>> load)
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, T>? _all;

    public ImmutableDictionary<string, T> All
    {
        get
        {
            lock (_gate)
            {
                return _all ??= load().ToImmutableDictionary();
            }
        }
    }

    /// <summary>Changes what is held, once the change is committed.</summary>
    public void Change(Func<ImmutableDictionary<string, T>, ImmutableDictionary<string, T>> change)
    {
        lock (_gate)
        {
            _all = change(_all ?? load().ToImmutableDictionary());
        }
    }
}
