using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Tasks;

/// <summary>The policy of going back, one named rule each.</summary>
internal static class ReturnRules
{
    public static Refusal TheStepIsEarlier() =>
        Refusals.Of("sendback.no-such-step", "只能驳回到已经办过的前面环节", "It can only be sent back to a step before this one that is done");

    public static Refusal ItCanComeStraightBack() =>
        Refusals.Of("sendback.not-straight", "此环节在子流程内，不能直接送回，请选择“重新走”", "This step lies inside a nested flow, so it cannot come straight back; have it walked again");

    public static Refusal? AReasonIsGiven(string? comment) =>
        string.IsNullOrWhiteSpace(comment) ? Refusals.Of("task.comment-required", "驳回时必须填写原因", "Give the reason for sending it back") : null;

    public static Refusal ItWasJustDone() =>
        Refusals.Of("takeback.gone-on", "流程已经走远，不能拿回", "The flow has gone on too far to take this back");

    public static Refusal? OnlyWhoDidItMayTakeItBack(string? personId, Actor by) =>
        personId == by.PersonId ? null : Refusals.Of("takeback.not-yours", "只能拿回您自己办理的任务", "You can only take back what you did yourself");

    /// <summary>After the step only tasks wait that nobody has touched, and none has been done.</summary>
    public static Refusal? NobodyHasActedSince(Step step, DoneStep done)
    {
        if (step.Find(done.ContainerId) is not { } flowchart || flowchart.Node.Kind is not Activities.FlowchartActivity)
        {
            return ItWasJustDone();
        }

        // Sent back to this very step: it waits to be done over, and there is nothing to take back.
        if (step.Live.Any(e => e.Parent == flowchart && e.Node.NodeId == done.NodeId))
        {
            return ItWasJustDone();
        }

        var layout = flowchart.Node.Flowchart;
        var region = GoingBack.Region(flowchart, done);
        bool IsInside(Execution? execution)
        {
            for (; execution is not null; execution = execution.Parent)
            {
                if (execution.Parent == flowchart)
                {
                    return region.Contains(layout.PositionOf(execution.Node));
                }
            }

            return false;
        }

        var waiting = step.Bookmarks.Where(b => IsInside(step.Find(b.ActivityInstanceId))).ToArray();
        var later = step.DoneSteps.SkipWhile(d => d != done).Skip(1).Any(d => d.ContainerId == done.ContainerId && region.Contains(layout.PositionOf(step.Definition.FindNode(d.NodeId)!)));
        return !later && waiting.Length > 0 && waiting.All(b => IsUntouched(step, b)) ? null : ItWasJustDone();
    }

    public static Refusal? NobodyFollows(Step step, IEnumerable<ApprovalSeat> following) =>
        following.All(s => s.State is SeatState.Waiting or SeatState.Removed || (s.State == SeatState.Asked && !step.Tasks.First(t => t.Id == s.TaskId).IsTouched)) ? null : ItWasJustDone();

    private static bool IsUntouched(Step step, Bookmark bookmark) =>
        bookmark.Kind == BookmarkKind.Task
        && !step.Tasks.First(t => t.Id.ToString() == bookmark.Name).IsTouched
        && ApprovalRound.Read(step.Find(bookmark.ActivityInstanceId)!.State)?.Live.Any(s => s.IsDecided && !s.ByMachine) != true;
}
