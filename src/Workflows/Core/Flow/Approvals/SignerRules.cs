using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Approvals;

/// <summary>The policy of who may join and leave a round.</summary>
internal static class SignerRules
{
    public static Refusal? ItIsAnApproval(HumanTask task) =>
        task.Seat is null ? Refusals.Of("task.no-approval", "只有审批任务可以加签", "Signers can be added to approvals only") : null;

    /// <summary>A person has one voice in a round: who has a seat, has decided, or holds a seat's task gets no other.</summary>
    public static Refusal? NobodySitsTwice(Step step, HumanTask task, string personId)
    {
        if (task.Seat is not { } number)
        {
            return null;
        }

        var round = ApprovalRound.Read(step.ExecutionOf(task).State)!;
        return round.Seats[number - 1].Approver.PersonId == personId ? null : HasNoVoiceYet(step, round, personId);
    }

    public static Refusal? HasNoVoiceYet(Step step, ApprovalRound round, string personId)
    {
        if (round.Barred.Contains(personId))
        {
            return Refusals.Of("task.excluded", $"{Refusals.Person(personId)} 是申请人或按规定须回避，不能审批", $"{Refusals.Person(personId)} asked for this, or is ruled out, and may not approve it");
        }

        var holds = step.Tasks.Any(t => round.Of(t.Id) is { State: SeatState.Asked } && (t.Delegator ?? t.Assignee) == personId);
        return holds || round.Taken().Contains(personId)
            ? Refusals.Of("approval.already-approver", $"{Refusals.Person(personId)} 已是本环节的审批人", $"{Refusals.Person(personId)} is an approver of this step already")
            : null;
    }

    public static Refusal? AfterMeansSomething(ApprovalRound round, SignerPosition position) =>
        round.Rule.Mode == ApprovalMode.Any && position == SignerPosition.After
            ? Refusals.Of("approval.no-after", "或签一人同意即通过，不能后加签，请用并加签", "One approval settles this step, so nobody can come after you; add them beside you")
            : null;

    /// <summary>Who added a signer may take them out again; an administrator may take out anyone.</summary>
    public static Refusal? OnlyWhoAddedThemMayRemove(ApprovalSeat seat, Actor by) =>
        by.Has(Roles.Administrator) || seat.AddedBy == by.PersonId
            ? null
            : Refusals.Of("approval.not-yours", "只能减去您自己加签的人", "You can only take out signers whom you added");

    public static Refusal? ItHasNotDecided(ApprovalSeat seat) =>
        seat.IsPending ? null : Refusals.Of("approval.decided", "此审批人已经决定，不能减签", "This approver has decided already and cannot be taken out");

    public static Refusal? SomebodyRemains(ApprovalRound round) =>
        round.Live.Count() > 1 ? null : Refusals.Of("approval.last-approver", "至少要保留一名审批人", "At least one approver must remain");

    public static Refusal SeatGone() => Refusals.Of("approval.gone", "此环节的审批已经结束，或没有这个审批人", "This approval is over, or has no such approver");
}
