using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Designer.Editing.Layout;

namespace Designer.Editing.Flows;

/// <summary>What a flow begins with: a start, an end, and nothing between.</summary>
public static class NewFlow
{
    internal static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The text of its <c>workflow.json</c>.</summary>
    /// <param name="definitionId">Its id.</param>
    /// <param name="name">Its name for people.</param>
    public static string Text(string definitionId, string name)
    {
        var root = new JsonObject { ["id"] = "flow", ["nodeId"] = "Workflow1:flow", ["name"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1 };
        Fill(root, "");
        var flow = new JsonObject
        {
            ["id"] = $"{definitionId}-v1",
            ["definitionId"] = definitionId,
            ["name"] = name,
            ["description"] = "",
            ["version"] = 1,
            ["toolVersion"] = "3.8.0.0",
            ["variables"] = new JsonArray(),
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(),
            ["outcomes"] = new JsonArray(),
            ["customProperties"] = new JsonObject { ["closedLoop"] = new JsonObject { ["startedBy"] = new JsonArray() } },
            ["root"] = root,
        };
        return flow.ToJsonString(Written) + "\n";
    }

    /// <summary>Puts a start and an end into a flowchart.</summary>
    /// <param name="flowchart">It; has its ids.</param>
    /// <param name="prefix">What the ids of the two begin with.</param>
    internal static void Fill(JsonObject flowchart, string prefix)
    {
        var (start, end) = ($"{prefix}start", $"{prefix}end");
        JsonObject Step(string id, string type, double x)
        {
            var step = new JsonObject { ["id"] = id, ["nodeId"] = $"{flowchart["nodeId"] ?? flowchart["id"]}:{id}", ["name"] = id, ["type"] = type, ["version"] = 1 };
            StepPlaces.Put(step, new DiagramPoint(x, 160));
            return step;
        }

        flowchart["activities"] = new JsonArray(Step(start, "Elsa.Start", 88), Step(end, "Elsa.End", 344));
        flowchart["connections"] = new JsonArray(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = start, ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = end, ["port"] = "In" },
        });
    }
}
