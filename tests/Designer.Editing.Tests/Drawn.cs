using System.Text.Json.Nodes;
using Designer.Editing.Outlines;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests;

/// <summary>Definitions for the tests: small ones from a few words, and those that ship.</summary>
internal static class Drawn
{
    public static DiagramOutline Outline(string root) => DiagramOutline.Of(Definition(root));

    public static WorkflowDefinition Definition(string root)
    {
        var source = new JsonObject { ["definitionId"] = "d", ["name"] = "D", ["root"] = JsonNode.Parse(root) };
        return new WorkflowDefinition { DefinitionId = "d", Version = 1, Name = "D", Source = source };
    }

    /// <summary>A flowchart of steps <c>id:type</c> and ways <c>a.Port>b</c>.</summary>
    public static DiagramOutline Flow(string steps, string ways)
    {
        var activities = steps.Split(' ').Select(s => s.Split(':')).Select(s => $$"""{"id":"{{s[0]}}","name":"{{s[0]}}","type":"{{s[1]}}"}""");
        var connections = ways.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('.', '>')).Select(w =>
            $$"""{"source":{"activity":"{{w[0]}}","port":"{{w[1]}}"},"target":{"activity":"{{w[2]}}","port":"In"} }""");
        return Outline($$"""{"id":"f","type":"Elsa.Flowchart","activities":[{{string.Join(',', activities)}}],"connections":[{{string.Join(',', connections)}}]}""");
    }

    public static WorkflowDefinition Shipped(string folder)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var file = Path.Combine(directory.FullName, "workflows", folder, "workflow.json");
            if (File.Exists(file))
            {
                var source = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
                return new WorkflowDefinition { DefinitionId = folder, Version = 1, Name = source["name"]!.GetValue<string>(), Source = source };
            }
        }

        throw new FileNotFoundException($"workflows/{folder}/workflow.json is not above {AppContext.BaseDirectory}");
    }
}
