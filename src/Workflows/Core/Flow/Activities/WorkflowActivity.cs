namespace Workflows.Core.Flow.Activities;

/// <summary>The workflow itself: runs its root.</summary>
internal sealed class WorkflowActivity : ActivityKind
{
    public override void Execute(ActivityContext context) => context.Schedule(context.Node.Slot("root"));
}
