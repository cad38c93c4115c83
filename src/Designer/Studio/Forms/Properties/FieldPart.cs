using System.Text.Json.Nodes;
using Designer.Editing.Forms;
using Designer.Editing.Forms.Edits;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Studio.Forms.Properties;

/// <summary>A part of the properties of the selected field.</summary>
public abstract class FieldPart : FormStudioComponent
{
    /// <summary>The field; <see langword="null"/> = the form itself.</summary>
    [Parameter, EditorRequired]
    public required FormItem? Item { get; set; }

    /// <summary>It as it stands in the file, to look at.</summary>
    protected JsonObject Json => Item?.Json ?? Studio.Editor.Document.Form;

    /// <summary>A member as text; empty when it is missing.</summary>
    protected string Text(string member) => JsonRead.Text(Json, member) ?? "";

    /// <summary>Sets a member, or takes it away.</summary>
    protected void Set(string member, JsonNode? value, LocalizedText what) => Studio.Run(new SetFieldMember(Item?.Name, member, value, what));

    /// <summary>Sets a member to a text; an empty one takes it away.</summary>
    protected void SetText(string member, string text, LocalizedText what) => Set(member, string.IsNullOrWhiteSpace(text) ? null : JsonValue.Create(text.Trim()), what);

    /// <summary>Sets a member to words; empty ones take it away.</summary>
    protected void SetWords(string member, LocalizedText words, LocalizedText what)
    {
        ArgumentNullException.ThrowIfNull(words);
        Set(member, string.IsNullOrWhiteSpace(words.Zh) ? null : new JsonObject { ["zh"] = words.Zh.Trim(), ["en"] = words.En.Trim() }, what);
    }

    /// <summary>The words of a member; empty ones when it is missing.</summary>
    protected LocalizedText WordsOf(string member) => JsonRead.Localized(Json[member]) ?? LocalizedText.Same("");

    /// <summary>The objects of a list, to change: give them back with <see cref="SetList"/>.</summary>
    protected IReadOnlyList<JsonObject> List(string member) => [.. JsonRead.Objects(Json[member]).Select(o => o.DeepClone().AsObject())];

    /// <summary>Sets a list; an empty one takes it away.</summary>
    protected void SetList(string member, IEnumerable<JsonObject> items, LocalizedText what)
    {
        var list = new JsonArray([.. items.Select(i => (JsonNode)i.DeepClone())]);
        Set(member, list.Count == 0 ? null : list, what);
    }
}
