using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Approvals;

/// <summary>Moves one round of an approval: seats people, asks those whose turn it is, and ends as soon as the verdict is certain.</summary>
internal static class ApprovalRun
{
    public static void Begin(ActivityContext context)
    {
        if (context.TakeAgain()?.Round is { } round)
        {
            Advance(context, round);
            return;
        }

        var spec = ApprovalSpec.Of(context.Node);
        var barred = Barred(context, spec);
        var seats = Seats(context, spec, barred);
        var begun = Carry(context, spec, new ApprovalRound(spec.Rule, barred, seats));
        if (seats.IsEmpty)
        {
            Conclude(context, begun, ApprovalVerdict.Approved, null);
            return;
        }

        if (begun.Verdict == ApprovalVerdict.Rejected)
        {
            throw new ActivityFaultException($"票签要求的权重 {spec.Rule.Weight} 超过全部审批人的权重之和 {begun.Weigh(_ => true)} / the vote needs a weight of {spec.Rule.Weight}, but all approvers together have {begun.Weigh(_ => true)}");
        }

        Advance(context, begun);
    }

    /// <summary>An approver's task was completed.</summary>
    public static void Decide(ActivityContext context, Guid taskId, JsonObject completion)
    {
        var round = ApprovalRound.Read(context.Execution.State)!;
        var seat = round.Of(taskId)!;
        var person = JsonRead.Text(completion["person"]);
        context.Execution.ChangeState()["result"] = Json.Own(completion["result"]);
        Advance(context, round.With(seat with
        {
            State = JsonRead.Text(completion, "outcome") == ApprovalSpec.Rejected ? SeatState.Rejected : SeatState.Approved,
            DecidedBy = person ?? seat.Approver.PersonId,
            ByMachine = person is null,
            DecidedAt = context.Step.Context.Now,
            Comment = JsonRead.Text(completion["comment"]),
        }), taskId);
    }

    /// <summary>Goes on with a round that a command has changed; what it cannot do becomes an incident.</summary>
    public static void Continue(Step step, Execution execution, ApprovalRound round) =>
        step.Guarded(execution, () => Advance(new ActivityContext(step, execution), round));

    /// <summary>Goes on with a round that has changed.</summary>
    public static void Advance(ActivityContext context, ApprovalRound round, Guid? decidingTask = null)
    {
        round = Collapse(context, round);
        while (round.Verdict is null && round.Ready().FirstOrDefault() is { } next)
        {
            Save(context, round);
            round = round.With(next with { State = SeatState.Asked, TaskId = Ask(context, round, next) });
        }

        Save(context, round);
        if (round.Verdict is { } verdict)
        {
            Conclude(context, round, verdict, decidingTask);
        }
        else
        {
            Reseat(context.Step, round);
        }
    }

    /// <summary>Keeps seats of roles from those who have a voice of their own, or hold another seat's task at present.</summary>
    public static void Reseat(Step step, ApprovalRound round)
    {
        var open = step.Tasks.Where(t => round.Of(t.Id) is { State: SeatState.Asked }).ToArray();
        var taken = round.Taken();
        foreach (var task in open.Where(t => !t.Candidates.IsEmpty))
        {
            var holders = open.Where(t => t.Id != task.Id).Select(Holder).OfType<string>();
            ImmutableArray<string> excluded = [.. taken.Concat(holders).Distinct().Order(StringComparer.Ordinal)];
            var isLost = Holder(task) is { } holder && taken.Contains(holder);
            if (isLost || !excluded.SequenceEqual(task.Excluded))
            {
                step.ChangeTask(task with { Excluded = excluded, Assignee = isLost ? null : task.Assignee, Delegator = isLost ? null : task.Delegator, State = isLost ? HumanTaskState.Created : task.State });
            }
        }
    }

    /// <summary>Who will decide: the one who has the task, or who has only asked another for an opinion.</summary>
    private static string? Holder(HumanTask task) => task.Delegator ?? task.Assignee;

    public static void Save(ActivityContext context, ApprovalRound round) => context.Execution.ChangeState()[ApprovalRound.StateKey] = round.ToJson();

    private static ImmutableArray<string> Barred(ActivityContext context, ApprovalSpec spec)
    {
        var requester = context.Node.Input("requester") is { } expression ? Conversion.Text(context.Evaluate(expression)) : context.Step.Before.StartedBy?.Id;
        var own = spec.MayApproveOwn || string.IsNullOrEmpty(requester) ? null : requester;
        return [.. TaskCreation.Excluded(context).Append(own).OfType<string>().Distinct()];
    }

