using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Operations;
using Workflows.Storage.Audit;
using Workflows.Storage.Queries;
using Workflows.Storage.Retention;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Operations;

/// <summary>The sweep over one consistent view of the data: nothing is stuck, rows agree with snapshots and snapshots with history, history has no gap. Changes nothing.</summary>
/// <param name="views">Opens the view.</param>
/// <param name="dialect">Checks the files of the database.</param>
/// <param name="key">Proves the history.</param>
/// <param name="files">What was stored away.</param>
/// <param name="clock">The clock.</param>
internal sealed class SelfCheck(ReadViews views, Dialect dialect, AuditKey key, ArchiveFiles files, TimeProvider clock)
{
    private const int MostFindings = 100;

    /// <summary>Runs every check.</summary>
    public async Task<SelfCheckReport> RunAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var at = clock.GetUtcNow();
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var context = view.Context;
        var checks = ImmutableArray.CreateBuilder<SelfCheckItem>();
        checks.Add(await FileAsync(context, cancellationToken).ConfigureAwait(false));
        checks.Add(await StuckAsync(context, cancellationToken).ConfigureAwait(false));
        checks.AddRange(await SnapshotComparison.RunAsync(context, MostFindings, cancellationToken).ConfigureAwait(false));
        checks.Add(await EndedAsync(context, cancellationToken).ConfigureAwait(false));
        checks.Add(await HistoryAsync(context, cancellationToken).ConfigureAwait(false));
        checks.AddRange(await FoldCheck.RunAsync(context, MostFindings, cancellationToken).ConfigureAwait(false));
        checks.AddRange(await AuditCheck.RunAsync(context, key, MostFindings, cancellationToken).ConfigureAwait(false));
        checks.AddRange(await ArchiveCheck.RunAsync(context, files, MostFindings, cancellationToken).ConfigureAwait(false));
        checks.Add(await OrphansAsync(context, cancellationToken).ConfigureAwait(false));
        var bytes = await dialect.SizeOnDiskAsync(context, cancellationToken).ConfigureAwait(false);
        var figures = await FigureReader.ReadAsync(context, bytes, at, cancellationToken).ConfigureAwait(false);
        return new SelfCheckReport(at, Stopwatch.GetElapsedTime(began), checks.ToImmutable(), [.. figures]);
    }

    private async Task<SelfCheckItem> FileAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var faults = await dialect.CheckFilesAsync(context, cancellationToken).ConfigureAwait(false);
        return new SelfCheckItem("database.sound", new LocalizedText("数据库文件是否完好？", "Is the database sound?"), 1, [.. faults.Select(f => new SelfCheckFinding(null, new LocalizedText($"数据库报告：{f}。请停止服务并从备份恢复。", $"The database reports: {f}. Stop the service and restore a backup.")))]);
    }

    private static async Task<SelfCheckItem> StuckAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var running = context.Instances.Where(i => i.Status == InstanceStatus.Running);
        var stuck = await running
            .Where(i => !context.Tasks.Any(t => t.InstanceId == i.Id && t.IsOpen)
                && !context.Timers.Any(t => t.InstanceId == i.Id)
                && !context.Bookmarks.Any(b => b.InstanceId == i.Id)
                && !context.Outbox.Any(o => o.InstanceId == i.Id)
                && i.IncidentCount == 0)
            .OrderBy(i => i.Id).Select(i => i.Id).Take(MostFindings)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new SelfCheckItem(
            "instance.stuck",
            new LocalizedText("是否每个运行中的流程都在等待任务、计时、事件、外部工作或处理中的故障？", "Does every running instance wait for a task, a timer, an event, work or an incident?"),
            await running.CountAsync(cancellationToken).ConfigureAwait(false),
            [.. stuck.Select(id => new SelfCheckFinding(id, new LocalizedText($"流程 {id} 仍在运行但没有任何等待项。请联系管理员检查其历史。", $"Instance {id} runs, but waits for nothing. Have an administrator look at its history.")))]);
    }

    private static async Task<SelfCheckItem> EndedAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var ended = context.Instances.Where(i => i.Status == InstanceStatus.Finished);
        var restless = await ended
            .Where(i => context.Tasks.Any(t => t.InstanceId == i.Id && t.IsOpen) || context.Timers.Any(t => t.InstanceId == i.Id) || context.Bookmarks.Any(b => b.InstanceId == i.Id))
            .OrderBy(i => i.Id).Select(i => i.Id).Take(MostFindings)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new SelfCheckItem(
            "instance.ended-clean",
            new LocalizedText("已结束的流程是否不再留有待办、计时或等待项？", "Has every ended instance left no task, timer or bookmark behind?"),
            await ended.CountAsync(cancellationToken).ConfigureAwait(false),
            [.. restless.Select(id => new SelfCheckFinding(id, new LocalizedText($"流程 {id} 已结束，但仍有未关闭的待办或计时。", $"Instance {id} has ended, but a task, timer or bookmark of it is still open.")))]);
    }

    private static async Task<SelfCheckItem> HistoryAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var lines = await context.Database.SqlQueryRaw<HistoryLine>(HistoryLine.Sql).OrderBy(l => l.InstanceId).Take(MostFindings).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new SelfCheckItem(
            "history.gapless",
            new LocalizedText("每个流程的历史是否连续无缺？", "Is the history of every instance without a gap?"),
            await context.Steps.CountAsync(cancellationToken).ConfigureAwait(false),
            [.. lines.Select(line => new SelfCheckFinding(line.InstanceId, new LocalizedText(
                $"流程 {line.InstanceId} 版次为 {line.Revision}，历史却有 {line.Steps} 步、{line.Facts} 条记录（应为 {line.HistoryLength} 条）。",
                $"Instance {line.InstanceId} is at revision {line.Revision}, but its history has {line.Steps} steps with {line.Facts} facts where {line.HistoryLength} are due.")))]);
    }

    private static async Task<SelfCheckItem> OrphansAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var tasks = context.Tasks.Where(t => !context.Instances.Any(i => i.Id == t.InstanceId)).Select(t => t.InstanceId);
        var steps = context.Steps.Where(s => !context.Instances.Any(i => i.Id == s.InstanceId)).Select(s => s.InstanceId);
        var wishes = context.Outbox.Where(o => !context.Instances.Any(i => i.Id == o.InstanceId)).Select(o => o.InstanceId);
        var states = context.InstanceStates.Where(s => !context.Instances.Any(i => i.Id == s.InstanceId)).Select(s => s.InstanceId);
        var copies = context.Copies.Where(c => !context.Instances.Any(i => i.Id == c.InstanceId)).Select(c => c.InstanceId);
        var timers = context.Timers.Where(t => !context.Instances.Any(i => i.Id == t.InstanceId)).Select(t => t.InstanceId);
        var orphans = await tasks.Union(steps).Union(wishes).Union(states).Union(copies).Union(timers).OrderBy(id => id).Take(MostFindings).ToListAsync(cancellationToken).ConfigureAwait(false);
        var stale = await context.Inbox.Where(c => !context.Tasks.Any(t => t.Id == c.TaskId && t.IsOpen)).Select(c => c.TaskId).Distinct().OrderBy(id => id).Take(MostFindings).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new SelfCheckItem(
            "rows.belong",
            new LocalizedText("任务、历史、待发事项、抄送、定时器和收件箱条目是否都有所属？", "Does every task, step, wish, copy, timer and line of an inbox belong to something?"),
            await context.Tasks.CountAsync(cancellationToken).ConfigureAwait(false),
            [
                .. orphans.Select(id => new SelfCheckFinding(id, new LocalizedText($"存在属于流程 {id} 的记录，但该流程不存在。", $"There are rows of instance {id}, but no such instance."))),
                .. stale.Select(id => new SelfCheckFinding(null, new LocalizedText($"任务 {id} 已关闭，但仍在收件箱中。", $"Task {id} is closed, but still lies in an inbox."))),
            ]);
    }
}
