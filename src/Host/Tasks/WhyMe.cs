using Host.Shell;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Host.Tasks;

/// <summary>Says in one sentence why a task is in front of its reader, or why the reader may only look.</summary>
public static class WhyMe
{
    /// <summary>The sentence.</summary>
    /// <param name="task">The task.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="history">What happened so far.</param>
    /// <param name="naming">Names.</param>
    /// <param name="absent">The absent person for whom the reader would do it; <see langword="null"/> = in their own name.</param>
    public static LocalizedText Explain(HumanTask task, Actor reader, IEnumerable<HistoryEntry> history, Naming naming, PersonName? absent = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(naming);
        if (!task.IsOpen)
        {
            return new("这项任务已经结束，您只能查看。", "This task is closed; you can only look at it.");
        }

        if (task.Excluded.Contains(reader.PersonId))
        {
            return new("按职责分离，您办理过本工单的相关环节，不能再办理这一步。", "Separation of duties: you have done a step of this ticket that rules you out of this one.");
        }

        if (absent is not null)
        {
            return new($"{absent.Name} 外出期间，由您代为办理；痕迹中会注明。", $"You stand in for {absent.Name}, who is away; the trail says so.");
        }

        return task.Assignee == reader.PersonId ? WhyMine(task, reader, history, naming) : WhyPooled(task, reader, naming);
    }

    private static LocalizedText WhyMine(HumanTask task, Actor reader, IEnumerable<HistoryEntry> history, Naming naming)
    {
        foreach (var entry in history.Reverse())
        {
            switch (entry.Event)
            {
                case TaskTransferred transferred when transferred.TaskId == task.Id && transferred.ToPersonId == reader.PersonId:
                    var reason = string.IsNullOrWhiteSpace(transferred.Reason) ? "" : transferred.Reason;
                    var by = naming.Person(transferred.By.PersonId);
                    return new(
                        $"{by.Zh} 于 {Instants.Text(entry.At)} 转办给您{(reason.Length > 0 ? $"：{reason}" : "。")}",
                        $"{by.En} transferred it to you on {Instants.Text(entry.At)}{(reason.Length > 0 ? $": {reason}" : ".")}");
                case TaskDelegated delegated when delegated.TaskId == task.Id && task.Delegator is not null && delegated.ToPersonId == reader.PersonId:
                    var asking = naming.Person(delegated.By.PersonId);
                    return new(
                        $"{asking.Zh} 于 {Instants.Text(entry.At)} 委派您提供意见{(string.IsNullOrWhiteSpace(delegated.Reason) ? "。" : $"：{delegated.Reason}")}",
                        $"{asking.En} asked for your opinion on {Instants.Text(entry.At)}{(string.IsNullOrWhiteSpace(delegated.Reason) ? "." : $": {delegated.Reason}")}");
                case TaskResolved resolved when resolved.TaskId == task.Id && resolved.ToPersonId == reader.PersonId:
                    var giver = naming.Person(resolved.By.PersonId);
                    return resolved.By.PersonId == reader.PersonId
                        ? new("您收回了委派。", "You took the delegation back.")
                        : new($"{giver.Zh} 的意见：{resolved.Opinion}", $"The opinion of {giver.En}: {resolved.Opinion}");
                case SignersAdded added when added.ActivityId == task.ActivityId && added.People.Contains(reader.PersonId):
                    var adder = naming.Person(added.By.PersonId);
                    return new($"{adder.Zh} 于 {Instants.Text(entry.At)} 请您加签{(string.IsNullOrWhiteSpace(added.Reason) ? "。" : $"：{added.Reason}")}", $"{adder.En} added you as a signer on {Instants.Text(entry.At)}{(string.IsNullOrWhiteSpace(added.Reason) ? "." : $": {added.Reason}")}");
                case TaskSentBack back when task.RedoOf is not null && back.ToActivityId == task.ActivityId:
                    var sender = naming.Person(back.By.PersonId);
                    return new($"{sender.Zh} 于 {Instants.Text(entry.At)} 驳回：{back.Comment}", $"{sender.En} sent it back on {Instants.Text(entry.At)}: {back.Comment}");
                case TaskClaimed claimed when claimed.TaskId == task.Id && claimed.By.PersonId == reader.PersonId:
                    return new($"您于 {Instants.Text(entry.At)} 认领了这项任务。", $"You claimed this task on {Instants.Text(entry.At)}.");
            }
        }

        return task.Seat is not null
            ? new("您是本环节的审批人。", "You are an approver of this step.")
            : new("上一环节指定由您办理。", "The step before named you to do it.");
    }

    private static LocalizedText WhyPooled(HumanTask task, Actor reader, Naming naming)
    {
        if (task.Assignee is { } other)
        {
            var name = naming.Person(other);
            return new($"正由 {name.Zh} 办理，您只能查看。", $"{name.En} has it; you can only look.");
        }

        if (task.Candidates.FirstOrDefault(c => c.Matches(reader)) is not { } mine)
        {
            var owners = naming.Candidates(task.Candidates);
            return new($"由 {owners.Zh} 办理，您只能查看。", $"It is for {owners.En}; you can only look.");
        }

        var role = naming.Candidate(mine);
        return mine.PersonId is not null
            ? new("您是这项任务的候选人，可直接办理或先认领。", "You are a candidate of this task: do it at once, or claim it first.")
            : new($"您是{role.Zh}，这一步由该岗位办理；可直接办理或先认领。", $"You hold the role ({role.En}) that does this step: do it at once, or claim it first.");
    }
}
