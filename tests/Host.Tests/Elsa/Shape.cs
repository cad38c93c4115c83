using System.Text.Json;
using System.Text.Json.Nodes;
using TestSupport;

namespace Host.Tests.Elsa;

/// <summary>Compares answers with those that a real Elsa server gave.</summary>
internal static class Shape
{
    /// <summary>A recorded answer or request.</summary>
    public static JsonNode Recorded(string name) => JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("tests", "Host.Tests", "Elsa", "Recorded", name + ".json")))!;

    /// <summary>Every member of the recorded answer must be there with a value of the same kind. Items of a list are held against those of the same place, or of the same key.</summary>
    /// <param name="recorded">The real server's answer.</param>
    /// <param name="answer">Ours.</param>
    /// <param name="but">Members, by the end of their path, that are meant to differ; each with its reason in the test.</param>
    public static void Matches(JsonNode recorded, JsonNode? answer, params string[] but)
    {
        var missing = Missing(recorded, answer, "$", but).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing) + "\n" + answer?.ToJsonString());
    }

    private static IEnumerable<string> Missing(JsonNode? recorded, JsonNode? answer, string path, string[] but)
    {
        if (recorded is null || but.Any(b => path.EndsWith(b, StringComparison.Ordinal)))
        {
            return [];
        }

        if (Kind(recorded) != Kind(answer))
        {
            return [$"{path}: {Kind(recorded)} is recorded, {Kind(answer)} came"];
        }

        return (recorded, answer) switch
        {
            (JsonObject theirs, JsonObject ours) => theirs.SelectMany(m => Missing(m.Value, ours[m.Key], $"{path}.{m.Key}", but)),
            (JsonArray theirs, JsonArray ours) => theirs.SelectMany((item, i) => Missing(item, Partner(item, i, ours), $"{path}[{i}]", but)),
            _ => [],
        };
    }

    private static JsonNode? Partner(JsonNode? item, int place, JsonArray ours)
    {
        foreach (var key in (string[])["typeName", "activityNodeId", "rel", "href", "name", "type"])
        {
            if (item is JsonObject wanted && wanted[key] is JsonValue value && ours.OfType<JsonObject>().FirstOrDefault(o => JsonNode.DeepEquals(o[key], value)) is { } found)
            {
                return found;
            }
        }

        return place < ours.Count ? ours[place] : null;
    }

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node?.GetValueKind() ?? JsonValueKind.Undefined;
}
