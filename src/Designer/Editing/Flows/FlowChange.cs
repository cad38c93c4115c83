using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>A file that is being changed by the edits of one gesture.</summary>
internal sealed class FlowChange(JsonObject file)
{
    public JsonObject File { get; } = file;

    public JsonObject Definition => WorkflowLibrary.Unwrap(File);

    /// <summary>The flowchart with this id, or the outermost one; <see langword="null"/> when there is none.</summary>
    public JsonObject? Flowchart(string? id) => id is null ? FlowTree.Root(Definition) : FlowTree.Find(Definition, id);

    public JsonObject? Find(string activityId) => FlowTree.Find(Definition, activityId);

    /// <summary>A note of a flowchart; <see langword="null"/> when it is not there.</summary>
    public JsonObject? Note(string? flowchartId, string id) =>
        JsonRead.Objects(((Flowchart(flowchartId)?["customProperties"] as JsonObject)?["closedLoop"] as JsonObject)?["notes"]).FirstOrDefault(n => JsonRead.Text(n, "id") == id);

    /// <summary>Sets the member at the end of a path, or takes it away.</summary>
    public static void Set(JsonObject owner, ImmutableArray<string> path, JsonNode? value)
    {
        owner = Object(owner, path.AsSpan()[..^1]);
        if (value is null)
        {
            owner.Remove(path[^1]);
        }
        else
        {
            owner[path[^1]] = value.DeepClone();
        }
    }

    /// <summary>The list under a name, made when it is not there.</summary>
    public static JsonArray List(JsonObject owner, string name)
    {
        if (owner[name] is not JsonArray list)
        {
            owner[name] = list = [];
        }

        return list;
    }

    /// <summary>The object under a path of names, made where it is not there.</summary>
    public static JsonObject Object(JsonObject owner, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (owner[name] is not JsonObject next)
            {
                owner[name] = next = [];
            }

            owner = next;
        }

        return owner;
    }
}
