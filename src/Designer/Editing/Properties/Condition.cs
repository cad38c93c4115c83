using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Designer.Editing.Properties;

/// <summary>
/// A condition as a person builds it: comparisons that all hold, or of which one holds, and groups of such inside. It writes an expression; what it was
/// built of stands beside the expression, and counts only while the expression is still the one that it writes.
/// </summary>
/// <param name="IsAll">Whether every part must hold; otherwise one is enough.</param>
/// <param name="Clauses">The comparisons.</param>
/// <param name="Groups">Conditions inside.</param>
public sealed record Condition(bool IsAll, ImmutableArray<ConditionClause> Clauses, ImmutableArray<Condition> Groups)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A condition without parts: it always holds.</summary>
    public static Condition Empty { get; } = new(true, [], []);

    /// <summary>Reads what <see cref="ToJson"/> wrote; <see langword="null"/> when nothing was built.</summary>
    public static Condition? Read(JsonNode? json) => json is not JsonObject built
        ? null
        : new Condition(
            JsonRead.Text(built, "match") != "any",
            [.. JsonRead.Objects(built["clauses"]).Select(ConditionClause.Read).OfType<ConditionClause>()],
            [.. JsonRead.Objects(built["groups"]).Select(Read).OfType<Condition>()]);

    /// <summary>What it is built of.</summary>
    public JsonObject ToJson() => new()
    {
        ["match"] = IsAll ? "all" : "any",
        ["clauses"] = new JsonArray([.. Clauses.Select(c => (JsonNode)c.ToJson())]),
        ["groups"] = new JsonArray([.. Groups.Select(g => (JsonNode)g.ToJson())]),
    };

    /// <summary>The expression: JavaScript that is true or false.</summary>
    public string ToScript()
    {
        string[] parts = [.. Clauses.Select(c => c.ToScript()), .. Groups.Select(g => $"({g.ToScript()})")];
        return parts.Length == 0 ? "true" : string.Join(IsAll ? " && " : " || ", parts);
    }

    /// <summary>A text as JavaScript writes it.</summary>
    internal static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}

/// <summary>A comparison: a field, an operator, a value.</summary>
/// <param name="Field">The field's key.</param>
/// <param name="Script">How an expression reads the field.</param>
/// <param name="Kind">What kind of field it is.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what; empty where the operator needs nothing.</param>
public sealed record ConditionClause(string Field, string Script, FlowFieldKind Kind, ConditionOperator Operator, string Value)
{
    /// <summary>The operators that make sense for a kind of field.</summary>
    public static IReadOnlyList<ConditionOperator> OperatorsOf(FlowFieldKind kind) => kind switch
    {
        FlowFieldKind.Number => [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.Above, ConditionOperator.AtLeast, ConditionOperator.Below, ConditionOperator.AtMost, ConditionOperator.IsEmpty],
        FlowFieldKind.YesNo => [ConditionOperator.Is, ConditionOperator.IsEmpty],
        FlowFieldKind.List => [ConditionOperator.Contains, ConditionOperator.IsEmpty],
        FlowFieldKind.Choice => [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.IsEmpty],
        _ => [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.Contains, ConditionOperator.IsEmpty],
    };

    internal static ConditionClause? Read(JsonObject json) =>
        JsonRead.Text(json, "field") is { } field && JsonRead.Text(json, "script") is { } script
        && Enum.TryParse<FlowFieldKind>(JsonRead.Text(json, "kind"), out var kind) && Enum.TryParse<ConditionOperator>(JsonRead.Text(json, "is"), out var @operator)
            ? new ConditionClause(field, script, kind, @operator, JsonRead.Text(json, "value") ?? "")
            : null;

    internal JsonObject ToJson() => new() { ["field"] = Field, ["script"] = Script, ["kind"] = Kind.ToString(), ["is"] = Operator.ToString(), ["value"] = Value };

    internal string ToScript() => Operator switch
    {
        ConditionOperator.Is => $"{Script} === {Literal}",
        ConditionOperator.IsNot => $"{Script} !== {Literal}",
        ConditionOperator.Above => $"{Script} > {Literal}",
        ConditionOperator.AtLeast => $"{Script} >= {Literal}",
        ConditionOperator.Below => $"{Script} < {Literal}",
        ConditionOperator.AtMost => $"{Script} <= {Literal}",
        ConditionOperator.Contains => $"({Script} || []).includes({Condition.Quoted(Value)})",
        _ when Kind is FlowFieldKind.Number or FlowFieldKind.YesNo => $"{Script} == null",
        _ => $"({Script} ?? '').length === 0",
    };

    private string Literal => Kind switch
    {
        FlowFieldKind.Number => decimal.TryParse(Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : "0",
        FlowFieldKind.YesNo => Value == "true" ? "true" : "false",
        _ => Condition.Quoted(Value),
    };
}

/// <summary>How a field is compared.</summary>
public enum ConditionOperator
{
    /// <summary>The same.</summary>
    Is,

    /// <summary>Not the same.</summary>
    IsNot,

    /// <summary>More.</summary>
    Above,

    /// <summary>As much or more.</summary>
    AtLeast,

    /// <summary>Less.</summary>
    Below,

    /// <summary>As much or less.</summary>
    AtMost,

    /// <summary>Holds a text, or an option.</summary>
    Contains,

    /// <summary>Has no answer.</summary>
    IsEmpty,
}
