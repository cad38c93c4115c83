using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Designer.Editing.Properties;

/// <summary>
/// A condition as a person builds it: comparisons that all hold, or of which one holds, and groups of such inside. It writes an expression, and is
/// found in it again: nothing but the expression is kept.
/// </summary>
/// <param name="IsAll">Whether every part must hold; otherwise one is enough.</param>
/// <param name="Clauses">The comparisons.</param>
/// <param name="Groups">Conditions inside.</param>
public sealed record Condition(bool IsAll, ImmutableArray<ConditionClause> Clauses, ImmutableArray<Condition> Groups)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A condition without parts: it always holds.</summary>
    public static Condition Empty { get; } = new(true, [], []);

    /// <summary>Finds the comparisons in an expression that says nothing else; <see langword="null"/> for any other expression.</summary>
    /// <param name="script">The expression.</param>
    /// <param name="fields">What it may ask about; a field that is not among them is known by how it is read.</param>
    public static Condition? Parse(string script, IReadOnlyList<ConditionField> fields) => ConditionReader.Read(script, fields);

    /// <summary>The expression: JavaScript that is true or false.</summary>
    public string ToScript()
    {
        string[] parts = [.. Clauses.Select(c => c.ToScript()), .. Groups.Select(g => $"({g.ToScript()})")];
        return parts.Length == 0 ? "true" : string.Join(IsAll ? " && " : " || ", parts);
    }

    /// <summary>A text as JavaScript writes it.</summary>
    internal static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}
