using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Leaves by all its branches at once.</summary>
internal sealed class FlowForkActivity : ActivityKind
{
    public override IReadOnlyList<string>? Ports(ActivityNode node) => null;

    public override void Execute(ActivityContext context)
    {
        string[] branches = [.. Conversion.Items(context.Value("branches")).Select(b => Conversion.Text(b) ?? "").Where(b => b.Length > 0)];
        context.Complete(branches.Length > 0 ? branches : Done);
    }
}
