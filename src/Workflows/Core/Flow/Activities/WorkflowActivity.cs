namespace Workflows.Core.Flow.Activities;

/// <summary>The workflow itself, or one that is used as an activity: runs its root.</summary>
internal sealed class WorkflowActivity : ActivityKind
{
    public override void Execute(ActivityContext context) => context.Schedule(context.Node.Slot("root"));

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => context.Complete(outcomes);
}
