using Workflows.Core.Checks;
using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Leaves by True or False.</summary>
internal sealed class FlowDecisionActivity : ActivityKind
{
    private static readonly IReadOnlyList<string> TrueFalse = ["True", "False"];

    public override IReadOnlyList<string> Ports(ActivityNode node) => TrueFalse;

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        if (node.Input("condition") is null && JsonRead.Member(node.Json, "condition") is null)
        {
            checks.Warning("condition.missing", new LocalizedText("没有设置条件，永远走“否”", "It has no condition, so it always goes by No"));
        }
    }

    public override void Execute(ActivityContext context) => context.Complete(context.Boolean("condition") ? "True" : "False");
}
