using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Host.Tests.Elsa;

/// <summary>
/// Holds answers against recorded ones by value. Ids are others here, so what stands for a recorded id is learnt where it is first met and must be the same from then on; instants
/// must be instants, and hashes hashes. Members that the recording does not have are left alone, as Elsa's clients leave them.
/// </summary>
internal sealed partial class Sameness
{
    private readonly Dictionary<string, string> _ids = [];

    /// <summary>Says what stands for a recorded id.</summary>
    public void Learn(string recorded, string ours) => _ids[recorded] = ours;

    /// <summary>A recorded text with our ids in it.</summary>
    public string Translate(string recorded) => _ids.Aggregate(recorded, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));

    /// <summary>What is not the same, a line each.</summary>
    /// <param name="recorded">What the real server answered.</param>
    /// <param name="ours">What came now.</param>
    /// <param name="but">Ends of paths that are meant to differ.</param>
    public IEnumerable<string> Differences(JsonNode? recorded, JsonNode? ours, params string[] but) => Compare(recorded, ours, "$", but);

    private IEnumerable<string> Compare(JsonNode? recorded, JsonNode? ours, string path, string[] but)
    {
        if (recorded is null || but.Any(b => path.EndsWith(b, StringComparison.Ordinal)))
        {
            return [];
        }

        if (Kind(recorded) != Kind(ours))
        {
            return [$"{path}: {recorded.ToJsonString()} is recorded, {ours?.ToJsonString() ?? "nothing"} came"];
        }

        return (recorded, ours) switch
        {
            (JsonObject theirs, JsonObject mine) => theirs.SelectMany(m => Compare(m.Value, mine[m.Key], $"{path}.{m.Key}", but)),
            (JsonArray theirs, JsonArray mine) => Items(theirs, mine, path, but),
            (JsonValue theirs, JsonValue mine) when theirs.GetValueKind() == JsonValueKind.String => Texts(theirs.GetValue<string>(), mine.GetValue<string>(), path),
            _ => JsonNode.DeepEquals(recorded, ours) ? [] : [$"{path}: {recorded.ToJsonString()} is recorded, {ours!.ToJsonString()} came"],
        };
    }

    /// <summary>Item by item: activities by their ids, for they are in no order, others by their places. The recording says <c>... n more</c> for items that were left out.</summary>
    private IEnumerable<string> Items(JsonArray theirs, JsonArray mine, string path, string[] but)
    {
        var shown = theirs.Where(i => More(i) is null).ToList();
        var count = shown.Count + theirs.Sum(i => More(i) ?? 0);
        return shown.SelectMany((item, i) => Compare(item, Partner(item, mine) ?? mine.ElementAtOrDefault(i), $"{path}[{i}]", but))
            .Concat(count == mine.Count ? [] : [$"{path}: {count} items are recorded, {mine.Count} came"]);
    }

    private static JsonNode? Partner(JsonNode? item, JsonArray mine) =>
        item is JsonObject { } wanted && wanted["id"] is { } id ? mine.FirstOrDefault(i => JsonNode.DeepEquals(i?["id"], id)) : null;

    private IEnumerable<string> Texts(string theirs, string mine, string path)
    {
        if (theirs == mine || Translate(theirs) == mine || (IsInstant(theirs) && IsInstant(mine)) || (Hash().IsMatch(theirs) && Hash().IsMatch(mine)))
        {
            return [];
        }

        if (Id().IsMatch(theirs) && !_ids.ContainsKey(theirs))
        {
            Learn(theirs, mine);
            return [];
        }

        return [$"{path}: \"{Translate(theirs)}\" is recorded, \"{mine}\" came"];
    }

    private static int? More(JsonNode? item) =>
        item is JsonValue value && value.GetValueKind() == JsonValueKind.String && LeftOut().Match(value.GetValue<string>()) is { Success: true } more ? int.Parse(more.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private static bool IsInstant(string text) => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node?.GetValueKind() ?? JsonValueKind.Undefined;

    [GeneratedRegex("^[0-9a-f]{16}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[0-9A-F]{64}$")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^\.\.\. (\d+) more$")]
    private static partial Regex LeftOut();
}
