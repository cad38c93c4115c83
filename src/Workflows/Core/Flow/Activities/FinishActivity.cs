using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Ends the whole workflow, however deep it stands: the queue and everything that waits is dropped.</summary>
internal sealed class FinishActivity : ActivityKind
{
    public override IReadOnlyList<string> Ports(ActivityNode node) => [];

    public override bool IsTerminal => true;

    public override void Execute(ActivityContext context) => context.Step.Finish(context.Execution);
}
