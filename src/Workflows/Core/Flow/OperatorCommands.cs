using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <summary>What operators do to an instance by hand.</summary>
internal static class OperatorCommands
{
    public static Refusal? Skip(Step step, SkipActivity command)
    {
        var execution = step.Find(command.ActivityInstanceId);
        var outcome = command.Outcome ?? (execution?.Node.Kind?.Ports(execution.Node) is [var first, ..] ? first : Outcomes.Done[0]);
        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => OperatorRules.ItWaitsOrHasFailed(step, execution),
            () => OperatorRules.ThePortExists(execution!.Node, outcome));
        if (broken is null)
        {
            step.Events.Add(new ActivitySkipped(execution!.Node.Id, outcome, command.By, command.Reason));
            step.Complete(execution, [outcome]);
        }

        return broken;
    }

    public static Refusal? Move(Step step, MoveToken command)
    {
        var execution = step.Find(command.ActivityInstanceId);
        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => OperatorRules.ItWaitsOrHasFailed(step, execution),
            () => OperatorRules.TheTargetIsBesideIt(execution!, command.ToActivityId));
        if (broken is null)
        {
            var flowchart = execution!.Parent!;
            step.Events.Add(new TokenMoved(execution.Node.Id, command.ToActivityId, command.By, command.Reason));
            step.Schedule(flowchart.Node.Flowchart.Activities.First(a => a.Id == command.ToActivityId), flowchart, null);
            step.Cancel(execution, tellParent: true, command.Reason);
        }

        return broken;
    }

    public static Refusal? Edit(Step step, EditVariable command)
    {
        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => OperatorRules.ItIsDeclared(step.Definition, command.Name));
        if (broken is not null)
        {
            return broken;
        }

        var before = step.Variables[command.Name]?.DeepClone();
        try
        {
            step.Events.Add(new VariableEdited(command.Name, before, command.By, command.Reason));
            step.SetVariable(null, command.Name, command.Value?.DeepClone());
            return null;
        }
        catch (ActivityFaultException e)
        {
            return OperatorRules.TheValueFits(command.Name, e);
        }
    }

    public static Refusal? Pause(Step step, PauseInstance command)
    {
        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => InstanceRules.ItStillRuns(step.Before),
            () => OperatorRules.SomethingWaits(step.Before),
            () => OperatorRules.ItIsNotPaused(step.Pause));
        if (broken is null)
        {
            var rungs = step.Timers.Where(t => t.TaskId is not null).ToArray();
            step.Pause = new PauseNote(step.Context.Now, command.By.Name, command.Reason, [.. rungs]);
            step.Events.Add(new InstancePaused(command.By, command.Reason));
            foreach (var rung in rungs)
            {
                step.EndTimer(rung, fired: false);
            }
        }

        return broken;
    }

    public static Refusal? Continue(Step step, ContinueInstance command)
    {
        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => OperatorRules.ItIsPaused(step.Pause));
        if (broken is null)
        {
            var pause = step.Pause!;
            step.Pause = null;
            step.Events.Add(new InstanceContinued(command.By, command.Reason));
            foreach (var task in step.Tasks.ToArray())
            {
                GiveBackTime(step, task, pause);
            }
        }

        return broken;
    }

    /// <summary>The working time that was left when the pause began is left again, for the task and for every rung; a task that came during the pause has all its time.</summary>
    private static void GiveBackTime(Step step, HumanTask task, PauseNote pause)
    {
        if (task.Stop is not null)
        {
            return; // it stood still before, and gets all that back when it goes on
        }

        var since = task.CreatedAt > pause.At ? task.CreatedAt : pause.At;
        DueCommands.GiveBack(step, task, since, DueReasons.Paused);
        foreach (var rung in pause.Rungs.Where(r => r.TaskId == task.Id))
        {
            step.StartRung(task.Id, DueCommands.Later(step, task, rung.DueAt, since), rung.Purpose);
        }
    }
}
