using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Outbox;
using Workflows.Storage.Instances;

namespace Workflows.Storage.Operations;

/// <summary>Reads how much there is, how late it is, and how fast it grows: the seals keep the number of steps of every day.</summary>
internal static class FigureReader
{
    private const int GrowthDays = 30;

    /// <param name="context">One view of the data.</param>
    /// <param name="bytes">Size of the database.</param>
    /// <param name="now">The instant that ages count to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<SelfCheckFigure>> ReadAsync(WorkflowContext context, long? bytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = await context.Outbox.Where(o => o.State != OutboxState.Parked).MinAsync(o => (DateTimeOffset?)o.CreatedAt, cancellationToken).ConfigureAwait(false);
        var latest = await context.Timers.Where(t => t.DueAt <= now).MinAsync(t => (DateTimeOffset?)t.DueAt, cancellationToken).ConfigureAwait(false);
        var steps = await context.Steps.LongCountAsync(cancellationToken).ConfigureAwait(false);
        var days = await context.Seals.OrderByDescending(s => s.Day).Take(GrowthDays).Select(s => s.Steps).ToListAsync(cancellationToken).ConfigureAwait(false);
        double? perDay = days.Count == 0 ? null : days.Average();
        return
        [
            new("outbox.oldest", new LocalizedText("最早的待执行动作已等待", "The oldest wish in the outbox waits for"), Age(oldest, now), "s"),
            new("timers.lag", new LocalizedText("定时器最长迟到", "The latest timer is late by"), Age(latest, now), "s"),
            new("rows.instances", new LocalizedText("流程实例", "Instances"), await context.Instances.LongCountAsync(cancellationToken).ConfigureAwait(false), "rows"),
            new("rows.tasks", new LocalizedText("任务", "Tasks"), await context.Tasks.LongCountAsync(cancellationToken).ConfigureAwait(false), "rows"),
            new("rows.steps", new LocalizedText("历史步骤", "Steps of history"), steps, "rows"),
            new("history.untold", new LocalizedText("历史早于逐字节记录、只核对事实的流程", "Instances whose history is older than deltas: only its facts are checked"), await Untold(context).LongCountAsync(cancellationToken).ConfigureAwait(false), "rows"),
            new("rows.timers", new LocalizedText("定时器", "Timers"), await context.Timers.LongCountAsync(cancellationToken).ConfigureAwait(false), "rows"),
            new("rows.outbox", new LocalizedText("待执行动作", "Wishes in the outbox"), await context.Outbox.LongCountAsync(cancellationToken).ConfigureAwait(false), "rows"),
            new("rows.mails", new LocalizedText("已记录邮件", "Mails logged"), await context.OutgoingMails.LongCountAsync(cancellationToken).ConfigureAwait(false), "rows"),
            new("database.size", new LocalizedText("数据库大小", "Size of the database"), bytes, "B"),
            new("growth.steps", new LocalizedText($"每日新增步骤（近 {GrowthDays} 个已封存日）", $"New steps a day (last {GrowthDays} sealed days)"), perDay, "rows/d"),
            new("growth.size", new LocalizedText("由此估算的每日增长", "Growth a day that follows"), steps > 0 ? perDay * bytes / steps : null, "B/d"),
        ];
    }

    private static IQueryable<InstanceRow> Untold(WorkflowContext context) =>
        context.Instances.Where(i => context.Steps.Any(s => s.InstanceId == i.Id && s.Revision == i.Revision && s.Delta == null));

    private static double? Age(DateTimeOffset? since, DateTimeOffset now) => since is { } then ? Math.Max(0, (now - then).TotalSeconds) : null;
}
