using Workflows.Runtime.Queries;

namespace Host.Inbox;

/// <summary>Which task is open beside the list, and which one comes after it. It stays when the list moves on under it, so that nobody's task changes while they read.</summary>
public sealed class InboxSelection
{
    private string? _list;
    private Guid? _byItself;
    private int _position;

    /// <summary>The open task.</summary>
    public Guid? Shown { get; private set; }

    /// <summary>The task to go on with; <see langword="null"/> when the list holds no other.</summary>
    public Guid? Next { get; private set; }

    /// <summary>Looks again after the address, the list or the room changed.</summary>
    /// <param name="address">What is asked for.</param>
    /// <param name="items">The rows of the page shown.</param>
    /// <param name="isWide">Whether there is room beside the list: then the first task opens by itself.</param>
    public void Update(InboxAddress address, IReadOnlyList<TaskItem> items, bool isWide)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(items);
        var list = (address with { TaskId = null }).Href;
        if (list != _list)
        {
            (_list, _byItself, _position) = (list, null, 0);
        }

        _byItself = isWide ? _byItself ?? (items.Count > 0 ? items[0].TaskId : null) : null;
        Shown = address.TaskId ?? _byItself;
        var index = items.ToList().FindIndex(i => i.TaskId == Shown);
        _position = index >= 0 ? index : _position;
        var others = items.Where(i => i.TaskId != Shown).ToList();
        Next = others.Count == 0 ? null : others[Math.Min(_position, others.Count - 1)].TaskId;
    }
}
