using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Core.Expressions;

/// <summary>How an expression is written.</summary>
public enum ExpressionKind
{
    /// <summary>A value as it stands.</summary>
    Literal,

    /// <summary>A JSON value, often written as text (<c>Object</c> or <c>Json</c> in a file).</summary>
    Json,

    /// <summary>The value of a variable.</summary>
    Variable,

    /// <summary>The value of an input of the workflow.</summary>
    Input,

    /// <summary>A script.</summary>
    JavaScript,

    /// <summary>A text template.</summary>
    Liquid,

    /// <summary>A language that this engine does not run (<c>CSharp</c>, <c>Python</c> …).</summary>
    Unknown,
}

/// <summary>An expression of a definition, read once. Prepared scripts and templates are kept with it.</summary>
public sealed class Expression
{
    private readonly Lazy<PreparedScript> _script;
    private readonly Lazy<PreparedTemplate> _template;

    private Expression(ExpressionKind kind, string type, JsonNode? value, string? typeName)
    {
        Kind = kind;
        Type = type;
        Value = value;
        TypeName = typeName;
        Text = JsonRead.Text(value) ?? "";
        _script = new(() => PreparedScript.Prepare(Text));
        _template = new(() => PreparedTemplate.Prepare(Text));
    }

    /// <summary>How it is written.</summary>
    public ExpressionKind Kind { get; }

    /// <summary>The kind's name in the file.</summary>
    public string Type { get; }

    /// <summary>What stands in the file: text, a value, or the reference of a variable.</summary>
    public JsonNode? Value { get; }

    /// <summary>The type that the place expects, as the file says; <see langword="null"/> = not said.</summary>
    public string? TypeName { get; }

    /// <summary>The script or template; empty for other kinds.</summary>
    public string Text { get; }

    /// <summary>Name of the variable or input that is meant; <see langword="null"/> for other kinds.</summary>
    public string? Reference => Kind is ExpressionKind.Variable or ExpressionKind.Input
        ? Value is JsonObject reference ? JsonRead.Text(reference, "name") ?? JsonRead.Text(reference, "id") : JsonRead.Text(Value)
        : null;

    /// <summary>Id of the variable that is meant, when the file gives one.</summary>
    internal string? ReferenceId => Value is JsonObject reference ? JsonRead.Text(reference, "id") : null;

    internal PreparedScript Script => _script.Value;

    internal PreparedTemplate Template => _template.Value;

    /// <summary>Reads <c>{ "type", "value" }</c>.</summary>
    /// <param name="json">The expression object.</param>
    /// <param name="typeName">The type that the place expects.</param>
    public static Expression Read(JsonObject json, string? typeName = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var type = JsonRead.Text(json, "type") ?? "Literal";
        return new Expression(KindOf(type), type, json["value"], typeName);
    }

    /// <summary>A value as an expression.</summary>
    public static Expression Literal(JsonNode? value, string? typeName = null) => new(ExpressionKind.Literal, "Literal", value, typeName);

    /// <summary>Reads a member that may be an expression object, a wrapped input or a plain value.</summary>
    internal static Expression ReadLoose(JsonNode? node) => node switch
    {
        JsonObject wrapped when wrapped["expression"] is JsonObject inner => Read(inner, JsonRead.Text(wrapped, "typeName")),
        JsonObject expression when expression["type"] is JsonValue && expression.ContainsKey("value") => Read(expression),
        _ => Literal(node),
    };

    private static ExpressionKind KindOf(string type) => type switch
    {
        "Literal" => ExpressionKind.Literal,
        "Object" or "Json" or "JSON" => ExpressionKind.Json,
        "Variable" => ExpressionKind.Variable,
        "Input" => ExpressionKind.Input,
        "JavaScript" => ExpressionKind.JavaScript,
        "Liquid" => ExpressionKind.Liquid,
        _ => ExpressionKind.Unknown,
    };
}
