using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>An activity of Elsa's that this engine knows and does not run, with what to use instead.</summary>
internal sealed class RefusedActivity(LocalizedText reason) : ActivityKind
{
    public override IReadOnlyList<string>? Ports(ActivityNode node) => null;

    public override void Execute(ActivityContext context) => throw new ActivityFaultException($"{reason.Zh} / {reason.En}");

    public override void Check(ActivityNode node, ActivityChecks checks) => checks.Error("activity.refused", reason);
}
