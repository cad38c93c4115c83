using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>Climbs the escalation ladder of a task that is not done in time.</summary>
internal static class TaskLadder
{
    /// <summary>A rung's timer fired: its people are told, as the organisation is now.</summary>
    public static void Climb(Step step, InstanceTimer timer)
    {
        var task = step.Tasks.First(t => t.Id == timer.TaskId);
        var bookmark = step.Bookmarks.First(b => b.Kind == BookmarkKind.Task && b.Name == task.Id.ToString());
        var execution = step.Find(bookmark.ActivityInstanceId)!;
        var rung = UserTaskSpec.Of(execution.Node).Ladder.FirstOrDefault(r => r.Name == timer.Purpose);
        if (rung is null)
        {
            return;
        }

        var level = task.EscalationLevel + 1;
        var climbed = task with { EscalationLevel = level };
        var to = Receivers(step, execution, rung, climbed);
        step.ChangeTask(climbed);
        step.Events.Add(new TaskEscalated(task.Id, level, rung.Name, to));
        if (rung.Template is { } template && to.Length > 0)
        {
            var model = TaskMails.Model(step, climbed);
            model["rung"] = rung.Name;
            model["level"] = level;
            step.Effects.Add(new SendMail(step.NewId(), template, [.. to], model, task.Id));
        }

        if (rung.Decide is { } outcome && climbed.Outcomes.Any(o => o.Name == outcome))
        {
            TaskCommands.Decide(step, climbed, outcome);
        }
    }

    /// <summary>A receiver that cannot be worked out is no reason to fail a task that somebody is working on: the owner is told instead.</summary>
    private static Recipient[] Receivers(Step step, Execution execution, RungSpec rung, HumanTask task)
    {
        try
        {
            return [.. RecipientSpec.Resolve(rung.To, new ActivityContext(step, execution).Evaluate, task, step.Before.Header.Unit)];
        }
        catch (ActivityFaultException)
        {
            return [.. RecipientSpec.Owners(task)];
        }
    }
}
