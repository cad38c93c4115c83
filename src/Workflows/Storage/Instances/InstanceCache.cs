using Workflows.Core.Instances;

namespace Workflows.Storage.Instances;

/// <summary>
/// The states that were used last, by instance. Bounded by the length of their JSON. What lies here was committed; a commit checks the revision
/// anyway, so a state that another process has overtaken costs one more try and no more.
/// </summary>
/// <param name="capacity">Characters of JSON in all.</param>
internal sealed class InstanceCache(long capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];
    private long _size;

    public WorkflowInstance? Find(Guid id)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Instance;
        }
    }

    public void Put(WorkflowInstance instance, int size)
    {
        lock (_gate)
        {
            Drop(instance.Id);
            _entries[instance.Id] = _byUse.AddFirst(new Entry(instance, size));
            _size += size;
            while (_size > capacity && _byUse.Last is { } oldest)
            {
                Drop(oldest.Value.Instance.Id);
            }
        }
    }

    public void Forget(Guid id)
    {
        lock (_gate)
        {
            Drop(id);
        }
    }

    private void Drop(Guid id)
    {
        if (_entries.Remove(id, out var node))
        {
            _byUse.Remove(node);
            _size -= node.Value.Size;
        }
    }

    private sealed record Entry(WorkflowInstance Instance, int Size);
}
