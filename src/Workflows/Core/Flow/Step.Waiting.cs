using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <content>Timers and tasks that come and go with the bookmarks that wait for them.</content>
internal sealed partial class Step
{
    public InstanceTimer StartTimer(Guid? bookmarkId, Guid? taskId, DateTimeOffset due, string purpose) => Schedule(new InstanceTimer(NewId(), bookmarkId, taskId, due, purpose));

    /// <summary>A rung of a task's ladder. While the task or the whole instance stands still it is only noted: it is climbed afterwards, as much later as that has lasted.</summary>
    public void StartRung(Guid taskId, DateTimeOffset due, string purpose)
    {
        var rung = new InstanceTimer(NewId(), null, taskId, due, purpose);
        if (_tasks.Find(t => t.Id == taskId) is { Stop: { } stop } task)
        {
            ChangeTask(task with { Stop = stop with { Rungs = stop.Rungs.Add(rung) } });
        }
        else if (Pause is { } pause)
        {
            Pause = pause with { Rungs = pause.Rungs.Add(rung) };
        }
        else
        {
            Schedule(rung);
        }
    }

    /// <summary>Takes the rungs that are still to be climbed off a task's ladder, wherever they are kept.</summary>
    public IReadOnlyList<InstanceTimer> TakeRungs(Guid taskId)
    {
        var rungs = _timers.Where(t => t.TaskId == taskId).ToList();
        foreach (var rung in rungs.ToArray())
        {
            EndTimer(rung, fired: false);
        }

        if (Pause is { } pause)
        {
            rungs.AddRange(pause.Rungs.Where(r => r.TaskId == taskId));
            Pause = pause with { Rungs = pause.Rungs.RemoveAll(r => r.TaskId == taskId) };
        }

        if (_tasks.Find(t => t.Id == taskId) is { Stop: { } stop } task)
        {
            rungs.AddRange(stop.Rungs);
            ChangeTask(task with { Stop = stop with { Rungs = [] } });
        }

        return rungs;
    }

    public void EndTimer(InstanceTimer timer, bool fired)
    {
        _timers.Remove(timer);
        Events.Add(new TimerEnded(timer.Id, fired));
    }

    public void AddTask(HumanTask task)
    {
        _tasks.Add(task);
        _taskChanges[task.Id] = task;
    }

    /// <summary>Replaces a task by what became of it; a closed one leaves the instance, with the rungs still to climb.</summary>
    public void ChangeTask(HumanTask task)
    {
        var index = _tasks.FindIndex(t => t.Id == task.Id);
        _taskChanges[task.Id] = task;
        if (task.IsOpen)
        {
            _tasks[index] = task;
            if (task is { Stop: { } stop, Delegator: null })
            {
                DueCommands.GoOn(this, task, stop); // whatever ended the delegation: the opinion, a transfer, the ladder
            }

            return;
        }

        _tasks.RemoveAt(index);
        _closedTasks.Add(new ClosedTask(task.Id, task.State, task.ClosedBy?.Name, Context.Now));
        foreach (var timer in _timers.Where(t => t.TaskId == task.Id).ToArray())
        {
            EndTimer(timer, fired: false);
        }
    }

    /// <summary>What a bookmark waited for has come.</summary>
    public void Burn(Bookmark bookmark)
    {
        _bookmarks.Remove(bookmark);
        foreach (var timer in _timers.Where(t => t.BookmarkId == bookmark.Id).ToArray())
        {
            EndTimer(timer, fired: false);
        }
    }

    /// <summary>Where an open task's activity waits for it.</summary>
    public Execution ExecutionOf(HumanTask task) => Find(BookmarkOf(task).ActivityInstanceId)!;

    public Bookmark BookmarkOf(HumanTask task) => _bookmarks.Single(b => b.Kind == BookmarkKind.Task && b.Name == task.Id.ToString());

    private InstanceTimer Schedule(InstanceTimer timer)
    {
        _timers.Add(timer);
        Events.Add(new TimerScheduled(timer.Id, timer.Purpose, timer.DueAt));
        return timer;
    }

    /// <summary>Takes a task out of inboxes while its activity goes on.</summary>
    public void Withdraw(HumanTask task, string reason) => Drop(BookmarkOf(task), reason);

    /// <summary>An execution waits no more: its bookmarks are burnt, timers dropped, an open task withdrawn, a child cancelled.</summary>
    public void DropBookmarks(Execution execution, string? reason = null)
    {
        for (var i = _bookmarks.Count - 1; i >= 0; i--)
        {
            if (_bookmarks[i].ActivityInstanceId == execution.Id)
            {
                Drop(_bookmarks[i], reason);
            }
        }
    }

    private void Drop(Bookmark bookmark, string? reason = null)
    {
        Burn(bookmark);
        if (bookmark.Kind == BookmarkKind.Task && _tasks.Find(t => t.Id.ToString() == bookmark.Name) is { } task)
        {
            Events.Add(new TaskWithdrawn(task.Id, reason ?? _endReason ?? WithdrawalReasons.NotNeeded));
            ChangeTask(task with { State = HumanTaskState.Withdrawn, ClosedAt = Context.Now });
        }
        else if (bookmark.Kind == BookmarkKind.Child && Guid.TryParse(bookmark.Name, out var child))
        {
            Effects.Add(new CancelChild(NewId(), child, reason ?? _endReason ?? WithdrawalReasons.NotNeeded));
        }
    }
}
