using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Workflows.Core.Tests.Support;

/// <summary>What holds for every instance between two steps.</summary>
internal static class Soundness
{
    private static readonly (string Rule, Func<WorkflowInstance, WorkflowDefinition, bool> Holds)[] Rules =
    [
        ("a running instance waits for something", (i, _) => i.Status != InstanceStatus.Running || i.Bookmarks.Length > 0),
        ("an ended instance waits for nothing", (i, _) => i.Status != InstanceStatus.Finished || (i.Bookmarks.IsEmpty && i.Tasks.IsEmpty && i.Timers.IsEmpty && i.Pause is null)),
        ("an instance that ended without a failure has nothing left", (i, _) => i.SubStatus is not (InstanceSubStatus.Finished or InstanceSubStatus.Cancelled) || (i.Execution.Executions.IsEmpty && i.Incidents.IsEmpty)),
        ("it has failed exactly when there is an incident", (i, _) => i.SubStatus == InstanceSubStatus.Cancelled || (i.SubStatus == InstanceSubStatus.Faulted) == (i.Incidents.Length > 0)),
        ("every task has its bookmark, and every bookmark of a task its task", (i, _) => i.Tasks.Select(t => $"{t.Id} {t.ActivityId}").Order().SequenceEqual(i.Bookmarks.Where(b => b.Kind == BookmarkKind.Task).Select(b => $"{b.Name} {b.ActivityId}").Order())),
        ("every task is open", (i, _) => i.Tasks.All(t => t.IsOpen && (t.State == HumanTaskState.Claimed) == (t.Assignee is not null))),
        ("every timer has its bookmark or its task", (i, _) => i.Timers.All(t => t.TaskId is { } task ? i.Tasks.Any(o => o.Id == task) : i.Bookmarks.Any(b => b.Id == t.BookmarkId))),
        ("every wait for a time has its timer", (i, _) => i.Bookmarks.Where(b => b.Kind == BookmarkKind.Timer).All(b => i.Timers.Count(t => t.BookmarkId == b.Id) == 1)),
        ("every bookmark has its execution, of its activity", (i, d) => i.Bookmarks.All(b => i.Execution.Executions.Any(e => e.Id == b.ActivityInstanceId && d.FindNode(e.NodeId)?.Id == b.ActivityId))),
        ("a failed execution waits for nothing", (i, _) => !i.Bookmarks.Any(b => i.Execution.Executions.Any(e => e.Id == b.ActivityInstanceId && e.IsFaulted))),
        ("every incident has its failed execution, and every failed execution one incident", (i, _) => i.Incidents.Select(x => x.ActivityInstanceId).Order().SequenceEqual(i.Execution.Executions.Where(e => e.IsFaulted).Select(e => e.Id).Order())),
        ("every execution has its activity and its parent before it", (i, d) => i.Execution.Executions.Select((e, n) => d.FindNode(e.NodeId) is not null && (e.ParentId is { } p ? i.Execution.Executions.Take(n).Any(b => b.Id == p) : n == 0)).All(x => x)),
        ("an execution waits, has failed, or holds others", (i, _) => i.Execution.Executions.All(e => e.IsFaulted || i.Bookmarks.Any(b => b.ActivityInstanceId == e.Id) || i.Execution.Executions.Any(c => c.ParentId == e.Id))),
        ("every task of an approval asks a seat, and every asked seat has its task", (i, _) => i.Tasks.Where(t => t.Seat is not null).Select(t => $"{t.Id} {t.Seat}").Order().SequenceEqual(Rounds(i).SelectMany(r => r.Seats).Where(s => s.State == SeatState.Asked).Select(s => $"{s.TaskId} {s.Number}").Order())),
        ("while it is paused no ladder is climbed", (i, _) => i.Pause is null || i.Timers.All(t => t.TaskId is null)),
        ("no defect of the engine was found by itself", (i, _) => !i.Incidents.Any(x => x.Message.Contains("defect", StringComparison.Ordinal))),
    ];

    public static IEnumerable<string> Faults(WorkflowInstance instance, WorkflowDefinition definition) => Rules.Where(r => !r.Holds(instance, definition)).Select(r => $"Broken: {r.Rule}");

    private static IEnumerable<ApprovalRound> Rounds(WorkflowInstance instance) =>
        instance.Execution.Executions.Where(e => !e.IsFaulted).Select(e => ApprovalRound.Read(e.State)).OfType<ApprovalRound>();
}
