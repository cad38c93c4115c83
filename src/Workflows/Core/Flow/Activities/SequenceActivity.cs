using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Migration;

namespace Workflows.Core.Flow.Activities;

/// <summary>Runs its activities one after the other.</summary>
internal sealed class SequenceActivity : ActivityKind
{
    public override void Execute(ActivityContext context) => Next(context);

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => Next(context);

    /// <summary>Goes on behind the step that it is at, wherever that stands in the new version.</summary>
    public override JsonObject Migrate(StateMove move)
    {
        var state = (JsonObject)move.State.DeepClone();
        if (JsonRead.Int(state, "index") is { } index and > 0 && move.Plan.Target(move.From.Slots[index - 1].Node) is { } current)
        {
            state["index"] = move.To.Slots.Select(s => s.Node).ToList().IndexOf(current) + 1;
        }

        return state;
    }

    private static void Next(ActivityContext context)
    {
        var index = JsonRead.Int(context.Execution.State, "index") ?? 0;
        var slots = context.Node.Slots;
        if (index >= slots.Length)
        {
            context.Complete();
            return;
        }

        context.Execution.ChangeState()["index"] = index + 1;
        context.Schedule(slots[index].Node);
    }
}
