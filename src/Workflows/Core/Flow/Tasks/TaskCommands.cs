using System.Text.Json.Nodes;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Tasks;

/// <summary>What people do with a task: take it, put it back, hand it over, complete it.</summary>
internal static class TaskCommands
{
    public static Refusal? Claim(Step step, ClaimTask command)
    {
        if (Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var broken = MayClaim(task, command.By);
        if (broken is null)
        {
            step.ChangeTask(task with { State = HumanTaskState.Claimed, Assignee = command.By.ActsAs, IsTouched = true });
            step.Events.Add(new TaskClaimed(task.Id, command.By));
            Reseat(step, task);
        }

        return broken;
    }

    public static Refusal? Release(Step step, ReleaseTask command)
    {
        if (Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var broken = MayRelease(task, command.By);
        if (broken is null)
        {
            step.ChangeTask(task with { State = HumanTaskState.Created, Assignee = null });
            step.Events.Add(new TaskReleased(task.Id, command.By));
            Reseat(step, task);
        }

        return broken;
    }

    public static Refusal? Transfer(Step step, TransferTask command)
    {
        if (Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var broken = TaskRules.FirstBroken(
            () => MayTransfer(task, command.By),
            () => TaskRules.ItGoesToSomebodyElse(task, command.ToPersonId),
            () => SignerRules.NobodySitsTwice(step, task, command.ToPersonId));
        if (broken is null)
        {
            step.ChangeTask(task with { State = HumanTaskState.Claimed, Assignee = command.ToPersonId, Delegator = null, IsTouched = true });
            step.Events.Add(new TaskTransferred(task.Id, command.By, command.ToPersonId, command.Reason));
            Reseat(step, task);
        }

        return broken;
    }

    public static Refusal? Complete(Step step, CompleteTask command)
    {
        if (Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        JsonObject? accepted = null;
        var broken = TaskRules.FirstBroken(
            () => MayAct(task, command.By),
            () => TaskRules.ItIsNotDelegated(task),
            () => TaskRules.TheOutcomeExists(task, command.Outcome),
            () => TaskRules.ACommentIsGivenWhereOneIsDemanded(task, command.Outcome, command.Comment),
            () => TheFormIsInOrder(step, task, command, out accepted));
        if (broken is null)
        {
            Close(step, task, command, accepted!);
        }

        return broken;
    }

    /// <summary>Why a person may not do something with a task now; <see langword="null"/> = they may.</summary>
    public static Refusal? MayAct(HumanTask task, Actor by) => TaskRules.FirstBroken(
        () => TaskRules.TheActorIsNotExcluded(task, by),
        () => TaskRules.OnlyTheAssigneeOrACandidateMayAct(task, by));

    public static Refusal? MayClaim(HumanTask task, Actor by) => TaskRules.FirstBroken(
        () => TaskRules.NobodyHasTakenIt(task, by),
        () => MayAct(task, by));

    public static Refusal? MayRelease(HumanTask task, Actor by) => TaskRules.FirstBroken(
        () => TaskRules.OnlyTheAssigneeMayRelease(task, by),
        () => TaskRules.ItIsNotDelegated(task),
        () => TaskRules.ItCanGoBackToAPool(task));

    public static Refusal? MayTransfer(HumanTask task, Actor by) =>
        by.Has(Roles.Administrator) ? null : TaskRules.OnlyTheAssigneeOrACandidateMayAct(task, by) ?? TaskRules.ItIsNotDelegated(task);

    /// <summary>A deadline decides: the machine chooses the outcome, and no form is asked of it.</summary>
    public static void Decide(Step step, HumanTask task, string outcome) =>
        Close(step, task, new CompleteTask(step.Command.CommandId, task.InstanceId, Actor.System("deadline"), task.Id, outcome, [], null), []);

    public static Refusal? Open(Step step, Guid taskId, out HumanTask task)
    {
        task = step.Tasks.FirstOrDefault(t => t.Id == taskId)!;
        return task is not null ? null : WhyNotOpen(step, taskId);
    }

    /// <summary>Who else may take a seat of the round has changed with who holds this task.</summary>
    public static void Reseat(Step step, HumanTask task)
    {
        if (task.Seat is not null)
        {
            ApprovalRun.Reseat(step, ApprovalRound.Read(step.ExecutionOf(task).State)!);
        }
    }

    private static Refusal WhyNotOpen(Step step, Guid taskId)
    {
        var closed = step.Before.Execution.ClosedTasks.LastOrDefault(t => t.TaskId == taskId);
        if (closed is null)
        {
            return Refusals.Of("task.not-open", "此任务已不在办理中，请刷新后查看", "This task is not open any more; refresh to see where it stands");
        }

        var at = closed.At.ToOffset(step.Context.Calendar.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return closed.State == HumanTaskState.Withdrawn
            ? Refusals.Of("task.not-open", $"此任务已于 {at} 撤回，无需办理", $"This task was withdrawn at {at}; nothing is left to do")
            : Refusals.Of("task.already-completed", $"此任务已由 {closed.ByName} 于 {at} 完成", $"{closed.ByName} completed this task at {at}");
    }

    /// <summary>The form's own rules run again here, whatever the page has checked; a task without a form takes what it is given.</summary>
    private static Refusal? TheFormIsInOrder(Step step, HumanTask task, CompleteTask command, out JsonObject? accepted)
    {
        if (task.FormKey is null || !step.Package.Forms.TryGetValue(task.FormKey, out var form))
        {
            accepted = (JsonObject)command.Data.DeepClone();
            return null;
        }

        var skips = task.Outcomes.First(o => o.Name == command.Outcome).SkipsValidation;
        var now = step.Context.Now.ToOffset(step.Context.Calendar.Offset);
        var verdict = FormValidator.Validate(form, task.Data, command.Data, task.ReadOnlyFields, task.HiddenFields, skips, now);
        accepted = verdict.Accepted;
        return accepted is not null
            ? null
            : Refusals.Of("form.invalid", "表单填写有误，请按提示修改后再提交", "The form is not in order; correct what is marked and submit again") with { Fields = verdict.Problems };
    }

    private static void Close(Step step, HumanTask task, CompleteTask command, JsonObject accepted)
    {
        var form = task.FormKey is null ? null : step.Package.Forms.GetValueOrDefault(task.FormKey);
        step.Events.Add(new TaskCompleted(task.Id, command.By, command.Outcome, command.Comment, accepted, task.FormKey, form?.Version, command.By.IsSystem) { Source = command.Source });
        step.ChangeTask(task with
        {
            State = command.By.IsSystem ? HumanTaskState.TimedOut : HumanTaskState.Completed,
            Assignee = command.By.IsSystem ? task.Assignee : command.By.ActsAs,
            ClosedAt = step.Context.Now,
            ClosedBy = command.By,
            Outcome = command.Outcome,
            Comment = command.Comment,
            Submission = accepted,
        });
        var person = command.By.IsSystem ? null : command.By.ActsAs;
        step.NoteDecision(person);
        var bookmark = step.BookmarkOf(task);
        step.Resume(step.Find(bookmark.ActivityInstanceId)!, bookmark, new JsonObject
        {
            ["result"] = accepted.DeepClone(),
            ["outcome"] = command.Outcome,
            ["completedBy"] = new JsonObject { ["id"] = command.By.PersonId, ["name"] = command.By.Name },
            ["comment"] = command.Comment,
            ["person"] = person,
        });
    }
}
