using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>The cases of <c>Elsa.Switch</c> and <c>Elsa.FlowSwitch</c>.</summary>
internal static class SwitchCases
{
    /// <summary>A case may have its condition plain (<c>{ "type", "value" }</c>) or wrapped; where it is missing the case never holds.</summary>
    public static IEnumerable<(int Index, string Label, Expression? Condition)> Read(ActivityNode node) =>
        JsonRead.Objects(node.Json["cases"]).Select((c, i) => (i, JsonRead.Text(c, "label") ?? "", c["condition"] is { } condition ? Expression.ReadLoose(condition) : null));

    /// <summary>Whether every case that holds counts, not only the first.</summary>
    public static bool MatchesAny(ActivityContext context) => (context.Text("mode") ?? "MatchFirst") is "MatchAny" or "1";
}
