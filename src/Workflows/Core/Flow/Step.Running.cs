using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <content>The queue, and the life of an execution: started, suspended, resumed, completed, cancelled, faulted.</content>
internal sealed partial class Step
{
    private readonly Queue<WorkItem> _queue = new();
    private int _executed;
    private bool _isFinished;
    private string? _endReason;

    /// <summary>An activity that waits for its turn.</summary>
    public readonly record struct WorkItem(ActivityNode Node, Execution Owner, JsonObject? Variables);

    public IEnumerable<WorkItem> Queued => _queue;

    /// <summary>Begins the instance.</summary>
    public void Begin() => Start(Definition.Workflow, null, null);

    public void Schedule(ActivityNode node, Execution owner, JsonObject? variables) => _queue.Enqueue(new WorkItem(node, owner, variables));

    /// <summary>Runs until the queue is empty.</summary>
    public void Run()
    {
        while (_queue.TryDequeue(out var item))
        {
            if (!item.Owner.IsOver)
            {
                Start(item.Node, item.Owner, item.Variables);
            }
        }
    }

    /// <summary>Counts work that does not go through the queue, so that it cannot go on for ever either.</summary>
    public void Count(Execution execution)
    {
        if (++_executed > Context.MaxExecutions)
        {
            throw LoopWithoutWait(execution.Node);
        }
    }

    public void Complete(Execution execution, IReadOnlyList<string> outcomes)
    {
        if (execution.IsOver)
        {
            return;
        }

        CancelChildren(execution);
        DropBookmarks(execution);
        Close(execution);
        Journal(ActivityEventName.Completed, execution, outcomes);
        if (execution.Parent is { IsOver: false } parent)
        {
            ChildCompleted(parent, execution, outcomes);
        }
        else if (execution.Parent is null)
        {
            _isFinished = true;
        }
    }

    /// <summary>Completes an execution without letting its container go on from it.</summary>
    public void CompleteQuietly(Execution execution)
    {
        DropBookmarks(execution);
        Close(execution);
        Journal(ActivityEventName.Completed, execution, Outcomes.Done);
    }

    /// <summary>Stops an execution and everything in it.</summary>
    /// <param name="execution">What to stop.</param>
    /// <param name="tellParent">Whether its container is to go on from here.</param>
    /// <param name="reason">Why, for its open tasks.</param>
    public void Cancel(Execution execution, bool tellParent, string? reason = null)
    {
        if (execution.IsOver)
        {
            return;
        }

        CancelChildren(execution, reason);
        DropBookmarks(execution, reason);
        Close(execution);
        Journal(ActivityEventName.Canceled, execution);
        if (tellParent && execution.Parent is { IsOver: false } parent)
        {
            Guarded(parent, () => parent.Node.Kind!.ChildCanceled(new ActivityContext(this, parent), execution));
        }
    }

    public void Resume(Execution execution, Bookmark bookmark, JsonNode? payload)
    {
        Burn(bookmark);
        if (!execution.Node.Kind!.WaitsForEach)
        {
            DropBookmarks(execution);
        }

        Journal(ActivityEventName.Resumed, execution);
        Guarded(execution, () => execution.Node.Kind!.Resume(new ActivityContext(this, execution), bookmark, payload));
    }

    public void Retry(Execution execution)
    {
        execution.IsFaulted = false;
        Journal(ActivityEventName.Resumed, execution);
        if (execution.Node.Kind is not { } kind)
        {
            Fault(execution, UnknownType(execution.Node));
            return;
        }

        Guarded(execution, () => kind.Retry(new ActivityContext(this, execution)));
    }

    public void Fault(Execution execution, string message)
    {
        if (execution.IsOver)
        {
            return;
        }

        DropBookmarks(execution);
        execution.IsFaulted = true;
        var incident = new Incident(NewId(), execution.Id, execution.Node.Id, execution.Node.Type, message, Context.Now);
        _incidents.Add(incident);
        Journal(ActivityEventName.Faulted, execution, message: message);
        Events.Add(new IncidentRaised(incident.Id, incident.ActivityId, incident.ActivityType, message));
    }

    /// <summary>Ends the whole workflow at once: nothing that is queued runs, nothing that waits is waited for, and what has failed is not to be dealt with any more.</summary>
    public void Finish(Execution by)
    {
        Close(by);
        Journal(ActivityEventName.Completed, by);
        _queue.Clear();
        foreach (var execution in _live.ToArray())
        {
            if (_bookmarks.Exists(b => b.ActivityInstanceId == execution.Id))
            {
                DropBookmarks(execution);
                Journal(ActivityEventName.Canceled, execution);
            }

            Close(execution);
        }

        _isFinished = true;
    }

    /// <summary>Ends the instance because a person wants it.</summary>
    public void CancelAll(string? reason)
    {
        _endReason = reason;
        _queue.Clear();
        foreach (var root in _live.Where(e => e.Parent is null).ToArray())
        {
            Cancel(root, tellParent: false);
        }

        _isFinished = true;
    }

    public Bookmark Wait(Execution execution, BookmarkKind kind, string? name, string? correlationId)
    {
        var bookmark = new Bookmark(NewId(), kind, execution.Id, execution.Node.Id, name, correlationId);
        _bookmarks.Add(bookmark);
        Journal(ActivityEventName.Suspended, execution);
        return bookmark;
    }

