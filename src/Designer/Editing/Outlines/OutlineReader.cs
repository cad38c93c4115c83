using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Layout;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Outlines;

/// <summary>Reads the outline out of a definition's file. It needs little of the format, and leaves out what it cannot read instead of failing: a drawing is a help, not a judge.</summary>
internal static class OutlineReader
{
    private static readonly LocalizedText Yes = new("是", "Yes");
    private static readonly LocalizedText No = new("否", "No");
    private static readonly LocalizedText Approved = new("同意", "Approved");
    private static readonly LocalizedText Rejected = new("不同意", "Rejected");
    private static readonly LocalizedText Otherwise = new("其他", "Otherwise");

    public static DiagramOutline Read(WorkflowDefinition definition)
    {
        return Read(definition.DefinitionId, definition.Name, definition.Source["root"] as JsonObject ?? []);
    }

    public static DiagramOutline Read(string definitionId, string name, JsonObject root)
    {
        var children = Children(root);
        var single = children.Count == 0 && Text(root, "type") is { } type && NodeKinds.Of(type) != DiagramNodeKind.Group;
        var activities = single ? [root] : children;
        var edges = single ? [] : Edges(root, activities);
        var nodes = InRunningOrder(root, activities.Select(Node).ToList(), edges);
        return new DiagramOutline(definitionId, name, [.. nodes], [.. edges]);
    }

    private static List<JsonObject> Children(JsonObject container) =>
        (container["activities"] as JsonArray ?? []).OfType<JsonObject>().Where(a => Text(a, "id") is not null).ToList();

    internal static DiagramNode Node(JsonObject activity)
    {
        var type = Text(activity, "type") ?? "";
        var kind = NodeKinds.Of(type);
        return new DiagramNode(Text(activity, "id")!, type, kind, Label(activity, kind), Placed(activity), [.. InnerIds(activity)]);
    }

    private static LocalizedText Label(JsonObject activity, DiagramNodeKind kind) =>
        Localized(activity["title"])
        ?? Localized((activity["customProperties"] as JsonObject)?["closedLoop"] is JsonObject own ? own["label"] : null)
        ?? (Text(activity["metadata"] as JsonObject, "displayText") is { Length: > 0 } text ? LocalizedText.Same(text) : null)
        ?? NodeKinds.DefaultLabel(kind)
        ?? LocalizedText.Same(Text(activity, "name") is { Length: > 0 } name ? name : Text(activity, "type") ?? "?");

    internal static DiagramBox? Placed(JsonObject activity)
    {
        var designer = (activity["metadata"] as JsonObject)?["designer"] as JsonObject;
        if (designer?["position"] is not JsonObject position || Number(position, "x") is not { } x || Number(position, "y") is not { } y)
        {
            return null;
        }

        var size = designer["size"] as JsonObject;
        return new DiagramBox(x, y, Number(size, "width") ?? 0, Number(size, "height") ?? 0);
    }

    /// <summary>Ids of everything below an activity, wherever it hangs: <c>activities</c>, <c>then</c>, <c>body</c>, <c>cases[].activity</c> …</summary>
    private static IEnumerable<string> InnerIds(JsonObject activity) =>
        from child in Descendants(activity)
        where Text(child, "type") is { } type && type.Contains('.', StringComparison.Ordinal)
        let id = Text(child, "id")
        where id is not null
        select id;

    private static IEnumerable<JsonObject> Descendants(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject o => o.Where(m => m.Key is not ("metadata" or "customProperties")).Select(m => m.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var child in children)
        {
            if (child is JsonObject found)
            {
                yield return found;
            }

            foreach (var deeper in Descendants(child))
            {
                yield return deeper;
            }
        }
    }

    private static List<DiagramEdge> Edges(JsonObject root, List<JsonObject> activities)
    {
        var byId = activities.ToLookup(a => Text(a, "id")!);
        if (root["connections"] is JsonArray connections)
        {
            var read =
                from connection in connections.OfType<JsonObject>()
                let source = connection["source"] as JsonObject
                let target = connection["target"] as JsonObject
                let sourceId = Text(source, "activity")
                let targetId = Text(target, "activity")
                where sourceId is not null && targetId is not null && byId.Contains(sourceId) && byId.Contains(targetId)
                let port = Text(source, "port") ?? "Done"
                select new DiagramEdge(sourceId, port, targetId, PortLabel(byId[sourceId].First(), port));
            return read.DistinctBy(e => e.Key).ToList();
        }

        var isParallel = Text(root, "type") is "Elsa.Parallel";
        return isParallel
            ? []
            : activities.Zip(activities.Skip(1), (a, b) => new DiagramEdge(Text(a, "id")!, "Done", Text(b, "id")!, null)).ToList();
    }

    internal static LocalizedText? PortLabel(JsonObject activity, string port)
    {
        var outcome = (activity["outcomes"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(o => Text(o, "name") == port);
        return Localized(outcome?["label"]) ?? port switch
        {
            "Done" or "In" or "" => null,
            "True" => Yes,
            "False" => No,
            "Default" => Otherwise,
            "Approved" => Approved,
            "Rejected" => Rejected,
            _ => LocalizedText.Same(port),
        };
    }

    /// <summary>Breadth first from where the flow begins, so that lists read in the order in which things happen; what cannot be reached comes last.</summary>
    private static IEnumerable<DiagramNode> InRunningOrder(JsonObject root, List<DiagramNode> nodes, List<DiagramEdge> edges)
    {
        var declared = Text(root["start"] as JsonObject, "id") ?? Text(root, "startActivityId");
        var entered = edges.Where(e => e.Source != e.Target).Select(e => e.Target).ToHashSet();
        var starts = nodes
            .OrderByDescending(n => n.Id == declared)
            .ThenByDescending(n => n.Kind == DiagramNodeKind.Start)
            .Where(n => n.Id == declared || n.Kind == DiagramNodeKind.Start || !entered.Contains(n.Id));
        var queue = new Queue<DiagramNode>(starts);
        var seen = new HashSet<string>();
        while (queue.TryDequeue(out var node))
        {
            if (!seen.Add(node.Id))
            {
                continue;
            }

            yield return node;
            foreach (var edge in edges.Where(e => e.Source == node.Id))
            {
                queue.Enqueue(nodes.First(n => n.Id == edge.Target));
            }
        }

        foreach (var node in nodes.Where(n => !seen.Contains(n.Id)))
        {
            yield return node;
        }
    }

    private static LocalizedText? Localized(JsonNode? node) => node switch
    {
        JsonObject both when Text(both, "zh") is { Length: > 0 } zh => new LocalizedText(zh, Text(both, "en") is { Length: > 0 } en ? en : zh),
        JsonObject { } only when Text(only, "en") is { Length: > 0 } en => LocalizedText.Same(en),
        _ => null,
    };

    private static string? Text(JsonObject? node, string member) =>
        node?[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static double? Number(JsonObject? node, string member) =>
        node?[member] is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null;
}
