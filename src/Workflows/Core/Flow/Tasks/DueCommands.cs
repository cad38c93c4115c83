using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>Moves due times: by hand, because the calendar has changed, and after time in which they stood still.</summary>
internal static class DueCommands
{
    public static Refusal? Set(Step step, SetDue command)
    {
        if (TaskCommands.Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => OperatorRules.ItIsNotPaused(step.Pause),
            () => task.Stop is null ? null : TaskRules.ItIsNotDelegated(task),
            () => command.DueAt > step.Context.Now ? null : Refusals.Of("due.past", "新的办理时限应晚于现在", "The new due time must lie in the future"));
        if (broken is null)
        {
            Move(step, task with { DueAt = command.DueAt, DueBasis = null }, new TaskDueMoved(task.Id, task.DueAt, command.DueAt, DueReasons.Operator) { Reason = command.Reason });
        }

        return broken;
    }

    /// <summary>Counts every due time again by the calendars as they are now. What was set by hand, or given as an instant, stays.</summary>
    public static Refusal? Recount(Step step, RecountDue command)
    {
        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => InstanceRules.ItStillRuns(step.Before));
        if (broken is not null)
        {
            return broken;
        }

        foreach (var task in step.Tasks.Where(t => t.DueBasis is not null).ToArray())
        {
            var (basis, from) = (task.DueBasis!, task.DueAt);
            var to = basis.Count(step.Context.CalendarOf(basis.Unit));
            if (to != from)
            {
                Move(step, task with { DueAt = to }, new TaskDueMoved(task.Id, from, to, DueReasons.Calendar) { Basis = basis, Reason = command.Reason });
            }
        }

        return step.Events.Count > 0 ? null : Refusals.Of("due.unchanged", "没有办理时限因此变动", "No due time moves");
    }

    /// <summary>The due time of a task that is delegated stands still, with its ladder, where the definition says so.</summary>
    public static void Stop(Step step, HumanTask task)
    {
        if (task.DueAt is not null && task.Stop is null && UserTaskSpec.Of(step.ExecutionOf(task).Node).StopsWhileDelegated)
        {
            step.ChangeTask(task with { Stop = new TaskStop(step.Context.Now, [.. step.TakeRungs(task.Id)]) });
            step.Events.Add(new TaskStopped(task.Id));
        }
    }

    /// <summary>The due time of a task goes on after it stood still.</summary>
    public static void GoOn(Step step, HumanTask task, TaskStop stop)
    {
        var going = task with { Stop = null };
        step.ChangeTask(going);
        GiveBack(step, going, stop.Since, DueReasons.Delegated);
        foreach (var rung in stop.Rungs)
        {
            step.StartRung(task.Id, Later(step, going, rung.DueAt, stop.Since), rung.Purpose);
        }
    }

    /// <summary>The working time that was left when a task began to stand still is left again.</summary>
    /// <param name="step">The step.</param>
    /// <param name="task">The task.</param>
    /// <param name="since">When it began to stand still, not before the task began.</param>
    /// <param name="why">One of <see cref="DueReasons"/>.</param>
    public static void GiveBack(Step step, HumanTask task, DateTimeOffset since, string why)
    {
        if (task.DueAt is not { } due || due <= since)
        {
            return;
        }

        var moved = Later(step, task, due, since);
        var basis = task.DueBasis is { } counted ? counted with { Pauses = counted.Pauses.Add(new DuePause(since, step.Context.Now)) } : null;
        step.ChangeTask(task with { DueAt = moved, DueBasis = basis });
        step.Events.Add(new TaskDueMoved(task.Id, due, moved, why) { StoodSince = since });
    }

    /// <summary>As much later as the time that was lost.</summary>
    public static DateTimeOffset Later(Step step, HumanTask task, DateTimeOffset instant, DateTimeOffset since) =>
        step.Context.CalendarOf(TaskUnit.Of(step, task)).Postpone(instant, since, step.Context.Now);

    private static void Move(Step step, HumanTask task, TaskDueMoved moved)
    {
        step.ChangeTask(task);
        step.Events.Add(moved);
        TaskLadder.LayAgain(step, task);
    }
}
