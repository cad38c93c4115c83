using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Operations;
using Workflows.Storage.Instances;
using Workflows.Storage.Tasks;
using Workflows.Storage.Timers;

namespace Workflows.Storage.Operations;

/// <summary>Compares the rows of running instances with what their snapshots say: revision, open tasks, timers, bookmarks, incidents.</summary>
internal sealed class SnapshotComparison
{
    private const int BatchSize = 500;

    private readonly int _most;
    private readonly ImmutableArray<SelfCheckFinding>.Builder _instances = ImmutableArray.CreateBuilder<SelfCheckFinding>();
    private readonly ImmutableArray<SelfCheckFinding>.Builder _tasks = ImmutableArray.CreateBuilder<SelfCheckFinding>();
    private readonly ImmutableArray<SelfCheckFinding>.Builder _waits = ImmutableArray.CreateBuilder<SelfCheckFinding>();
    private long _examined;

    private SnapshotComparison(int most) => _most = most;

    public static async Task<IReadOnlyList<SelfCheckItem>> RunAsync(WorkflowContext context, int most, CancellationToken cancellationToken)
    {
        var comparison = new SnapshotComparison(most);
        var last = Guid.Empty;
        while (true)
        {
            var rows = await context.Instances.AsNoTracking()
                .Where(i => i.Status == InstanceStatus.Running && i.Id.CompareTo(last) > 0)
                .OrderBy(i => i.Id).Take(BatchSize)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                return comparison.Items();
            }

            last = rows[^1].Id;
            await comparison.CompareAsync(context, rows, cancellationToken).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<SelfCheckItem> Items() =>
    [
        new("instance.row-agrees", new LocalizedText("流程列表中的版次、状态和故障数是否与快照一致？", "Do revision, status and incidents in the lists agree with the snapshots?"), _examined, _instances.ToImmutable()),
        new("task.agrees", new LocalizedText("待办的状态、负责人和所在收件箱是否与流程快照一致？", "Do states, assignees and inboxes of tasks agree with the snapshots?"), _examined, _tasks.ToImmutable()),
        new("wait.agrees", new LocalizedText("计时和等待项是否与流程快照一致？", "Do timers and bookmarks agree with the snapshots?"), _examined, _waits.ToImmutable()),
    ];

    private async Task CompareAsync(WorkflowContext context, List<InstanceRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.ConvertAll(r => r.Id);
        var states = await context.InstanceStates.Where(s => ids.Contains(s.InstanceId)).ToDictionaryAsync(s => s.InstanceId, s => s.State, cancellationToken).ConfigureAwait(false);
        var tasks = (await context.Tasks.AsNoTracking().Where(t => t.IsOpen && ids.Contains(t.InstanceId)).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(t => t.InstanceId);
        var taskIds = tasks.SelectMany(g => g).Select(t => t.Id).ToList();
        var inbox = (await context.Inbox.AsNoTracking().Where(r => taskIds.Contains(r.TaskId)).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(r => r.InstanceId);
        var timers = (await context.Timers.AsNoTracking().Where(t => ids.Contains(t.InstanceId)).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(t => t.InstanceId);
        var bookmarks = (await context.Bookmarks.AsNoTracking().Where(b => ids.Contains(b.InstanceId)).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(b => b.InstanceId);
        foreach (var row in rows)
        {
            _examined++;
            if (!states.TryGetValue(row.Id, out var json))
            {
                Report(_instances, row.Id, "没有状态快照", "has no snapshot");
                continue;
            }

            if (Read(json) is not { } snapshot)
            {
                Report(_instances, row.Id, "的状态快照无法读取，请从备份恢复", "has a snapshot that cannot be read: restore a backup");
                continue;
            }

            CompareRow(row, snapshot);
            CompareTasks(row.Id, snapshot, tasks[row.Id]);
            CompareInbox(row.Id, snapshot, inbox[row.Id]);
            CompareWaits(row.Id, snapshot, timers[row.Id], bookmarks[row.Id]);
        }
    }

    private static WorkflowInstance? Read(string json)
    {
        try
        {
            return StoredText.Instance(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void CompareRow(InstanceRow row, WorkflowInstance snapshot)
    {
        if (row.Revision != snapshot.Revision || row.Status != snapshot.Status || row.SubStatus != snapshot.SubStatus || row.IncidentCount != snapshot.Incidents.Length || row.Unit != snapshot.Header.Unit)
        {
            Report(_instances, row.Id, $"列表为版次 {row.Revision}/{row.SubStatus}，快照为版次 {snapshot.Revision}/{snapshot.SubStatus}", $"is listed at revision {row.Revision}/{row.SubStatus}, its snapshot is at {snapshot.Revision}/{snapshot.SubStatus}");
        }
    }

    private void CompareTasks(Guid id, WorkflowInstance snapshot, IEnumerable<TaskRow> rows)
    {
        var listed = rows.Select(t => (t.Id, t.State, t.Assignee)).ToHashSet();
        var held = snapshot.Tasks.Where(t => t.IsOpen).Select(t => (t.Id, t.State, t.Assignee)).ToHashSet();
        if (!listed.SetEquals(held))
        {
            Report(_tasks, id, $"有 {listed.Count} 个待办，快照有 {held.Count} 个，二者不一致", $"has {listed.Count} open tasks that do not agree with the {held.Count} of its snapshot");
        }
    }

    private void CompareInbox(Guid id, WorkflowInstance snapshot, IEnumerable<InboxRow> rows)
    {
        var listed = rows.Select(r => (r.TaskId, r.Key, r.DueAt, r.CreatedAt)).ToHashSet();
        var due = snapshot.Tasks.SelectMany(t => InboxKeys.Of(t).Select(key => (t.Id, key, t.DueAt ?? DateTimeOffset.MaxValue, t.CreatedAt)));
        if (!listed.SetEquals(due))
        {
            Report(_tasks, id, "在收件箱中的待办与快照不一致", "does not lie in the inboxes that its snapshot says");
        }
    }

    private void CompareWaits(Guid id, WorkflowInstance snapshot, IEnumerable<TimerRow> timers, IEnumerable<BookmarkRow> bookmarks)
    {
        if (!timers.Select(t => (t.Id, t.DueAt)).ToHashSet().SetEquals(snapshot.Timers.Select(t => (t.Id, t.DueAt))))
        {
            Report(_waits, id, "计时与快照不一致", "has timers that do not agree with its snapshot");
        }

        var outside = snapshot.Bookmarks.Where(b => b.Kind is BookmarkKind.Event or BookmarkKind.Work or BookmarkKind.Child).Select(b => b.Id);
        if (!bookmarks.Select(b => b.Id).ToHashSet().SetEquals(outside))
        {
            Report(_waits, id, "等待项与快照不一致", "has bookmarks that do not agree with its snapshot");
        }
    }

    private void Report(ImmutableArray<SelfCheckFinding>.Builder findings, Guid id, string zh, string en)
    {
        if (findings.Count < _most)
        {
            findings.Add(new SelfCheckFinding(id, new LocalizedText($"流程 {id}：{zh}。", $"Instance {id} {en}.")));
        }
    }
}
