namespace Workflows.Core.Flow.Activities;

/// <summary>Runs the one activity it holds.</summary>
internal sealed class FlowNodeActivity : ActivityKind
{
    public override void Execute(ActivityContext context) => context.Schedule(context.Node.Slot("body"));
}
