using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Reads a form from the product's JSON format (<c>docs/forms.md</c>) and says everything that is wrong with it at once.</summary>
public static class FormDefinitionReader
{
    private const int MaxCharacters = 1 << 20;

    private static readonly JsonDocumentOptions s_options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    /// <summary>Whether a field can have this key: <c>[A-Za-z][A-Za-z0-9_]*</c>, at most 64 characters, none of JavaScript's own words.</summary>
    public static bool IsKey(string key) => FieldReader.IsKey(key);

    /// <summary>Reads a form from text.</summary>
    /// <param name="key">The file's name without extension.</param>
    /// <param name="version">Version of the form, from 1.</param>
    /// <param name="json">The file.</param>
    /// <param name="library">What the forms of its folder share; <see langword="null"/> = the form stands alone.</param>
    /// <returns>The form, or what is wrong; never throws for bad input.</returns>
    public static FormReading Read(string key, int version, string json, FormLibrary? library = null)
    {
        var (source, fault) = Parse(json);
        return source is null ? new FormReading(null, [fault!]) : Read(key, version, source, library);
    }

    /// <summary>Reads a form that is already parsed.</summary>
    /// <inheritdoc cref="Read(string, int, string, FormLibrary)"/>
    /// <param name="source">The file; kept as it is.</param>
    public static FormReading Read(string key, int version, JsonObject source, FormLibrary? library = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentNullException.ThrowIfNull(source);

        var faults = new FaultList();
        var members = new MemberReader(source, "", faults, library ?? FormLibrary.Empty);
        var title = members.Text("title", required: true);
        var description = members.Text("description");
        var fields = FieldReader.ReadAll(members, "fields", inTable: false);
        var rules = RuleReader.Read(members, new ExpressionScope(Data: true, Row: false, Value: false), ofForm: true);
        members.Close();

        var plan = FormChecker.Check(fields, rules, faults);
        return faults.HasErrors
            ? new FormReading(null, faults.ToArray())
            : new FormReading(new FormDefinition(key, version, title!, fields, source) { Description = description, Rules = rules, Plan = plan }, faults.ToArray());
    }

    /// <summary>The object that a file holds, or why it holds none.</summary>
    internal static (JsonObject? Source, FormFault? Fault) Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxCharacters)
        {
            return Broken("form.size", "表单文件不能超过 1 MB", "A form file has at most 1 MB");
        }

        try
        {
            return JsonNode.Parse(json, documentOptions: s_options) is JsonObject source ? (source, null) : Broken("form.json", "表单必须是一个 JSON 对象", "A form is one JSON object");
        }
        catch (JsonException exception)
        {
            return Broken("form.json", $"不是有效的 JSON：{exception.Message}", $"This is no valid JSON: {exception.Message}");
        }
    }

    private static (JsonObject? Source, FormFault? Fault) Broken(string code, string zh, string en) => (null, new FormFault("", code, true, new(zh, en)));
}
