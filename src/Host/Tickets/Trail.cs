using System.Collections.Immutable;
using Host.Shell;
using Host.Shell.Parts;
using Host.Tasks;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tickets;

/// <summary>Turns recorded facts into the trail that people read. What only the engine cares about (journal, variables, timers) is left out.</summary>
public static class Trail
{
    /// <summary>The lines, oldest first.</summary>
    public static ImmutableArray<TrailLine> Of(InstanceDetail detail, Naming naming)
    {
        ArgumentNullException.ThrowIfNull(detail);
        ArgumentNullException.ThrowIfNull(naming);
        var tasks = detail.Tasks.ToDictionary(t => t.Id);
        return [.. detail.History.Select(entry => Line(entry, tasks, naming)).OfType<TrailLine>()];
    }

    private static TrailLine? Line(HistoryEntry entry, Dictionary<Guid, HumanTask> tasks, Naming naming)
    {
        var line = new TrailLine(
            entry.Sequence, entry.At, naming.Person(entry.By.PersonId), entry.By.IsSystem, "circle", Tone.Neutral, LocalizedText.Same(""), null, null, null, null, false);
        return entry.Event switch
        {
            InstanceStarted e => line with
            {
                Icon = "flag",
                IsMain = true,
                What = new("生成工单", "Started the ticket"),
                Detail = new($"流程 {e.DefinitionId} 第 {e.DefinitionVersion} 版", $"workflow {e.DefinitionId} version {e.DefinitionVersion}"),
            },
            InstanceEnded e => Ended(line, e),
            TaskCreated e => line with
            {
                Icon = "assignment",
                TaskId = e.TaskId,
                ByMachine = true,
                Who = Naming.System,
                What = new($"交办“{e.Title.Zh}”", $"Handed out “{e.Title.En}”"),
                Detail = Assigned(e, naming),
            },
            TaskClaimed e => line with { Icon = "back_hand", TaskId = e.TaskId, What = About("认领", "Claimed", e.TaskId, tasks) },
            TaskReleased e => line with { Icon = "undo", TaskId = e.TaskId, What = About("释放", "Released", e.TaskId, tasks) },
            TaskTransferred e => line with
            {
                Icon = "forward",
                TaskId = e.TaskId,
                Comment = e.Reason,
                What = About($"转办给 {naming.Person(e.ToPersonId).Zh}：", $"Transferred to {naming.Person(e.ToPersonId).En}:", e.TaskId, tasks),
            },
            TaskCompleted e => Completed(line, e, tasks, naming),
            TaskWithdrawn e => line with { Icon = "block", TaskId = e.TaskId, What = About("撤下", "Withdrew", e.TaskId, tasks), Detail = WithdrawalTexts.Of(e.Reason) },
            TaskEscalated e => line with
            {
                Icon = "campaign",
                Tone = Tone.Warning,
                TaskId = e.TaskId,
                ByMachine = true,
                Who = Naming.System,
                What = About($"督办（第 {e.Level} 级 {RungTexts.Of(e.Rung).Zh}）：", $"Escalated (rung {e.Level}, {RungTexts.Of(e.Rung).En}):", e.TaskId, tasks),
                Detail = Told(e, naming),
            },
            IncidentRaised e => line with
            {
                Icon = "error",
                Tone = Tone.Bad,
                IsMain = true,
                ByMachine = true,
                Who = Naming.System,
                What = new("流程出现异常，等待处理", "The flow failed and waits for an operator"),
                Detail = BothLanguages.Of(e.Message),
            },
            ActivitySkipped e => line with { Icon = "redo", Tone = Tone.Warning, What = new($"跳过步骤“{e.ActivityId}”，按“{e.Outcome}”继续", $"Skipped the step “{e.ActivityId}”, going on by “{e.Outcome}”"), Comment = e.Reason },
            TokenMoved e => line with { Icon = "moving", Tone = Tone.Warning, What = new($"从“{e.FromActivityId}”移到“{e.ToActivityId}”", $"Moved from “{e.FromActivityId}” to “{e.ToActivityId}”"), Comment = e.Reason },
            VariableEdited e => line with { Icon = "edit", Tone = Tone.Warning, What = new($"修改变量“{e.Name}”", $"Changed the variable “{e.Name}”"), Comment = e.Reason },
            InstancePaused e => line with { Icon = "pause_circle", Tone = Tone.Warning, IsMain = true, What = new("暂停办理", "Paused"), Comment = e.Reason },
            InstanceContinued e => line with { Icon = "play_circle", IsMain = true, What = new("恢复办理", "Continued"), Comment = e.Reason },
            TaskDueMoved e => line with { Icon = "schedule", TaskId = e.TaskId, ByMachine = true, Who = Naming.System, What = About("顺延时限：", "Moved the due time of", e.TaskId, tasks), Detail = DueMoved(e) },
            InstanceMigrated e => line with { Icon = "upgrade", IsMain = true, What = new($"由第 {e.FromVersion} 版迁移到第 {e.ToVersion} 版", $"Moved from version {e.FromVersion} to version {e.ToVersion}"), Comment = e.Reason },
            IncidentResolved e => line with { Icon = "build", What = Resolved(e.How) },
            _ => null,
        };
    }

