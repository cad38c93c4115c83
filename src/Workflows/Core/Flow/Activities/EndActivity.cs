using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Completes the flowchart it stands in, and only that.</summary>
internal sealed class EndActivity : ActivityKind
{
    public override IReadOnlyList<string> Ports(ActivityNode node) => [];

    public override bool IsTerminal => true;

    public override void Execute(ActivityContext context) => context.Complete();
}
