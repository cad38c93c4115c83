using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Leaves by the labels of the cases that hold: the first, or all; by Default when none does.</summary>
internal sealed class FlowSwitchActivity : ActivityKind
{
    public override IReadOnlyList<string> Ports(ActivityNode node) => [.. Cases(node).Select(c => c.Label), "Default"];

    public override void Execute(ActivityContext context)
    {
        var labels = Matching(context).ToArray();
        context.Complete(labels.Length > 0 ? labels : ["Default"]);
    }

    public override void Check(ActivityNode node, ActivityChecks checks) => SwitchCases.Check(node, checks);

    private static IEnumerable<string> Matching(ActivityContext context)
    {
        var all = SwitchCases.MatchesAny(context);
        foreach (var (label, condition) in Cases(context.Node))
        {
            if (context.Holds(condition))
            {
                yield return label;
                if (!all)
                {
                    yield break;
                }
            }
        }
    }

    private static (string Label, Expression? Condition)[] Cases(ActivityNode node) =>
        node.Spec(static n => SwitchCases.Read(n).Select(c => (c.Label, c.Condition)).ToArray());
}
