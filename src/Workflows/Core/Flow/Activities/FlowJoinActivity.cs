using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Merges branches; the flowchart has done the waiting when this runs.</summary>
internal sealed class FlowJoinActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        if (context.Execution.Parent is { Node.Kind: FlowchartActivity } flowchart && FlowchartActivity.ModeOf(context.Node, context.Evaluate) == FlowJoinMode.WaitAny)
        {
            new FlowchartRun(new ActivityContext(context.Step, flowchart)).CancelBranchesInto(context.Node);
        }

        context.Complete();
    }

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        if (node.Input("mode") is { Kind: ExpressionKind.Literal } mode)
        {
            checks.OneOf("mode", Conversion.Text(mode.Value), ["WaitAny", "WaitAll", "WaitAllActive"]);
        }
    }

    /// <summary>Without a mode a join waits for any, as Elsa's does.</summary>
    public static FlowJoinMode Parse(string? text) => text switch
    {
        null or "" => FlowJoinMode.WaitAny,
        _ when Enum.TryParse<FlowJoinMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) => mode,
        _ => throw new ActivityFaultException($"未知的汇聚方式“{text}” / unknown join mode '{text}'"),
    };
}
