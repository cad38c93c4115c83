using System.Collections.Immutable;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Instances;
using Workflows.Core.Time;

namespace Workflows.Core.Flow.Tasks;

/// <summary>The escalation ladder of a task: laid along its due time, climbed rung by rung when it is not done.</summary>
internal static class TaskLadder
{
    /// <summary>One timer per rung. A rung before the due time whose moment has passed already is left out: there was no time to remind in.</summary>
    public static void Lay(Step step, HumanTask task, UserTaskSpec spec)
    {
        foreach (var (rung, moment) in Moments(step, task, spec))
        {
            if (moment > step.Context.Now || moment >= task.DueAt)
            {
                step.StartRung(task.Id, moment, rung.Name);
            }
        }
    }

    /// <summary>Lays the ladder along a due time that has moved. What is still to come is climbed then, what was climbed already is climbed again where its moment lies ahead.</summary>
    public static void LayAgain(Step step, HumanTask task)
    {
        var pending = step.TakeRungs(task.Id).Select(r => r.Purpose).ToHashSet(StringComparer.Ordinal);
        foreach (var (rung, moment) in Moments(step, task, UserTaskSpec.Of(step.ExecutionOf(task).Node)))
        {
            if (moment > step.Context.Now || pending.Contains(rung.Name))
            {
                step.StartRung(task.Id, moment, rung.Name);
            }
        }
    }

    /// <summary>A rung's timer fired: the task may go to others, its people are told as the organisation is now, and the machine may decide.</summary>
    public static void Climb(Step step, InstanceTimer timer)
    {
        var task = step.Tasks.First(t => t.Id == timer.TaskId);
        var execution = step.ExecutionOf(task);
        if (UserTaskSpec.Of(execution.Node).Ladder.FirstOrDefault(r => r.Name == timer.Purpose) is not { } rung)
        {
            return;
        }

        task = task with { EscalationLevel = task.EscalationLevel + 1 };
        step.ChangeTask(task);
        task = Reassign(step, execution, rung, task);
        Tell(step, execution, rung, task);
        if (rung.Decide is { } outcome && task.Outcomes.Any(o => o.Name == outcome))
        {
            TaskCommands.Decide(step, task, outcome);
        }
    }

    private static IEnumerable<(RungSpec Rung, DateTimeOffset Moment)> Moments(Step step, HumanTask task, UserTaskSpec spec)
    {
        if (task.DueAt is not { } due)
        {
            yield break;
        }

        var calendar = step.Context.CalendarOf(TaskUnit.Of(step, task));
        foreach (var rung in spec.Ladder)
        {
            yield return WorkSpan.TryParse(rung.At, out var at)
                ? (rung, at.From(due, calendar))
                : throw new ActivityFaultException($"督办阶梯“{rung.Name}”的时间“{rung.At}”无效 / the time '{rung.At}' of the rung '{rung.Name}' is not valid");
        }
    }

    /// <summary>Gives the task to others where the rung says so. It stays where it is when nobody could take it there: a task that nobody has is worse than a late one.</summary>
    private static HumanTask Reassign(Step step, Execution execution, RungSpec rung, HumanTask task)
    {
        ImmutableArray<Candidate> to = [.. Recipients(step, execution, rung.Reassign, task).Select(r => Taker(step, r)).OfType<Candidate>().Where(c => CanTake(step, task, c))];
        if (to.IsEmpty)
        {
            return task;
        }

        step.Events.Add(new TaskReassigned(task.Id, task.Assignee, to, rung.Name));
        step.ChangeTask(task with { State = HumanTaskState.Created, Assignee = null, Delegator = null, Candidates = to });
        TaskCommands.Reseat(step, task);
        return step.Tasks.First(t => t.Id == task.Id);
    }

    /// <summary>Who takes a task that goes to a receiver: those in office when it is taken.</summary>
    private static Candidate? Taker(Step step, Recipient recipient) => recipient.Kind switch
    {
        RecipientKind.Person => new Candidate(recipient.Value, null, null),
        RecipientKind.Role => new Candidate(null, recipient.Value, recipient.Unit),
        RecipientKind.Superior when step.Context.Organisation.Superior(recipient.Unit, recipient.Levels) is { } above => new Candidate(null, above.Role, above.Unit.Code),
        _ => null,
    };

    private static bool CanTake(Step step, HumanTask task, Candidate candidate)
    {
        var organisation = step.Context.Organisation;
        var people = candidate.PersonId is { } person ? organisation.Person(person) is { } known ? [known] : [] : organisation.Holding(candidate.Role!, candidate.Unit);
        return people.Any(p => !task.Excluded.Contains(p.PersonId) && p.PersonId != task.Assignee && SignerRules.NobodySitsTwice(step, task, p.PersonId) is null);
    }

    private static void Tell(Step step, Execution execution, RungSpec rung, HumanTask task)
    {
        var to = Recipients(step, execution, rung.To, task);
        step.Events.Add(new TaskEscalated(task.Id, task.EscalationLevel, rung.Name, to));
        if (rung.Template is { } template && to.Length > 0)
        {
            var model = TaskMails.Model(step, task);
            model["rung"] = rung.Name;
            model["level"] = task.EscalationLevel;
            step.Effects.Add(new SendMail(step.NewId(), template, [.. to], model, task.Id) { Urgent = rung.Urgent });
        }
    }

    /// <summary>A receiver that cannot be worked out is no reason to fail a task that somebody is working on: its owner takes their place.</summary>
    private static Recipient[] Recipients(Step step, Execution execution, ImmutableArray<RecipientSpec> specs, HumanTask task)
    {
        try
        {
            return [.. RecipientSpec.Resolve(specs, new ActivityContext(step, execution).Evaluate, task, step.Before.Header.Unit)];
        }
        catch (ActivityFaultException)
        {
            return [.. RecipientSpec.Owners(task)];
        }
    }
}
