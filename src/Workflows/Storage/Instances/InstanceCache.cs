using Workflows.Core.Instances;

namespace Workflows.Storage.Instances;

/// <summary>
/// The states that were used last, by instance. Bounded by the length of their JSON. What lies here was committed; a commit checks the revision
/// anyway, so a state that another process has overtaken costs one more try and no more.
/// </summary>
/// <param name="capacity">Bytes of JSON in all.</param>
internal sealed class InstanceCache(long capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LinkedListNode<LoadedInstance>> _entries = [];
    private readonly LinkedList<LoadedInstance> _byUse = [];
    private long _size;

    public LoadedInstance? Find(Guid id)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }
    }

    public void Put(LoadedInstance loaded)
    {
        lock (_gate)
        {
            Drop(loaded.Instance.Id);
            _entries[loaded.Instance.Id] = _byUse.AddFirst(loaded);
            _size += loaded.Size;
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
}

/// <summary>An instance with what its history comes to.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Folded">Its state as stored, in UTF-8; empty when history does not come to it, since its last step was stored before deltas were.</param>
/// <param name="Size">Length of the stored state.</param>
internal sealed record LoadedInstance(WorkflowInstance Instance, byte[] Folded, int Size);
