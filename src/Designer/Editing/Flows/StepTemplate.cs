using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Flows;

/// <summary>Something that the palette offers: a step in the words of the business, and what it is in the file.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Group">Where the palette shows it.</param>
/// <param name="Label">What it is called; the words of a new step too.</param>
/// <param name="Hint">What it does, in a sentence.</param>
/// <param name="Type">The type of activity.</param>
public sealed record StepTemplate(string Key, StepGroup Group, LocalizedText Label, LocalizedText Hint, string Type)
{
    private static readonly string[] Tasks = ["ClosedLoop.UserTask", "ClosedLoop.Approval"];

    /// <summary>Makes the members that a new step of this kind begins with.</summary>
    internal Func<JsonObject> Members { get; init; } = static () => [];

    /// <summary>Whether a new step is a flow of its own, drawn on a canvas of its own.</summary>
    internal bool IsNested { get; init; }

    /// <summary>Outputs that a new step keeps in variables of its own: what people answered can be asked for later.</summary>
    internal ImmutableArray<string> Kept { get; init; } = [];

    /// <summary>Whether steps of a type carry their words as a title.</summary>
    public static bool HasTitle(string type) => Tasks.Contains(type);

    /// <summary>The variables that belong to a new step.</summary>
    internal IEnumerable<JsonObject> Variables(string id) => Kept.Select(output => new JsonObject
    {
        ["id"] = VariableId(id, output),
        ["name"] = VariableName(id, output),
        ["typeName"] = "Object",
        ["isArray"] = false,
        ["value"] = null,
        ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver",
    });

    /// <summary>A new step of this kind, without a place.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="nodeId">Its place among all steps, as Elsa writes it.</param>
    internal JsonObject Make(string id, string nodeId)
    {
        var step = new JsonObject { ["id"] = id, ["nodeId"] = nodeId, ["name"] = id, ["type"] = Type, ["version"] = 1 };
        if (HasTitle(Type))
        {
            step["title"] = Words();
        }

        foreach (var (name, value) in Members())
        {
            step[name] = value?.DeepClone();
        }

        if (IsNested)
        {
            NewFlow.Fill(step, $"{id}-");
        }

        foreach (var output in Kept)
        {
            step[output] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = VariableId(id, output) } };
        }

        var custom = new JsonObject { ["canStartWorkflow"] = false, ["runAsynchronously"] = false };
        if (!HasTitle(Type))
        {
            custom["closedLoop"] = new JsonObject { ["label"] = Words() };
        }

        step["customProperties"] = custom;
        step["metadata"] = new JsonObject { ["displayText"] = Label.Zh };
        return step;
    }

    private static string VariableId(string id, string output) => $"v-{id}-{output}";

    private static string VariableName(string id, string output) => $"{id.Replace('-', '_')}_{output}";

    private JsonObject Words() => new() { ["zh"] = Label.Zh, ["en"] = Label.En };
}
