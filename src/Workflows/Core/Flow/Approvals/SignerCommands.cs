using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Approvals;

/// <summary>加签 and 减签: signers join a round and leave it.</summary>
internal static class SignerCommands
{
    public static Refusal? Add(Step step, AddSigners command)
    {
        if (TaskCommands.Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        if ((MayAdd(task, command.By) ?? TaskRules.PeopleAreNamed(command.People)) is { } no)
        {
            return no;
        }

        var execution = step.ExecutionOf(task);
        var round = ApprovalRound.Read(execution.State)!;
        string[] people = [.. command.People.Distinct(StringComparer.Ordinal)];
        var broken = SignerRules.AfterMeansSomething(round, command.Position) ?? people.Select(p => SignerRules.HasNoVoiceYet(step, round, p)).FirstOrDefault(r => r is not null);
        if (broken is null)
        {
            step.Events.Add(new SignersAdded(task.ActivityId, task.Id, command.By, people, command.Position, command.Reason));
            step.ChangeTask(task with { IsTouched = true });
            if (command.Position == SignerPosition.Before)
            {
                step.Withdraw(task, WithdrawalReasons.OthersFirst);
            }

            ApprovalRun.Continue(step, execution, round.Add(round.Of(task.Id)!, people, command.Position, command.By.PersonId));
        }

        return broken;
    }

    public static Refusal? Remove(Step step, RemoveSigner command)
    {
        if (step.Bookmarks.FirstOrDefault(b => b.Kind == BookmarkKind.Task && b.ActivityId == command.ActivityId) is not { } bookmark
            || step.Find(bookmark.ActivityInstanceId) is not { } execution
            || ApprovalRound.Read(execution.State) is not { } round
            || round.Seats.FirstOrDefault(s => s.Number == command.Seat && s.State != SeatState.Removed) is not { } seat)
        {
            return SignerRules.SeatGone();
        }

        var broken = MayRemove(round, seat, command.By);
        if (broken is null)
        {
            step.Events.Add(new SignerRemoved(command.ActivityId, seat.Number, seat.Approver, command.By, command.Reason));
            if (step.Tasks.FirstOrDefault(t => t.Id == seat.TaskId) is { } task)
            {
                step.Withdraw(task, WithdrawalReasons.Removed);
            }

            ApprovalRun.Continue(step, execution, round.With(seat with { State = SeatState.Removed }));
        }

        return broken;
    }

    public static Refusal? MayRemove(ApprovalRound round, ApprovalSeat seat, Actor by) => TaskRules.FirstBroken(
        () => SignerRules.OnlyWhoAddedThemMayRemove(seat, by),
        () => SignerRules.ItHasNotDecided(seat),
        () => SignerRules.SomebodyRemains(round));

    public static Refusal? MayAdd(HumanTask task, Actor by) => TaskRules.FirstBroken(
        () => SignerRules.ItIsAnApproval(task),
        () => TaskCommands.MayAct(task, by),
        () => TaskRules.ItIsNotDelegated(task));
}
