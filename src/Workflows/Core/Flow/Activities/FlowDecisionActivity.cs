using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Leaves by True or False.</summary>
internal sealed class FlowDecisionActivity : ActivityKind
{
    private static readonly IReadOnlyList<string> TrueFalse = ["True", "False"];

    public override IReadOnlyList<string> Ports(ActivityNode node) => TrueFalse;

    public override void Execute(ActivityContext context) => context.Complete(context.Boolean("condition") ? "True" : "False");
}
