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
            TaskClaimed e => line with { Icon = "back_hand", Who = naming.Actor(e.By), TaskId = e.TaskId, What = About("认领", "Claimed", e.TaskId, tasks) },
            TaskReleased e => line with { Icon = "undo", Who = naming.Actor(e.By), TaskId = e.TaskId, What = About("释放", "Released", e.TaskId, tasks) },
            TaskTransferred e => line with
            {
                Icon = "forward",
                Who = naming.Actor(e.By),
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
            _ => Around(line, entry.Event, tasks, naming),
        };
    }

    /// <summary>What people did around the tasks, and what the machine did with rounds and incidents.</summary>
    private static TrailLine? Around(TrailLine line, InstanceEvent recorded, Dictionary<Guid, HumanTask> tasks, Naming naming) => recorded switch
    {
        TaskDelegated e => line with { Icon = "contact_support", Who = naming.Actor(e.By), TaskId = e.TaskId, Comment = e.Reason, What = About($"委派 {naming.Person(e.ToPersonId).Zh} 提供意见：", $"Asked {naming.Person(e.ToPersonId).En} for an opinion:", e.TaskId, tasks) },
        TaskResolved e => line with { Icon = "rate_review", Who = naming.Actor(e.By), TaskId = e.TaskId, IsMain = e.Opinion is not null, Comment = e.Opinion, What = About($"交回 {naming.Person(e.ToPersonId).Zh}：", $"Gave back to {naming.Person(e.ToPersonId).En}:", e.TaskId, tasks) },
        TaskSentBack e => line with
        {
            Icon = "reply",
            Tone = Tone.Warning,
            IsMain = true,
            Who = naming.Actor(e.By),
            TaskId = e.TaskId,
            Comment = e.Comment,
            What = new($"驳回到“{e.To.Zh}”", $"Sent back to “{e.To.En}”"),
            Detail = e.Mode == SendBackMode.Straight ? new("改好后直接送回", "comes straight back afterwards") : new("后面的环节重新走", "every step after it is walked again"),
        },
        TaskTakenBack e => line with { Icon = "undo", Who = naming.Actor(e.By), TaskId = e.TaskId, IsMain = true, What = About("拿回", "Took back", e.TaskId, tasks) },
        TaskUrged e => line with { Icon = "notifications_active", Who = naming.Actor(e.By), TaskId = e.TaskId, Comment = e.Note, What = About($"催办（第 {e.Times} 次）：", $"Urged (time {e.Times}):", e.TaskId, tasks) },
        SignersAdded e => line with { Icon = "person_add", Who = naming.Actor(e.By), TaskId = e.TaskId, Comment = e.Reason, What = new($"{PositionOf(e.Position).Zh}：{Names(e.People, naming).Zh}", $"{PositionOf(e.Position).En}: {Names(e.People, naming).En}") },
        SignerRemoved e => line with { Icon = "person_remove", Who = naming.Actor(e.By), ByMachine = e.By.IsSystem, Comment = e.Reason, What = new($"减签：{naming.Candidate(e.Approver).Zh}", $"Took out the signer {naming.Candidate(e.Approver).En}") },
        ApprovalCarried e => line with { Icon = "fast_forward", Tone = Tone.Good, ByMachine = true, Who = Naming.System, What = new($"沿用 {naming.Person(e.PersonId).Zh} 在上一环节的同意", $"Carried over the approval of {naming.Person(e.PersonId).En} from the step before") },
        ApprovalDecided e => Decided(line, e),
        InstanceWithdrawn e => line with { Icon = "undo", Tone = Tone.Warning, IsMain = true, Who = naming.Actor(e.By), Comment = e.Reason, What = new("撤回申请", "Called the request off") },
        InstanceCopied e => line with { Icon = "forward_to_inbox", Who = naming.Actor(e.By), Comment = e.Note, What = new($"抄送 {Names(e.People, naming).Zh}", $"Copied to {Names(e.People, naming).En}") },
        CommentAdded e => line with { Icon = "chat", Who = naming.Actor(e.By), TaskId = e.TaskId, IsMain = true, Comment = e.Text, What = new("评论", "Commented") },
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
        TaskDueMoved e => line with { Icon = "schedule", TaskId = e.TaskId, Comment = e.Reason, What = About("改变时限：", "Moved the due time of", e.TaskId, tasks), Detail = DueMoved(e) },
        TaskStopped e => line with { Icon = "hourglass_pause", TaskId = e.TaskId, What = About("等待意见期间不计时：", "The due time stands still while an opinion is awaited:", e.TaskId, tasks) },
        TaskReassigned e => line with
        {
            Icon = "move_up",
            Tone = Tone.Warning,
            IsMain = true,
            TaskId = e.TaskId,
            ByMachine = true,
            Who = Naming.System,
            What = About($"逾期未办，改由 {naming.Candidates(e.To).Zh} 办理：", $"Late, so it went to {naming.Candidates(e.To).En}:", e.TaskId, tasks),
        },
        InstanceMigrated e => line with { Icon = "upgrade", IsMain = true, What = new($"由第 {e.FromVersion} 版迁移到第 {e.ToVersion} 版", $"Moved from version {e.FromVersion} to version {e.ToVersion}"), Comment = e.Reason },
        IncidentResolved e => line with { Icon = "build", What = Resolved(e.How) },
        _ => null,
    };

    private static TrailLine Decided(TrailLine line, ApprovalDecided e)
    {
        var isApproved = e.Verdict == ApprovalVerdict.Approved;
        return line with
        {
            Icon = isApproved ? "thumb_up" : "thumb_down",
            Tone = isApproved ? Tone.Good : Tone.Warning,
            IsMain = e.Total != 1,
            ByMachine = e.ByMachine,
            Who = Naming.System,
            What = isApproved ? new($"“{e.Title.Zh}”结论：同意", $"“{e.Title.En}”: approved") : new($"“{e.Title.Zh}”结论：不同意", $"“{e.Title.En}”: rejected"),
            Detail = e.Total == 0
                ? new("没有审批人，按流程规定视为同意", "nobody was left to ask; the workflow takes that for approval")
                : new($"{e.Total} 票中 {e.Approved} 票同意、{e.Rejected} 票不同意", $"{e.Approved} of {e.Total} approved, {e.Rejected} rejected"),
        };
    }

    private static LocalizedText PositionOf(SignerPosition position) => position switch
    {
        SignerPosition.Before => new("前加签", "Added signers before"),
        SignerPosition.After => new("后加签", "Added signers after"),
        _ => new("并加签", "Added signers beside"),
    };

    private static LocalizedText Names(IReadOnlyList<string> people, Naming naming)
    {
        var all = people.Select(naming.Person).ToList();
        return new(string.Join("、", all.Select(p => p.Zh)), string.Join(", ", all.Select(p => p.En)));
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
            Who = e.ByMachine ? Naming.System : naming.Actor(e.By),
            ByMachine = e.ByMachine || e.By.IsSystem,
            What = tasks.TryGetValue(e.TaskId, out var task) ? new($"{task.Title.Zh}：{label.Zh}", $"{task.Title.En}: {label.En}") : label,
            Detail = e.Source is { } source ? ByMail(source) : null,
            Comment = e.Comment,
            Form = e.FormKey is { } key ? (key, e.FormVersion ?? 1) : null,
        };
    }

    private static LocalizedText ByMail(DecisionSource source) => source switch
    {
        { Channel: DecisionChannel.MailReply, Authentication: { } proof } => new($"经邮件回复（{proof}）", $"by answering a mail ({proof})"),
        { Channel: DecisionChannel.MailReply } => new("经邮件回复", "by answering a mail"),
        { SignedIn: true } => new("经邮件链接，本人登录", "by the link in a mail, signed in"),
        _ => new("经邮件链接，未登录", "by the link in a mail, without signing in"),
    };

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

    private static LocalizedText DueMoved(TaskDueMoved e)
    {
        LocalizedText why = e.Why switch
        {
            DueReasons.Paused => new("暂停顺延", "time of the pause given back"),
            DueReasons.Delegated => new("等待意见顺延", "time of the wait given back"),
            DueReasons.Calendar => new("日历变更", "the calendar changed"),
            _ => new("改期", "set by hand"),
        };
        return new($"{Instants.Text(e.From)} → {Instants.Text(e.To)}（{why.Zh}）", $"{Instants.Text(e.From)} → {Instants.Text(e.To)} ({why.En})");
    }

    private static LocalizedText About(string zh, string en, Guid taskId, Dictionary<Guid, HumanTask> tasks) =>
        tasks.TryGetValue(taskId, out var task) ? new($"{zh}“{task.Title.Zh}”", $"{en} “{task.Title.En}”") : new(zh, en);
}
