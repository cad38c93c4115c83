using System.Text.Json.Nodes;

namespace Designer.Editing.Elsa;

/// <summary>Whether two values say the same to Elsa: a member that is missing, null or empty is one thing, and so is the order of members.</summary>
internal static class ElsaSame
{
    public static bool Are(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonObject a, JsonObject b) => a.Select(m => m.Key).Union(b.Select(m => m.Key), StringComparer.Ordinal).All(name => name == "nodeId" || Are(a[name], b[name])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Are(pair.First, pair.Second)),
        _ => (IsNothing(one) && IsNothing(other)) || JsonNode.DeepEquals(one, other),
    };

    /// <summary>Null, or a list or an object with nothing in it.</summary>
    public static bool IsNothing(JsonNode? node) => node is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };

    /// <summary>What a class of Studio's holds before anybody has set it.</summary>
    public static bool IsDefault(JsonNode? node) => IsNothing(node) || (node is JsonValue value && value.ToJsonString() is "\"\"" or "false");
}
