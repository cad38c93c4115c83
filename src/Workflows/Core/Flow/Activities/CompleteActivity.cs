using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>
/// Completes the composite it stands in, with outcomes: the nearest flowchart that is not the body of a loop, else the workflow that it belongs to.
/// Loops, sequences and branches on the way there are left.
/// </summary>
internal sealed class CompleteActivity : ActivityKind
{
    public override IReadOnlyList<string> Ports(ActivityNode node) => [];

    public override void Execute(ActivityContext context)
    {
        string[] outcomes = [.. Conversion.Items(context.Value("outcomes")).Select(o => Conversion.Text(o) ?? "").Where(o => o.Length > 0)];
        var composite = context.Execution.Parent!;
        while (composite.Node.Kind is not WorkflowActivity && composite.Parent is { } above && !(composite.Node.Kind is FlowchartActivity && !above.Node.Kind!.IsLoop))
        {
            composite = above;
        }

        context.Step.CompleteQuietly(context.Execution);
        context.Step.Complete(composite, outcomes.Length > 0 ? outcomes : Done);
    }
}
