using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Properties;

/// <summary>Where a role must be held, as a relation that people understand.</summary>
/// <param name="Script">The expression; empty = anywhere.</param>
/// <param name="Label">The relation.</param>
public sealed record UnitChoice(string Script, LocalizedText Label)
{
    private const int MostNamed = 3;

    private static readonly UnitChoice[] Standard =
    [
        new("", new("任何单位", "anywhere")),
        new("starter.unit", new("发起人所在单位", "the starter's own unit")),
        new("org.county(starter.unit)", new("发起人的县公司", "the starter's county")),
        new("org.prefecture(starter.unit)", new("发起人的市公司", "the starter's prefecture")),
        new("org.parent(starter.unit)", new("发起人的上级单位", "the unit above the starter's")),
    ];

    /// <summary>The relations that always make sense, and those that other steps of the flow use: "the same unit as …".</summary>
    public static IReadOnlyList<UnitChoice> For(FlowDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var used =
            from step in document.Reading.Activities
            where StepTemplate.HasTitle(step.Type)
            from who in JsonRead.Objects(step.Json["candidates"]).Concat(JsonRead.Objects(step.Json["approvers"]))
            let script = ScriptOf(who["unit"])
            where script.Length > 0
            group step.Title by script into steps
            select new UnitChoice(steps.Key, SameAs([.. steps.Distinct()]));
        return [.. Standard.Concat(used).DistinctBy(c => c.Script)];
    }

    private static LocalizedText SameAs(IReadOnlyList<LocalizedText> steps) => new(
        $"与{string.Concat(steps.Take(MostNamed).Select(s => $"“{s.Zh}”"))}{(steps.Count > MostNamed ? "等" : "")}相同的单位",
        $"the same unit as {string.Join(", ", steps.Take(MostNamed).Select(s => $"“{s.En}”"))}{(steps.Count > MostNamed ? " …" : "")}");

    /// <summary>The expression of a unit in a file; a unit that is named by its code is an expression too.</summary>
    public static string ScriptOf(JsonNode? unit) => unit switch
    {
        JsonObject expression when (expression["expression"] as JsonObject ?? expression) is var inner => JsonRead.Text(inner, "type") == "JavaScript"
            ? JsonRead.Text(inner, "value") ?? ""
            : Condition.Quoted(JsonRead.Text(inner, "value") ?? ""),
        _ => JsonRead.Text(unit) is { Length: > 0 } code ? Condition.Quoted(code) : "",
    };

    /// <summary>Sets the unit of somebody whom a role names; without one it is anywhere.</summary>
    public static void Put(JsonObject who, string script)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(script);
        who.Remove("unit");
        if (script.Length > 0)
        {
            who["unit"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script };
        }
    }
}
