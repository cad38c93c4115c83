using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Designer.Editing.Elsa;

/// <summary>The outcomes of a human task as the list of names that Elsa Studio shows as ports, and back.</summary>
internal static class ElsaOutcomes
{
    /// <summary>The names; a task without outcomes has one.</summary>
    public static JsonObject Show(JsonNode? outcomes)
    {
        var names = JsonRead.Objects(outcomes).Select(o => JsonRead.Text(o, "name")).OfType<string>().ToList();
        return new JsonObject
        {
            ["typeName"] = "List<String>",
            ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = JsonSerializer.Serialize<List<string>>(names.Count > 0 ? names : ["Done"]) },
        };
    }

    /// <summary>The outcomes with these names: those that were there as they were, others new.</summary>
    public static JsonArray Take(JsonNode? shown, JsonNode? outcomes)
    {
        var known = JsonRead.Objects(outcomes).DistinctBy(o => JsonRead.Text(o, "name")).ToDictionary(o => JsonRead.Text(o, "name") ?? "", StringComparer.Ordinal);
        return new JsonArray([.. Names(shown).Distinct().Select(name => known.TryGetValue(name, out var outcome) ? outcome.DeepClone() : new JsonObject { ["name"] = name })]);
    }

    private static IEnumerable<string> Names(JsonNode? shown)
    {
        try
        {
            return JsonRead.Text((shown as JsonObject)?["expression"] as JsonObject, "value") is { } text && JsonNode.Parse(text) is JsonArray names ? [.. JsonRead.Texts(names).Where(n => n.Length > 0)] : [];
        }
        catch (JsonException)
        {
            return []; // what is no list of names names none
        }
    }
}
