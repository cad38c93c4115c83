using System.Collections.Immutable;

namespace Designer.Editing.Outlines;

/// <summary>Tells which ways out of a human step lead back: to a human step, itself included, that lies no farther from the start.</summary>
public static class WaysBack
{
    /// <summary>The ports by which steps are left backwards.</summary>
    /// <param name="outline">The drawing.</param>
    public static ImmutableHashSet<(string StepId, string Port)> Of(DiagramOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        var ways = outline.Edges.ToLookup(e => e.Source, StringComparer.Ordinal);
        var people = outline.Nodes.Where(n => n.Kind == DiagramNodeKind.HumanTask).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var distance = Distances(outline, ways);
        return [.. from way in outline.Edges
                   where people.Contains(way.Source) && distance.TryGetValue(way.Source, out _)
                   where NextPeople(way.Target, ways, people).Any(step => distance[step] <= distance[way.Source])
                   select (way.Source, way.Port)];
    }

    /// <summary>How many ways lie between the start and each step that can be reached.</summary>
    private static Dictionary<string, int> Distances(DiagramOutline outline, ILookup<string, DiagramEdge> ways)
    {
        var targets = outline.Edges.Select(e => e.Target).ToHashSet(StringComparer.Ordinal);
        var starts = outline.Nodes.Where(n => !targets.Contains(n.Id)).Select(n => n.Id).DefaultIfEmpty(outline.Nodes.Select(n => n.Id).FirstOrDefault() ?? "");
        var distance = starts.ToDictionary(s => s, _ => 0, StringComparer.Ordinal);
        for (var queue = new Queue<string>(distance.Keys); queue.TryDequeue(out var step);)
        {
            foreach (var way in ways[step].Where(w => !distance.ContainsKey(w.Target)))
            {
                distance[way.Target] = distance[step] + 1;
                queue.Enqueue(way.Target);
            }
        }

        return distance;
    }

    /// <summary>The human steps that are reached without passing another one.</summary>
    private static IEnumerable<string> NextPeople(string from, ILookup<string, DiagramEdge> ways, HashSet<string> people)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        for (var queue = new Queue<string>(seen); queue.TryDequeue(out var step);)
        {
            if (people.Contains(step))
            {
                yield return step;
                continue;
            }

            foreach (var way in ways[step].Where(w => seen.Add(w.Target)))
            {
                queue.Enqueue(way.Target);
            }
        }
    }
}
