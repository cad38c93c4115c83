using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Runs its activities one after the other.</summary>
internal sealed class SequenceActivity : ActivityKind
{
    public override void Execute(ActivityContext context) => Next(context);

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => Next(context);

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
