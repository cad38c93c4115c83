using System.Text.Json.Nodes;

namespace Designer.Editing.Text;

/// <summary>Finds, for each item of a changed list, the item that it was before.</summary>
internal static class ItemPairs
{
    /// <summary>For each item of <paramref name="after"/> its place in <paramref name="before"/>, or -1 for a new one.</summary>
    public static int[] Of(JsonArray before, JsonArray after)
    {
        var pairs = new int[after.Count];
        var free = Enumerable.Range(0, before.Count).ToList();
        Array.Fill(pairs, -1);
        Pair(pairs, free, before, after, (old, now) => Id(now) is { } id && Id(old) == id);
        Pair(pairs, free, before, after, (old, now) => Id(now) is null && JsonNode.DeepEquals(old, now));
        var left = Enumerable.Range(0, after.Count).Where(i => pairs[i] < 0 && Id(after[i]) is null).ToList();
        var changed = free.Where(i => Id(before[i]) is null).ToList();
        if (left.Count == changed.Count && left.Count > 0)
        {
            for (var i = 0; i < left.Count; i++)
            {
                pairs[left[i]] = changed[i];
            }
        }

        // What is left is one that has another name now.
        if (pairs.Count(p => p < 0) == 1 && free.Except(pairs).ToList() is [var renamed])
        {
            pairs[Array.IndexOf(pairs, -1)] = renamed;
        }

        return pairs;
    }

    private static void Pair(int[] pairs, List<int> free, JsonArray before, JsonArray after, Func<JsonNode?, JsonNode?, bool> isSame)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i] < 0 && free.FindIndex(old => isSame(before[old], after[i])) is >= 0 and var found)
            {
                pairs[i] = free[found];
                free.RemoveAt(found);
            }
        }
    }

    /// <summary>By what an item is known: the id of an activity, the key of a field.</summary>
    private static string? Id(JsonNode? item) => item is JsonObject o && (o["id"] ?? o["key"]) is JsonValue value && value.TryGetValue<string>(out var id) ? id : null;
}
