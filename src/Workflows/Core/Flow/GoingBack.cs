using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;
using Workflows.Core.Migration;

namespace Workflows.Core.Flow;

/// <summary>Sends tokens of a flowchart back, and remembers in its state what is to happen when they come again.</summary>
/// <remarks>
/// Two notes lie in the flowchart's execution, by activity id: <c>again</c>, how an activity begins the next time, and <c>straight</c>, where the flow
/// goes when an activity completes instead of along its connections.
/// </remarks>
internal static class GoingBack
{
    private const string AgainKey = "again";
    private const string StraightKey = "straight";

    /// <summary>The steps of people that lead to a task and are done: where it can be sent back to, the nearest first.</summary>
    public static ImmutableArray<EarlierStep> Steps(WorkflowDefinition definition, WorkflowInstance instance, HumanTask task)
    {
        if (instance.Bookmarks.FirstOrDefault(b => b.Kind == BookmarkKind.Task && b.Name == task.Id.ToString()) is not { } bookmark)
        {
            return [];
        }

        var executions = instance.Execution.Executions.ToDictionary(e => e.Id);
        var steps = ImmutableArray.CreateBuilder<EarlierStep>();
        for (var child = executions[bookmark.ActivityInstanceId]; child.ParentId is { } parentId; child = executions[parentId])
        {
            var parent = executions[parentId];
            var node = definition.FindNode(parent.NodeId)!;
            if (node.Kind is not FlowchartActivity)
            {
                continue;
            }

            var position = node.Flowchart.PositionOf(definition.FindNode(child.NodeId)!);
            var earlier = FlowchartRun.Graph(node, parent.State).Ancestors(position).Where(p => p != position).ToHashSet();
            steps.AddRange(instance.Execution.DoneSteps
                .Where(d => d.ContainerId == parentId && earlier.Contains(node.Flowchart.PositionOf(definition.FindNode(d.NodeId)!)))
                .Reverse()
                .Select(d => Step(definition.FindNode(d.NodeId)!, d, isNear: child.Id == bookmark.ActivityInstanceId)));
        }

        return steps.ToImmutable();
    }

    /// <summary>Back to an earlier step; every step from there on is walked again.</summary>
    public static void WalkAgain(Step step, DoneStep to, Again again, string reason)
    {
        var flowchart = step.Find(to.ContainerId)!;
        var target = step.Definition.FindNode(to.NodeId)!;
        var position = flowchart.Node.Flowchart.PositionOf(target);
        var region = Region(flowchart, to);
        foreach (var undone in region.Select(p => flowchart.Node.Flowchart.Activities[p].Id).Where(id => (flowchart.State?[StraightKey] as JsonObject)?[id] is not null))
        {
            Forget(flowchart, StraightKey, undone);
        }

        Note(flowchart, target, again);
        step.LastApprovers = [];
        new FlowchartRun(new ActivityContext(step, flowchart)).Rewind(position, region, reason);
    }

    /// <summary>Back to an earlier step, and from there straight to where the flow is now; nothing else is undone.</summary>
    public static void Straight(Step step, DoneStep to, Again again, Execution from, Again back)
    {
        var flowchart = from.Parent!;
        var target = step.Definition.FindNode(to.NodeId)!;
        Note(flowchart, target, again);
        Notes(flowchart, StraightKey)[target.Id] = new JsonObject { ["to"] = from.Node.Id, [AgainKey] = back.ToJson() };
        step.LastApprovers = [];
        step.Cancel(from, tellParent: false, WithdrawalReasons.SentBack);
        step.Schedule(target, flowchart, null);
    }

    /// <summary>Where a completed activity goes straight to; <see langword="null"/> when it follows its connections. An outcome that does not lead there follows its connections too.</summary>
    public static ActivityNode? TakeStraight(ActivityContext context, Execution child, IReadOnlyList<string> outcomes)
    {
        if ((context.Execution.State?[StraightKey] as JsonObject)?[child.Node.Id] is not JsonObject entry)
        {
            return null;
        }

        Forget(context.Execution, StraightKey, child.Node.Id);
        var layout = context.Node.Flowchart;
        var graph = FlowchartRun.Graph(context.Node, context.Execution.State);
        var to = layout.Activities.FirstOrDefault(a => a.Id == JsonRead.Text(entry, "to")); // gone when the instance was moved to a version without it
        var leads = to is not null && graph.Outbound[layout.PositionOf(child.Node)].Any(c => outcomes.Contains(c.Port) && graph.Beyond(c.Target).Contains(layout.PositionOf(to)));
        if (!leads)
        {
            return null;
        }

        Note(context.Execution, to!, Again.Read(entry[AgainKey]!));
        return to;
    }

    public static Again? TakeAgain(Execution execution)
    {
        if ((execution.Parent?.State?[AgainKey] as JsonObject)?[execution.Node.Id] is not { } note)
        {
            return null;
        }

        var again = Again.Read(note);
        Forget(execution.Parent, AgainKey, execution.Node.Id);
        return again;
    }

    /// <summary>The positions that a done step leads forward to, with its own.</summary>
    public static HashSet<int> Region(Execution flowchart, DoneStep step) =>
        FlowchartRun.Graph(flowchart.Node, flowchart.State).Beyond(flowchart.Node.Flowchart.PositionOf(flowchart.Node.Flowchart.Activities.First(a => a.NodeId == step.NodeId)));

    /// <summary>Carries the notes over to another version; a note about an activity that is gone there is dropped.</summary>
    public static void Migrate(JsonObject state, StateMove move)
    {
        foreach (var key in (string[])[AgainKey, StraightKey])
        {
            if (state[key] is JsonObject notes)
            {
                state.Remove(key);
                var kept = notes.Select(n => (Id: NewId(move, n.Key), Note: n.Value!.DeepClone())).Where(n => n.Id is not null && Redirect(move, n.Note)).ToArray();
                if (kept.Length > 0)
                {
                    state[key] = new JsonObject(kept.Select(n => KeyValuePair.Create(n.Id!, (JsonNode?)n.Note)));
                }
            }
        }
    }

    private static string? NewId(StateMove move, string? activityId) =>
        move.From.Flowchart.Activities.FirstOrDefault(a => a.Id == activityId) is { } node ? move.Plan.Target(node)?.Id : null;

    /// <summary>Where a straight way leads to in the new version.</summary>
    /// <returns>Whether it still leads anywhere.</returns>
    private static bool Redirect(StateMove move, JsonNode note)
    {
        if (note is JsonObject straight && JsonRead.Text(straight, "to") is { } to)
        {
            straight["to"] = NewId(move, to);
            return straight["to"] is not null;
        }

        return true;
    }

    private static void Note(Execution flowchart, ActivityNode target, Again again)
    {
        Notes(flowchart, AgainKey)[target.Id] = again.ToJson();
    }

    private static JsonObject Notes(Execution flowchart, string key)
    {
        var state = flowchart.ChangeState();
        if (state[key] is not JsonObject notes)
        {
            state[key] = notes = [];
        }

        return notes;
    }

    private static void Forget(Execution flowchart, string key, string activityId)
    {
        var notes = Notes(flowchart, key);
        notes.Remove(activityId);
        if (notes.Count == 0)
        {
            flowchart.ChangeState().Remove(key);
        }
    }

    private static EarlierStep Step(ActivityNode node, DoneStep done, bool isNear) => new(node.Id, UserTaskSpec.Of(node).Title, done.PersonId, done.At, isNear);
}