    private static TrailLine Ended(TrailLine line, InstanceEnded e) => e.SubStatus switch
    {
        InstanceSubStatus.Cancelled => line with { Icon = "cancel", Tone = Tone.Bad, IsMain = true, What = new("终止工单", "Cancelled the ticket"), Comment = e.Reason },
        InstanceSubStatus.Faulted => line with { Icon = "error", Tone = Tone.Bad, IsMain = true, What = new("工单因异常结束", "The ticket ended with a failure"), Comment = e.Reason },
        _ => line with { Icon = "inventory_2", Tone = Tone.Good, IsMain = true, ByMachine = true, Who = Naming.System, What = new("流程结束，工单归档", "Finished; the ticket is archived") },
    };

    private static LocalizedText Resolved(string how) => how switch
    {
        "retried" => new("排除异常，重新执行", "Dealt with the incident and ran the step again"),
        "cancelled" => new("异常随步骤撤销", "The incident went with its step"),
        _ => new($"处理异常：{how}", $"Dealt with the incident: {how}"),
    };

    private static TrailLine Completed(TrailLine line, TaskCompleted e, Dictionary<Guid, HumanTask> tasks, Naming naming)
    {
        var outcome = tasks.GetValueOrDefault(e.TaskId)?.Outcomes.FirstOrDefault(o => o.Name == e.Outcome);
        var label = outcome?.Label ?? LocalizedText.Same(e.Outcome);
        return line with
        {
            Icon = outcome?.Intent == "danger" ? "reply" : "check_circle",
            Tone = outcome?.Intent == "danger" ? Tone.Warning : Tone.Good,
            IsMain = true,
            TaskId = e.TaskId,
            Who = e.ByMachine ? Naming.System : naming.Person(e.By.PersonId),
            ByMachine = e.ByMachine || e.By.IsSystem,
            What = tasks.TryGetValue(e.TaskId, out var task) ? new($"{task.Title.Zh}：{label.Zh}", $"{task.Title.En}: {label.En}") : label,
            Comment = e.Comment,
            Form = e.FormKey is { } key ? (key, e.FormVersion ?? 1) : null,
        };
    }

    private static LocalizedText Assigned(TaskCreated e, Naming naming)
    {
        var holder = e.Assignee is { } assignee ? naming.Person(assignee) : naming.Candidates(e.Candidates);
        return e.DueAt is { } due
            ? new($"{holder.Zh}，时限 {Instants.Text(due)}", $"{holder.En}, due {Instants.Text(due)}")
            : holder;
    }

    private static LocalizedText Told(TaskEscalated e, Naming naming)
    {
        var told = e.To.Select(naming.Recipient).ToList();
        return new($"已通知 {string.Join("、", told.Select(t => t.Zh))}", $"told {string.Join(", ", told.Select(t => t.En))}");
    }

    private static LocalizedText DueMoved(TaskDueMoved e) =>
        new($"{Instants.Text(e.From)} → {Instants.Text(e.To)}（{(e.Why == "paused" ? "暂停" : e.Why)}）", $"{Instants.Text(e.From)} → {Instants.Text(e.To)} ({e.Why})");

    private static LocalizedText About(string zh, string en, Guid taskId, Dictionary<Guid, HumanTask> tasks) =>
        tasks.TryGetValue(taskId, out var task) ? new($"{zh}“{task.Title.Zh}”", $"{en} “{task.Title.En}”") : new(zh, en);
}
