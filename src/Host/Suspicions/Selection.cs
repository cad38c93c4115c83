using Workflows.Inspection.Suspicions;

namespace Host.Suspicions;

/// <summary>The suspicions that are ticked. It outlives paging and filtering: what was ticked on page one is still ticked on page two.</summary>
public sealed class Selection
{
    private readonly Dictionary<Guid, int> _order = [];

    /// <summary>How many are ticked.</summary>
    public int Count => _order.Count;

    /// <summary>The ticked ones in the order in which they were ticked.</summary>
    public IReadOnlyList<Guid> Ids => [.. _order.OrderBy(o => o.Value).Select(o => o.Key)];

    /// <summary>Whether it is ticked.</summary>
    public bool Has(Guid id) => _order.ContainsKey(id);

    /// <summary>Ticks or unticks one. Only what is still in the pool can be ticked.</summary>
    public void Set(Suspicion suspicion, bool ticked)
    {
        ArgumentNullException.ThrowIfNull(suspicion);
        if (ticked && suspicion.State == SuspicionState.Pooled)
        {
            _order.TryAdd(suspicion.Id, Next);
        }
        else
        {
            _order.Remove(suspicion.Id);
        }
    }

    /// <summary>Ticks exactly these, in this order.</summary>
    public void Replace(IEnumerable<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        _order.Clear();
        foreach (var id in ids)
        {
            _order.TryAdd(id, Next);
        }
    }

    /// <summary>Unticks those.</summary>
    public void Remove(IEnumerable<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (var id in ids)
        {
            _order.Remove(id);
        }
    }

    /// <summary>Unticks all.</summary>
    public void Clear() => _order.Clear();

    private int Next => _order.Count == 0 ? 0 : _order.Values.Max() + 1;
}
