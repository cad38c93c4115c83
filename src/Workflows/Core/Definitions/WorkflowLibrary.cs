using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>Definitions that others may use as activities.</summary>
public sealed class WorkflowLibrary
{
    private readonly FrozenDictionary<string, JsonObject> _byId;
    private readonly FrozenDictionary<string, JsonObject> _byTypeName;

    private WorkflowLibrary(IReadOnlyCollection<JsonObject> definitions)
    {
        _byId = Index(definitions, DefinitionId);
        _byTypeName = Index(definitions, d => PascalName.Of(JsonRead.Text(d, "name") ?? ""));
    }

    /// <summary>No definitions.</summary>
    public static WorkflowLibrary Empty { get; } = new([]);

    /// <summary>Reads definitions. Of two with the same id the first counts.</summary>
    /// <param name="files">JSON texts with the names that errors call them by.</param>
    /// <exception cref="DefinitionUnreadableException">A text is not JSON, or no definition.</exception>
    public static WorkflowLibrary Of(IEnumerable<(string Path, string Text)> files) => new([.. files.Select(f => Read(f.Path, f.Text))]);

    /// <summary>The definition that an activity stands for; <see langword="null"/> when it stands for none, or for one that is not here.</summary>
    /// <param name="activity">The activity: it names the definition by <c>workflowDefinitionId</c>, or by its type alone, which Elsa makes of the definition's name.</param>
    internal JsonObject? Find(JsonObject activity) => JsonRead.Text(activity, "workflowDefinitionId") is { } id
        ? _byId.GetValueOrDefault(id)
        : _byTypeName.GetValueOrDefault(JsonRead.Text(activity, "type") ?? "");

    internal static string? DefinitionId(JsonObject definition) => JsonRead.Text(definition, "definitionId") ?? JsonRead.Text(definition, "id");

    /// <summary>The definition inside a file: alone, or as a designer or a server wraps it.</summary>
    public static JsonObject Unwrap(JsonObject file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file["model"] as JsonObject ?? file["workflowDefinition"] as JsonObject ?? file;
    }

    private static JsonObject Read(string path, string text)
    {
        var definition = Unwrap(JsonText.ReadObject(text, path));
        return string.IsNullOrWhiteSpace(DefinitionId(definition))
            ? throw new DefinitionUnreadableException(path, null, null, new LocalizedText("缺少 definitionId", "definitionId is missing"))
            : definition;
    }

    private static FrozenDictionary<string, JsonObject> Index(IEnumerable<JsonObject> definitions, Func<JsonObject, string?> key) =>
        definitions.Where(d => key(d) is { Length: > 0 }).DistinctBy(key).ToFrozenDictionary(d => key(d)!, StringComparer.Ordinal);
}
