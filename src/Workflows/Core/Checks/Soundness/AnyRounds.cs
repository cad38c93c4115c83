using Workflows.Core.Flow;

namespace Workflows.Core.Checks.Soundness;

/// <summary>Stands in for a loop that counts: runs its body any number of times.</summary>
internal sealed class AnyRounds : ActivityKind
{
    public override bool IsLoop => true;

    public override void Execute(ActivityContext context)
    {
        if (context.Node.Slot("body") is { } body && context.Step.Context.Explorer!.Choose(context, 2) == 0)
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => Execute(context);
}
