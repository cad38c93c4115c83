using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Merges branches; the flowchart has done the waiting when this runs.</summary>
internal sealed class FlowJoinActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        if (context.Execution.Parent is { Node.Kind: FlowchartActivity } flowchart && MergeModes.Of(context.Node, context.Evaluate) == MergeMode.Race)
        {
            new FlowchartRun(new ActivityContext(context.Step, flowchart)).CancelBranchesInto(context.Node);
        }

        context.Complete();
    }

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        if (node.Input("mode") is { Kind: ExpressionKind.Literal } mode)
        {
            checks.OneOf("mode", Conversion.Text(mode.Value), MergeModes.OfJoins);
        }
    }
}
