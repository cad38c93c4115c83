using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Studio.Flows.Properties;

/// <summary>A part of the properties of the selected step.</summary>
public abstract class StepPart : StudioComponent
{
    /// <summary>The step.</summary>
    [Parameter, EditorRequired]
    public required StepView Step { get; set; }

    /// <summary>The step as it stands in the file, to look at.</summary>
    protected JsonObject Json => FlowTree.Find(Studio.Editor.Document.Definition, Step.Node.Id) ?? [];

    /// <summary>A member as text; empty when it is missing.</summary>
    protected string Text(string member) => JsonRead.Text(Json, member) ?? "";

    /// <summary>The value of a wrapped input; <see langword="null"/> when it is missing.</summary>
    protected JsonObject? Expression(string member) => (Json[member] as JsonObject)?["expression"] as JsonObject;

    /// <summary>Sets a member, or takes it away.</summary>
    protected void Set(string member, JsonNode? value, LocalizedText what) => Studio.Run(new SetProperty(Step.Node.Id, [member], value, what));

    /// <summary>Sets an input to an expression.</summary>
    protected void SetExpression(string member, string typeName, string type, JsonNode? value, LocalizedText what) =>
        Set(member, new JsonObject { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } }, what);

    /// <summary>The objects of a list, to change: give them back to <see cref="SetList"/>.</summary>
    protected List<JsonObject> List(string member) => [.. JsonRead.Objects(Json[member]).Select(o => o.DeepClone().AsObject())];

    /// <summary>Sets a list.</summary>
    protected void SetList(string member, IEnumerable<JsonObject> items, LocalizedText what) => Set(member, new JsonArray([.. items.Select(i => (JsonNode)i.DeepClone())]), what);

    /// <summary>Changes one item of a list.</summary>
    protected void Change(string member, int index, LocalizedText what, Action<JsonObject> change)
    {
        var items = List(member);
        change(items[index]);
        SetList(member, items, what);
    }

    /// <summary>Takes one item out of a list.</summary>
    protected void Remove(string member, int index, LocalizedText what)
    {
        var items = List(member);
        items.RemoveAt(index);
        SetList(member, items, what);
    }

    /// <summary>What a field of the page says now.</summary>
    protected static string Said(ChangeEventArgs e) => e?.Value as string ?? "";
}
