using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

/// <summary>Changes that a process owner makes to definitions and forms.</summary>
public static class WorkflowChanges
{
    /// <summary>Puts an approval by the county officer on the way from one step to another.</summary>
    public static void AddApproval(JsonObject definition, string from, string outcome, string to, string title)
    {
        var flow = definition["root"]!;
        flow["activities"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "approval",
            ["nodeId"] = "Workflow1:flow:approval",
            ["name"] = "CountyApproval",
            ["type"] = "ClosedLoop.UserTask",
            ["version"] = 1,
            ["title"] = title,
            ["candidates"] = new JsonArray(new JsonObject { ["role"] = "county-officer", ["unit"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "variables.IssuedTo" } }),
            ["outcomes"] = new JsonArray(new JsonObject { ["name"] = "Agree", ["label"] = "同意" }),
        });
        var connections = flow["connections"]!.AsArray();
        connections.Single(c => End(c!, "source") == (from, outcome) && End(c!, "target").Activity == to)!["target"]!["activity"] = "approval";
        connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = "approval", ["port"] = "Agree" },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        });
    }

    /// <summary>Puts a required line of text at the end of a form.</summary>
    public static void AddRequiredText(JsonObject form, string key, string label) =>
        form["fields"]!.AsArray().Add(new JsonObject { ["key"] = key, ["kind"] = "text", ["label"] = label, ["required"] = true });

    private static (string? Activity, string? Port) End(JsonNode connection, string end) =>
        (connection[end]!["activity"]?.GetValue<string>(), connection[end]!["port"]?.GetValue<string>());
}
