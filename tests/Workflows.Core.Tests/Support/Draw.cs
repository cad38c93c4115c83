using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Core.Tests.Support;

/// <summary>Draws small definitions in Elsa's format, in a few words.</summary>
internal static class Draw
{
    /// <summary>A flowchart workflow. Connections are written <c>"a -> b"</c>, or <c>"a.True -> b"</c> with a port.</summary>
    public static WorkflowPackage Graph(IEnumerable<JsonObject> activities, IEnumerable<string> connections, params JsonObject[] variables) =>
        Workflow(Flowchart("flow", activities, connections), variables);

    public static WorkflowPackage Workflow(JsonObject root, params JsonObject[] variables) =>
        WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(Definition(root, variables)));

    public static JsonObject Definition(JsonObject root, params JsonObject[] variables) => new()
    {
        ["definitionId"] = "drawn",
        ["name"] = "Drawn",
        ["variables"] = new JsonArray([.. variables]),
        ["root"] = root,
    };

    public static JsonObject Flowchart(string id, IEnumerable<JsonObject> activities, IEnumerable<string> connections) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.Flowchart",
        ["activities"] = new JsonArray([.. activities]),
        ["connections"] = new JsonArray([.. connections.Select(Connection)]),
    };

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["name"] = id };
        foreach (var (name, value) in members)
        {
            json[name] = value;
        }

        return json;
    }

    public static JsonObject Variable(string name, string typeName = "Object", JsonNode? value = null) =>
        new() { ["id"] = $"v-{name}", ["name"] = name, ["typeName"] = typeName, ["value"] = value };

    /// <summary>Writes its own id.</summary>
    public static JsonObject Line(string id) => Activity(id, "Elsa.WriteLine", ("text", Literal(id)));

    public static JsonObject LineOf(string id, JsonObject text) => Activity(id, "Elsa.WriteLine", ("text", text));

    public static JsonObject Decision(string id, string script) => Activity(id, "Elsa.FlowDecision", ("condition", Script(script)));

    public static JsonObject Fork(string id, params string[] branches) => Activity(id, "Elsa.FlowFork", ("branches", Wrap("Object", new JsonArray([.. branches.Select(b => (JsonNode)b)]))));

    public static JsonObject Join(string id, string mode) => Activity(id, "Elsa.FlowJoin", ("mode", Literal(mode)));

    public static JsonObject Set(string id, string variable, string script) =>
        Activity(id, "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = $"v-{variable}", ["name"] = variable }), ("value", Script(script)));

    public static JsonObject Delay(string id, string span = "00:00:10") => Activity(id, "Elsa.Delay", ("timeSpan", Literal(span)));

    public static JsonObject Event(string id, string name) => Activity(id, "Elsa.Event", ("eventName", Literal(name)));

    public static JsonObject Fail(string id) => Activity(id, "Elsa.Fault", ("message", Literal($"{id} failed")));

    public static JsonObject Task(string id, params string[] outcomes) => Activity(
        id,
        "ClosedLoop.UserTask",
        ("title", new JsonObject { ["zh"] = id, ["en"] = id }),
        ("candidates", new JsonArray(new JsonObject { ["role"] = "county-officer", ["unit"] = "4209001" })),
        ("outcomes", new JsonArray([.. outcomes.Select(o => new JsonObject { ["name"] = o })])));

    /// <summary>An approval by people; further members as given.</summary>
    public static JsonObject Approval(string id, string mode, string[] people, params (string Name, JsonNode? Value)[] members) => Activity(
        id,
        "ClosedLoop.Approval",
        [
            ("title", new JsonObject { ["zh"] = id, ["en"] = id }),
            ("mode", mode),
            ("approvers", new JsonArray([.. people.Select(p => new JsonObject { ["person"] = p })])),
            .. members,
        ]);

    public static JsonObject Percent(int percent) => new() { ["percent"] = percent };

    public static JsonObject Sequence(string id, params JsonObject[] activities) => Activity(id, "Elsa.Sequence", ("activities", new JsonArray([.. activities])));

    public static JsonObject Literal(JsonNode? value) => Wrap("Literal", value);

    public static JsonObject Script(string script) => Wrap("JavaScript", script);

    public static JsonObject Wrap(string type, JsonNode? value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    private static JsonObject Connection(string text)
    {
        var ends = text.Split("->", StringSplitOptions.TrimEntries);
        var source = ends[0].Split('.', 2);
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }
}
