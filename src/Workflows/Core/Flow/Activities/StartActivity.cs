namespace Workflows.Core.Flow.Activities;

/// <summary>Marks where a flowchart begins.</summary>
internal sealed class StartActivity : ActivityKind
{
    public override void Execute(ActivityContext context) => context.Complete();
}