    /// <summary>The seats, or those of the fallback; none only where the definition approves in that case.</summary>
    private static ImmutableArray<ApprovalSeat> Seats(ActivityContext context, ApprovalSpec spec, ImmutableArray<string> barred)
    {
        var ruledOut = barred.ToHashSet(StringComparer.Ordinal);
        var seats = ApprovalSeats.Resolve(context, spec, spec.Approvers, ruledOut);
        if (seats.IsEmpty && spec.OnEmpty == EmptyPolicy.Fallback)
        {
            seats = ApprovalSeats.Resolve(context, spec, spec.Fallback, ruledOut);
        }

        return !seats.IsEmpty || spec.OnEmpty == EmptyPolicy.Approve
            ? seats
            : throw new ActivityFaultException("没有审批人：请补充人员或岗位后重试 / nobody is left to approve: fill the roles that are asked, then retry");
    }

    /// <summary>Who approved the step just before is not asked again where the definition says so.</summary>
    private static ApprovalRound Carry(ActivityContext context, ApprovalSpec spec, ApprovalRound round)
    {
        if (spec.Repeat == RepeatPolicy.Ask)
        {
            return round;
        }

        foreach (var seat in round.Seats.Where(s => s.Approver.PersonId is { } person && context.Step.LastApprovers.Contains(person)))
        {
            round = round.With(seat with { State = SeatState.Approved, DecidedBy = seat.Approver.PersonId, ByMachine = true, DecidedAt = context.Step.Context.Now });
            context.Step.Events.Add(new ApprovalCarried(context.Node.Id, seat.Number, seat.Approver.PersonId!));
        }

        return round;
    }

    /// <summary>A seat of a role that only people who have spoken already could fill is their seat twice: it leaves the round.</summary>
    private static ApprovalRound Collapse(ActivityContext context, ApprovalRound round)
    {
        var taken = round.Taken();
        foreach (var seat in round.Seats.Where(s => s.IsPending && ApprovalSeats.IsSpent(context.Step, s.Approver, taken)).ToArray())
        {
            var task = context.Step.Tasks.FirstOrDefault(t => t.Id == seat.TaskId);
            if (round.Live.Count() == 1 || (task is not null && Holder(task) is { } holder && !taken.Contains(holder)))
            {
                continue;
            }

            round = round.With(seat with { State = SeatState.Removed });
            context.Step.Events.Add(new SignerRemoved(context.Node.Id, seat.Number, seat.Approver, Actor.System("approval"), null));
            if (task is not null)
            {
                context.Step.Withdraw(task, WithdrawalReasons.Removed);
            }
        }

        return round;
    }

    private static Guid Ask(ActivityContext context, ApprovalRound round, ApprovalSeat seat)
    {
        var person = seat.Approver.PersonId;
        ImmutableArray<string> excluded = person is not null ? round.Barred : [.. round.Taken().Order(StringComparer.Ordinal)];
        return TaskCreation.Post(context, ApprovalSpec.Of(context.Node).Task, new TaskFor(person, person is null ? [seat.Approver] : [], excluded, seat.Number));
    }

    private static void Conclude(ActivityContext context, ApprovalRound round, ApprovalVerdict verdict, Guid? decidingTask)
    {
        var step = context.Step;
        var byMachine = !round.Live.Any(s => s.IsDecided && !s.ByMachine);
        step.Events.Add(new ApprovalDecided(
            context.Node.Id,
            ApprovalSpec.Of(context.Node).Task.Title,
            verdict,
            round.Weigh(s => s.State == SeatState.Approved),
            round.Weigh(s => s.State == SeatState.Rejected),
            round.Weigh(_ => true),
            byMachine));
        step.LastApprovers = verdict == ApprovalVerdict.Approved ? [.. round.Live.Where(s => s.State == SeatState.Approved).Select(s => s.DecidedBy).OfType<string>()] : [];
        step.NoteDone(context.Execution, decidingTask, decidingTask is { } task && round.Of(task) is { ByMachine: false } seat ? seat.DecidedBy : null, round);
        Output(context, round, verdict);
        step.DropBookmarks(context.Execution, WithdrawalReasons.Decided);
        context.Complete(verdict.ToString());
    }

    private static void Output(ActivityContext context, ApprovalRound round, ApprovalVerdict verdict)
    {
        var decided = round.Live.Where(s => s.IsDecided).OrderBy(s => s.DecidedAt).ThenBy(s => s.Number).ToArray();
        context.Output("outcome", verdict.ToString());
        context.Output("result", context.Execution.State?["result"]?.DeepClone());
        context.Output("comment", decided.LastOrDefault()?.Comment);
        context.Output("decisions", new JsonArray([.. decided.Select(s => new JsonObject
        {
            ["by"] = s.DecidedBy,
            ["outcome"] = s.State.ToString(),
            ["comment"] = s.Comment,
            ["weight"] = s.Weight,
            ["byMachine"] = s.ByMachine,
        })]));
    }
}
