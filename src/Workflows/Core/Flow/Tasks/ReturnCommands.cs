using Workflows.Core.Definitions;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Tasks;

/// <summary>驳回, 拿回 and 撤回: the flow goes back, or is called off.</summary>
internal static class ReturnCommands
{
    public static Refusal? SendBack(Step step, SendBack command)
    {
        if (TaskCommands.Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var target = GoingBack.Steps(step.Definition, step.Before, task).FirstOrDefault(s => s.ActivityId == command.ToActivityId);
        var broken = TaskRules.FirstBroken(
            () => MaySendBack(task, command.By),
            () => target is null ? ReturnRules.TheStepIsEarlier() : null,
            () => command.Mode == SendBackMode.Straight && !target!.MayReturnStraight ? ReturnRules.ItCanComeStraightBack() : null,
            () => ReturnRules.AReasonIsGiven(command.Comment));
        if (broken is null)
        {
            Go(step, command, task, target!);
        }

        return broken;
    }

    public static Refusal? TakeBack(Step step, TakeBack command)
    {
        if (TakeBackSeat(step, command) is { } found)
        {
            return found.Refusal;
        }

        var done = step.DoneSteps.FirstOrDefault(d => d.TaskId == command.TaskId);
        var broken = TaskRules.FirstBroken(
            () => done is null ? ReturnRules.ItWasJustDone() : null,
            () => ReturnRules.OnlyWhoDidItMayTakeItBack(done!.PersonId, command.By),
            () => ReturnRules.NobodyHasActedSince(step, done!));
        if (broken is null)
        {
            step.Events.Add(new TaskTakenBack(command.TaskId, command.By));
            GoingBack.WalkAgain(step, done!, Undone(done!), WithdrawalReasons.TakenBack);
        }

        return broken;
    }

    public static Refusal? Withdraw(Step step, WithdrawInstance command)
    {
        var broken = TaskRules.FirstBroken(
            () => InstanceRules.ItStillRuns(step.Before),
            () => MayWithdraw(step.Definition.Withdrawal, step.Before, command.By));
        if (broken is null)
        {
            step.Events.Add(new InstanceWithdrawn(command.By, command.Reason));
            step.CancelAll(command.Reason);
        }

        return broken;
    }

    public static Refusal? MaySendBack(HumanTask task, Actor by) => TaskRules.FirstBroken(
        () => task.MaySendBack ? null : Refusals.Of("task.no-send-back", "此环节不允许驳回，请选择办理结果", "This step cannot be sent back; choose one of its outcomes"),
        () => TaskCommands.MayAct(task, by),
        () => TaskRules.ItIsNotDelegated(task));

    public static Refusal? MayWithdraw(WithdrawalPolicy policy, WorkflowInstance instance, Actor by) => policy switch
    {
        _ when instance.StartedBy?.Id != by.PersonId => Refusals.Of("withdraw.not-allowed", "只有发起人可以撤回", "Only the starter can call it off"),
        WithdrawalPolicy.Never => Refusals.Of("withdraw.not-allowed", "此流程不允许撤回", "This workflow cannot be called off by its starter"),
        WithdrawalPolicy.UntilDecided when instance.Execution.IsActedOn => Refusals.Of("withdraw.too-late", "已有人办理，不能撤回；请联系办理人驳回", "Somebody has decided already, so it cannot be called off; ask them to send it back"),
        _ => null,
    };

    private static void Go(Step step, SendBack command, HumanTask task, EarlierStep target)
    {
        var execution = step.ExecutionOf(task);
        var to = step.DoneSteps.Last(d => step.Definition.FindNode(d.NodeId)!.Id == target.ActivityId);
        var back = Returning(task, execution, command.By);
        step.Events.Add(new TaskSentBack(task.Id, command.By, target.ActivityId, target.Title, command.Mode, command.Comment));
        step.NoteDecision(command.By.ActsAs);
        step.ChangeTask(task with
        {
            State = HumanTaskState.Completed,
            Assignee = command.By.ActsAs,
            ClosedAt = step.Context.Now,
            ClosedBy = command.By,
            Outcome = HumanTask.SentBack,
            Comment = command.Comment,
        });
        var again = new Again(to.PersonId, to.Round is null ? to.TaskId : null);
        if (command.Mode == SendBackMode.Straight)
        {
            GoingBack.Straight(step, to, again, execution, back);
        }
        else
        {
            GoingBack.WalkAgain(step, to, again, WithdrawalReasons.SentBack);
        }
    }

    /// <summary>How the step begins when the flow comes straight back: a round goes on where it was, a task returns to its holder.</summary>
    private static Again Returning(HumanTask task, Execution execution, Actor by) =>
        ApprovalRound.Read(execution.State) is { } round ? new Again(Round: round.Paused()) : new Again(by.ActsAs);

    /// <summary>A decision inside a round that is still open; <see langword="null"/> when the task is no such decision.</summary>
    private static (Refusal? Refusal, bool IsSeat)? TakeBackSeat(Step step, TakeBack command)
    {
        foreach (var execution in step.Live.Where(e => e.Node.Kind is Activities.ApprovalActivity))
        {
            if (ApprovalRound.Read(execution.State) is not { } round || round.Of(command.TaskId) is not { IsDecided: true } seat)
            {
                continue;
            }

            var following = round.Seats.Where(s => s.After.Contains(seat.Number)).ToArray();
            var broken = TaskRules.FirstBroken(
                () => ReturnRules.OnlyWhoDidItMayTakeItBack(seat.ByMachine ? null : seat.DecidedBy, command.By),
                () => ReturnRules.NobodyFollows(step, following));
            if (broken is null)
            {
                step.Events.Add(new TaskTakenBack(command.TaskId, command.By));
                foreach (var next in following.Where(s => s.State == SeatState.Asked))
                {
                    step.Withdraw(step.Tasks.First(t => t.Id == next.TaskId), WithdrawalReasons.TakenBack);
                    round = round.With(next with { State = SeatState.Waiting, TaskId = null });
                }

                ApprovalRun.Continue(step, execution, round.With(Undecided(seat)));
            }

            return (broken, true);
        }

        return null;
    }

    private static Again Undone(DoneStep done) => done.Round is { } round
        ? new Again(Round: round.With(Undecided(round.Of(done.TaskId!.Value)!)).Paused())
        : new Again(done.PersonId, done.TaskId);

    /// <summary>The seat as it is asked again: of who decided, when the task had been handed over, because the other may sit elsewhere by now.</summary>
    private static ApprovalSeat Undecided(ApprovalSeat seat) =>
        seat with { Approver = seat.Approver.PersonId is null ? seat.Approver : seat.Approver with { PersonId = seat.DecidedBy }, State = SeatState.Waiting, TaskId = null, DecidedBy = null, DecidedAt = null, Comment = null };
}
