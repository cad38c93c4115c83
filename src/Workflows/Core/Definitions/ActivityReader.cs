using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Flow;

namespace Workflows.Core.Definitions;

/// <summary>Reads the tree of activities of one definition, with the definitions that it uses as activities in their places.</summary>
internal sealed class ActivityReader(string path, WorkflowLibrary library, string definitionId)
{
    /// <summary>Members that hold embedded activities.</summary>
    private static readonly string[] ArraySlots = ["activities", "branches"];

    private static readonly string[] SingleSlots =
        ["body", "then", "else", "default", "root", "childCompleted", "childFaulted", "unmatchedStatusCode", "failedToConnect", "timeout"];

    /// <summary>Members that hold objects with embedded activities.</summary>
    private static readonly string[] CaseSlots = ["cases", "expectedStatusCodes", "states", "transitions"];

    private static readonly string[] StateSlots = ["entry", "exit", "trigger", "action"];

    private int _counter;

    public ActivityNode Read(JsonObject json, ActivityNode parent)
    {
        if (parent.NodeId.Length > 4000)
        {
            throw new DefinitionUnreadableException(path, null, null, new LocalizedText("活动嵌套过深", "activities are nested too deeply"));
        }

        _counter++;
        var type = JsonRead.Text(json, "type") ?? "";
        var id = JsonRead.Text(json, "id") is { Length: > 0 } given ? given : $"activity{_counter}";
        if (ActivityKinds.Find(type) is null && library.Find(json) is { } used)
        {
            return ReadComposite(json, id, type, parent, used);
        }

        var node = new ActivityNode(json, id, type, parent);
        var slots = ImmutableArray.CreateBuilder<(string, ActivityNode)>();
        foreach (var (name, value) in json)
        {
            switch (value)
            {
                case JsonArray array when ArraySlots.Contains(name):
                    foreach (var child in array.OfType<JsonObject>().Where(LooksLikeActivity))
                    {
                        slots.Add((name, Read(child, node)));
                    }

                    break;
                case JsonArray cases when CaseSlots.Contains(name):
                    slots.AddRange(ReadCases(name, cases, node));
                    break;
                case JsonObject single when SingleSlots.Contains(name) && LooksLikeActivity(single):
                    slots.Add((name, Read(single, node)));
                    break;
            }
        }

        node.Attach(slots.ToImmutable());
        return node;
    }

    /// <summary>The activity of a case is called by the case (<c>cases[0]</c>), those of a state or transition by their part too (<c>states[0].entry</c>).</summary>
    private IEnumerable<(string, ActivityNode)> ReadCases(string name, JsonArray cases, ActivityNode node)
    {
        for (var i = 0; i < cases.Count; i++)
        {
            foreach (var (part, value) in cases[i] as JsonObject ?? [])
            {
                if ((part == "activity" || StateSlots.Contains(part)) && value is JsonObject body && LooksLikeActivity(body))
                {
                    yield return (part == "activity" ? $"{name}[{i}]" : $"{name}[{i}].{part}", Read(body, node));
                }
            }
        }
    }

    /// <summary>An activity that stands for a definition holds that definition as a workflow of its own, with its variables.</summary>
    private ActivityNode ReadComposite(JsonObject json, string id, string type, ActivityNode parent, JsonObject used)
    {
        var composite = CompositeDefinition.Read(used);
        var node = new ActivityNode(json, id, type, parent, composite);
        if (composite.DefinitionId == definitionId || IsInside(parent, composite.DefinitionId))
        {
            throw new DefinitionUnreadableException(path, null, null, new LocalizedText($"流程“{composite.DefinitionId}”把自己用作活动", $"the workflow '{composite.DefinitionId}' uses itself as an activity"));
        }

        var workflow = new ActivityNode(new JsonObject { ["variables"] = used["variables"]?.DeepClone() }, composite.DefinitionId, "Elsa.Workflow", node);
        workflow.Attach(used["root"] is JsonObject root ? [("root", Read(root, workflow))] : []);
        node.Attach([("root", workflow)]);
        return node;
    }

    private static bool IsInside(ActivityNode node, string id) => node.Composite?.DefinitionId == id || (node.Parent is { } parent && IsInside(parent, id));

    private static bool LooksLikeActivity(JsonObject json) => JsonRead.Text(json, "type") is { Length: > 0 } && json["expression"] is null;
}