    /// <summary>Takes an instance up that has come from another version: its tasks are told anew, and whoever waited looks again.</summary>
    public void Arrive()
    {
        foreach (var task in _tasks.ToArray())
        {
            ChangeTask(task);
        }

        foreach (var execution in _live.AsEnumerable().Reverse().ToArray()) // children before parents
        {
            if (!execution.IsOver && !execution.IsFaulted)
            {
                Guarded(execution, () => execution.Node.Kind!.Migrated(new ActivityContext(this, execution)));
            }
        }
    }

    public void ResolveIncident(Incident incident, string how)
    {
        _incidents.Remove(incident);
        Events.Add(new IncidentResolved(incident.Id, how, Command.By));
    }

    private void Start(ActivityNode node, Execution? owner, JsonObject? variables)
    {
        var execution = new Execution(NewId(), node, owner, variables);
        _live.Add(execution);
        Journal(ActivityEventName.Started, execution);
        if (++_executed > Context.MaxExecutions)
        {
            Fault(execution, LoopWithoutWait(node).Message);
        }
        else if (node.Kind is not { } kind)
        {
            Fault(execution, UnknownType(node));
        }
        else
        {
            try
            {
                DeclareVariables(execution);
                kind.Execute(new ActivityContext(this, execution));
            }
            catch (ActivityFaultException e)
            {
                Fault(execution, e.Message);
            }
        }
    }

    private static void DeclareVariables(Execution execution)
    {
        if (!execution.Node.Variables.IsEmpty)
        {
            foreach (var (name, value) in InitialVariables(execution.Node.Variables)!)
            {
                execution.SetVariable(name, value);
            }
        }
    }

    private void ChildCompleted(Execution parent, Execution child, IReadOnlyList<string> outcomes)
    {
        if (parent.IsBreaking)
        {
            Complete(parent, Outcomes.Done);
            return;
        }

        try
        {
            parent.Node.Kind!.ChildCompleted(new ActivityContext(this, parent), child, outcomes);
        }
        catch (ActivityFaultException e)
        {
            Fault(parent, e.Message);
        }
    }

    /// <summary>What an activity cannot do becomes an incident on it; other branches go on.</summary>
    public void Guarded(Execution execution, Action action)
    {
        try
        {
            action();
        }
        catch (ActivityFaultException e)
        {
            Fault(execution, e.Message);
        }
    }

    /// <summary>Stops everything in an execution, what is queued too; the execution itself goes on.</summary>
    public void DropChildren(Execution execution)
    {
        var rest = _queue.Where(w => w.Owner != execution).ToArray();
        _queue.Clear();
        foreach (var item in rest)
        {
            _queue.Enqueue(item);
        }

        CancelChildren(execution);
    }

    private void CancelChildren(Execution execution, string? reason = null)
    {
        while (_live.Find(e => e.Parent == execution) is { } child)
        {
            Cancel(child, tellParent: false, reason);
        }
    }

    private void Close(Execution execution)
    {
        execution.IsOver = true;
        _live.Remove(execution);
        for (var i = _incidents.Count - 1; i >= 0; i--)
        {
            if (_incidents[i].ActivityInstanceId == execution.Id)
            {
                ResolveIncident(_incidents[i], "cancelled");
            }
        }
    }

    private void Journal(ActivityEventName name, Execution execution, IReadOnlyList<string>? outcomes = null, string? message = null) =>
        Events.Add(new ActivityEvent(name, execution.Id, execution.Parent?.Id, execution.Node.Id, execution.Node.NodeId, execution.Node.Type, execution.Node.Name, outcomes, message));

    /// <summary>Where the instance stands now that nothing more can run by itself.</summary>
    private (InstanceStatus Status, InstanceSubStatus SubStatus) Settle()
    {
        if (!_isFinished && _before.Status == InstanceStatus.Finished && _live.Count == 0)
        {
            return (_before.Status, _before.SubStatus);
        }

        if (_isFinished)
        {
            return (InstanceStatus.Finished, Command is CancelInstance or WithdrawInstance ? InstanceSubStatus.Cancelled : _incidents.Count > 0 ? InstanceSubStatus.Faulted : InstanceSubStatus.Finished);
        }

        if (_bookmarks.Count > 0)
        {
            return (InstanceStatus.Running, _incidents.Count > 0 ? InstanceSubStatus.Faulted : InstanceSubStatus.Suspended);
        }

        if (_incidents.Count == 0)
        {
            var stuck = _live[^1];
            Fault(stuck, "流程停在此处且没有任何等待，这是引擎的缺陷，请报告 / the flow stopped here with nothing to wait for; this is a defect of the engine, please report it");
        }

        return (InstanceStatus.Finished, InstanceSubStatus.Faulted);
    }

    private ActivityFaultException LoopWithoutWait(ActivityNode node)
    {
        Context.Explorer?.NeverWaits(node);
        return new($"循环中没有等待：一步内执行了超过 {Context.MaxExecutions} 个活动，停在“{node.Label}” / loop without wait: one step ran more than {Context.MaxExecutions} activities, stopped at '{node.Label}'");
    }

    private static string UnknownType(ActivityNode node) => JsonRead.Text(node.Json, "workflowDefinitionId") is { } used
        ? $"缺少用作活动的流程“{used}” / the workflow '{used}' that is used as an activity is missing"
        : $"未知的活动类型“{node.Type}” / unknown activity type '{node.Type}'";
}
