using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>The cases of <c>Elsa.Switch</c> and <c>Elsa.FlowSwitch</c>.</summary>
internal static class SwitchCases
{
    /// <summary>A case may have its condition plain (<c>{ "type", "value" }</c>) or wrapped; where it is missing the case never holds.</summary>
    public static IEnumerable<(int Index, string Label, Expression? Condition)> Read(ActivityNode node) =>
        JsonRead.Objects(node.Json["cases"]).Select((c, i) => (i, JsonRead.Text(c, "label") ?? "", c["condition"] is { } condition ? Expression.ReadLoose(condition) : null));

    /// <summary>Reports conditions that are wrong or missing, and cases of the same name.</summary>
    public static void Check(ActivityNode node, ActivityChecks checks)
    {
        foreach (var (_, label, condition) in Read(node))
        {
            if (condition is null)
            {
                checks.Warning("condition.missing", new LocalizedText($"“{label}”没有条件，永远不会走这条路", $"'{label}' has no condition, so it is never taken"));
            }
            else
            {
                checks.Expression(condition);
            }
        }

        foreach (var twice in Read(node).GroupBy(c => c.Label).Where(g => g.Count() > 1))
        {
            checks.Error("name.twice", new LocalizedText($"有两条路都叫“{twice.Key}”", $"Two ways are called '{twice.Key}'"));
        }
    }

    /// <summary>Whether every case that holds counts, not only the first.</summary>
    public static bool MatchesAny(ActivityContext context) => (context.Text("mode") ?? "MatchFirst") is "MatchAny" or "1";
}
