using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <summary>What timers, the host, other instances and operators do with an instance.</summary>
internal static class InstanceCommands
{
    public static Refusal? Fire(Step step, FireTimer command)
    {
        if (step.Timers.FirstOrDefault(t => t.Id == command.TimerId) is not { } timer)
        {
            return InstanceRules.TheTimerExists();
        }

        step.EndTimer(timer, fired: true);
        if (timer.TaskId is not null)
        {
            TaskLadder.Climb(step, timer);
        }
        else
        {
            var bookmark = step.Bookmarks.Single(b => b.Id == timer.BookmarkId);
            step.Resume(step.Find(bookmark.ActivityInstanceId)!, bookmark, null);
        }

        return null;
    }

    public static Refusal? Resume(Step step, ResumeBookmark command)
    {
        if (Waiting(step, command.BookmarkId, out var bookmark) is { } refusal)
        {
            return refusal;
        }

        step.Resume(step.Find(bookmark.ActivityInstanceId)!, bookmark, command.Payload?.DeepClone());
        return null;
    }

    public static Refusal? Fail(Step step, FailBookmark command)
    {
        if (Waiting(step, command.BookmarkId, out var bookmark) is { } refusal)
        {
            return refusal;
        }

        step.Burn(bookmark);
        step.Fault(step.Find(bookmark.ActivityInstanceId)!, command.Message);
        return null;
    }

    public static Refusal? Retry(Step step, RetryIncident command)
    {
        if (step.Incidents.FirstOrDefault(i => i.Id == command.IncidentId) is not { } incident || step.Find(incident.ActivityInstanceId) is not { } execution)
        {
            return InstanceRules.TheIncidentExists();
        }

        step.ResolveIncident(incident, "retried");
        step.Retry(execution);
        return null;
    }

    public static Refusal? Cancel(Step step, WorkflowInstance instance, CancelInstance command)
    {
        var refusal = InstanceRules.ItStillRuns(instance);
        if (refusal is null)
        {
            step.CancelAll(command.Reason);
        }

        return refusal;
    }

    private static Refusal? Waiting(Step step, Guid bookmarkId, out Bookmark bookmark)
    {
        bookmark = step.Bookmarks.FirstOrDefault(b => b.Id == bookmarkId)!;
        return bookmark switch
        {
            null => InstanceRules.TheBookmarkExists(),
            { Kind: BookmarkKind.Task } => InstanceRules.TasksAreCompletedByPeople(),
            _ => null,
        };
    }
}
