using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Leaves by all its branches at once.</summary>
internal sealed class FlowForkActivity : ActivityKind
{
    /// <summary>Branches that are written down are known; computed ones are not.</summary>
    public override IReadOnlyList<string>? Ports(ActivityNode node) =>
        node.Input("branches") is { Kind: not (ExpressionKind.Literal or ExpressionKind.Json) } ? null : Named(node.Input("branches")?.Value ?? JsonRead.Member(node.Json, "branches"));

    public override void Execute(ActivityContext context) => context.Complete(Named(context.Value("branches")));

    private static string[] Named(JsonNode? branches)
    {
        string[] names = [.. Conversion.Items(branches).Select(b => Conversion.Text(b) ?? "").Where(b => b.Length > 0)];
        return names.Length > 0 ? names : [.. Done];
    }
}
