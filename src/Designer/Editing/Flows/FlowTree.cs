using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>Finds activities and connections in a definition's file, known or not.</summary>
public static class FlowTree
{
    /// <summary>Members that hold no activities, however much they look like some.</summary>
    private static readonly string[] Remarks = ["metadata", "customProperties"];

    /// <summary>The outermost container; <see langword="null"/> when the file has none.</summary>
    public static JsonObject? Root(JsonObject definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition["root"] as JsonObject;
    }

    /// <summary>The activity with this id, wherever it hangs; <see langword="null"/> when there is none.</summary>
    public static JsonObject? Find(JsonObject definition, string activityId) =>
        Root(definition) is { } root ? Find(root, n => IsActivity(n) && JsonRead.Text(n, "id") == activityId) : null;

    /// <summary>An activity and every activity below it.</summary>
    public static IEnumerable<JsonObject> Within(JsonObject activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var found = new List<JsonObject>();
        Find(activity, node =>
        {
            if (IsActivity(node))
            {
                found.Add(node);
            }

            return false;
        });
        return found;
    }

    /// <summary>The activities that a container lists.</summary>
    public static IEnumerable<JsonObject> Activities(JsonObject container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return JsonRead.Objects(container["activities"]).Where(a => JsonRead.Text(a, "id") is not null);
    }

    /// <summary>The nearest flowcharts inside an activity: what opens when somebody looks into its box.</summary>
    public static IEnumerable<JsonObject> InnerFlowcharts(JsonObject activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (IsFlowchart(activity))
        {
            return [activity];
        }

        return Find(activity, IsFlowchart) is { } flowchart ? [flowchart] : [];
    }

    /// <summary>Whether it has steps and ways that can be drawn.</summary>
    public static bool IsFlowchart(JsonObject activity) => JsonRead.Text(activity, "type") == "Elsa.Flowchart";

    /// <summary>The two ends of a connection, in today's form or the old one; the port is Done where none is named.</summary>
    public static FlowWay? Way(JsonObject connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var (source, port) = End(connection, "source", "sourcePort");
        var (target, _) = End(connection, "target", "targetPort");
        return source is null || target is null ? null : new FlowWay(source, string.IsNullOrEmpty(port) ? "Done" : port, target);
    }

    private static (string? Activity, string? Port) End(JsonObject connection, string member, string portMember) => connection[member] is JsonObject end
        ? (JsonRead.Text(end, "activity"), JsonRead.Text(end, "port"))
        : (JsonRead.Text(connection, member), JsonRead.Text(connection, portMember));

    /// <summary>A definition that is used as an activity has a type of its own, without a namespace; it is known by where it stands.</summary>
    private static bool IsActivity(JsonObject node) =>
        JsonRead.Text(node, "type") is { } type && JsonRead.Text(node, "id") is not null
        && (type.Contains('.', StringComparison.Ordinal) || (node.Parent is JsonArray { Parent: JsonObject container } list && container["activities"] == list));

    /// <summary>The first object, outside in, that is looked for; a large definition is walked hundreds of times while it is drawn, so the walk makes nothing.</summary>
    private static JsonObject? Find(JsonNode? node, Func<JsonObject, bool> isIt)
    {
        if (node is JsonObject self)
        {
            if (isIt(self))
            {
                return self;
            }

            foreach (var (name, value) in self)
            {
                if (value is JsonObject or JsonArray && !Remarks.Contains(name) && Find(value, isIt) is { } found)
                {
                    return found;
                }
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                if (Find(item, isIt) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}

/// <summary>A way from a step's outcome to a step.</summary>
/// <param name="Source">Id of the step that it leaves.</param>
/// <param name="Port">The outcome.</param>
/// <param name="Target">Id of the step that it reaches.</param>
public sealed record FlowWay(string Source, string Port, string Target)
{
    /// <summary>Identifies the way among all ways of its flowchart.</summary>
    public string Key => $"{Source}:{Port}->{Target}";
}
