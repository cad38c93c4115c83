using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Workflows.Core.Definitions;

namespace Designer.Editing.Elsa;

/// <summary>
/// A definition the way an Elsa server answers with it: what the file says, with the path of each activity and, for human tasks, the names of their
/// outcomes as Elsa Studio reads ports. What this adds, <see cref="ElsaMerge"/> takes out again.
/// </summary>
public static class ElsaForm
{
    /// <summary>Type of the activity whose ports are the outcomes that it lists.</summary>
    internal const string UserTask = "ClosedLoop.UserTask";

    /// <summary>Name of the member that shows the outcomes of a human task to Elsa Studio.</summary>
    internal const string OutcomeNames = "outcomeNames";

    /// <summary>Members that may stand as plain text where Elsa Studio expects an expression.</summary>
    private static readonly string[] Loose = ["due"];

    private static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];
    private static readonly string[] Maps = ["customProperties", "options"];

    /// <summary>The definition's own members; id, version and state are the server's to add.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="isForStudio">Whether what only Elsa Studio needs is added too; not so for a file that leaves.</param>
    public static JsonObject Of(WorkflowDefinition definition, bool isForStudio = true)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var source = definition.Source;
        var form = new JsonObject
        {
            ["definitionId"] = definition.DefinitionId,
            ["name"] = JsonRead.Text(source, "name") ?? "",
            ["description"] = source["description"]?.DeepClone(),
            ["toolVersion"] = JsonRead.Text(source, "toolVersion"),
        };
        foreach (var list in Lists)
        {
            form[list] = (source[list] as JsonArray)?.DeepClone() ?? new JsonArray();
        }

        foreach (var map in Maps)
        {
            form[map] = (source[map] as JsonObject)?.DeepClone() ?? new JsonObject();
        }

        form["root"] = definition.Root is { } root ? Show(root.Json, definition.Activities.ToDictionary<ActivityNode, JsonObject>(a => a.Json, ReferenceEqualityComparer.Instance), isForStudio) : null;
        return form;
    }

    private static JsonNode? Show(JsonNode? node, Dictionary<JsonObject, ActivityNode> nodes, bool isForStudio) => node switch
    {
        JsonObject obj => Show(obj, nodes, isForStudio),
        JsonArray array => new JsonArray([.. array.Select(item => Show(item, nodes, isForStudio))]),
        _ => node?.DeepClone(),
    };

    private static JsonObject Show(JsonObject source, Dictionary<JsonObject, ActivityNode> nodes, bool isForStudio)
    {
        var shown = new JsonObject(source.Select(m => KeyValuePair.Create(m.Key, Show(m.Value, nodes, isForStudio))));
        if (!nodes.TryGetValue(source, out var node))
        {
            return shown;
        }

        shown["id"] ??= node.Id;
        shown["nodeId"] = node.NodeId;
        shown["version"] ??= 1;
        shown["metadata"] ??= new JsonObject();
        shown["customProperties"] = Flags(shown["customProperties"]);
        if (FlowTree.IsFlowchart(source))
        {
            Complete(shown);
        }

        return isForStudio ? ForStudio(shown, source, node) : shown;
    }

    private static JsonObject Flags(JsonNode? customProperties)
    {
        var flags = (customProperties as JsonObject)?.DeepClone().AsObject() ?? [];
        flags["canStartWorkflow"] ??= false;
        flags["runAsynchronously"] ??= false;
        return flags;
    }

    /// <summary>A flowchart with all of its lists, and its connections in today's form.</summary>
    private static void Complete(JsonObject flowchart)
    {
        flowchart["variables"] ??= new JsonArray();
        flowchart["activities"] ??= new JsonArray();
        flowchart["connections"] = new JsonArray([.. JsonRead.Objects(flowchart["connections"]).Select(c => c["source"] is JsonObject ? Bent(c.DeepClone().AsObject()) : Today(c))]);
    }

    private static JsonObject Bent(JsonObject connection)
    {
        connection["vertices"] ??= new JsonArray();
        return connection;
    }

    private static JsonNode Today(JsonObject connection) => FlowTree.Way(connection) is { } way
        ? Bent(new JsonObject { ["source"] = new JsonObject { ["activity"] = way.Source, ["port"] = way.Port }, ["target"] = new JsonObject { ["activity"] = way.Target, ["port"] = "In" } })
        : connection.DeepClone();

    private static JsonObject ForStudio(JsonObject shown, JsonObject source, ActivityNode node)
    {
        foreach (var loose in Loose.Where(name => source[name] is JsonValue))
        {
            shown[loose] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = JsonRead.Text(source, loose) } };
        }

        if (node.Type == UserTask)
        {
            shown[OutcomeNames] = ElsaOutcomes.Show(source["outcomes"]);
        }

        return shown;
    }
}
