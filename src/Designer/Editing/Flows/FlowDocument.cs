using System.Text.Json.Nodes;
using Designer.Editing.Text;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>
/// A definition's file while it is designed. It never changes: an edit makes another one, whose text differs only where the edit does – members that
/// this product does not know, and the way the file is written, stay byte for byte.
/// </summary>
public sealed class FlowDocument : IEditedDocument<FlowDocument, FlowEdit>
{
    private readonly JsonObject _file;
    private readonly Lazy<WorkflowDefinition> _reading;

    private FlowDocument(string text, JsonObject file)
    {
        Text = text;
        _file = file;
        _reading = new(() => WorkflowDefinitionReader.Read(_file));
    }

    /// <summary>The file.</summary>
    public string Text { get; }

    /// <summary>The definition in it, to look at and not to change.</summary>
    public JsonObject Definition => WorkflowLibrary.Unwrap(_file);

    /// <summary>The definition as the engine reads it, without the components of its folder.</summary>
    public WorkflowDefinition Reading => _reading.Value;

    /// <summary>A new file.</summary>
    /// <exception cref="DefinitionUnreadableException">It is no definition.</exception>
    public static FlowDocument New(JsonObject definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Read(definition.ToJsonString(NewFlow.Written) + "\n");
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DefinitionUnreadableException">It is not JSON, or not a definition; with the position.</exception>
    public static FlowDocument Read(string text)
    {
        _ = WorkflowDefinitionReader.Read(text);
        var plain = text.TrimStart('\uFEFF');
        return new FlowDocument(plain, JsonNode.Parse(plain, documentOptions: new() { MaxDepth = 128 })!.AsObject());
    }

    /// <inheritdoc/>
    public FlowDocument With(string text) => Read(text);

    /// <inheritdoc/>
    public (FlowDocument? After, Refusal? Refusal) With(IReadOnlyList<FlowEdit> gesture)
    {
        ArgumentNullException.ThrowIfNull(gesture);
        var change = new FlowChange(_file.DeepClone().AsObject());
        foreach (var edit in gesture)
        {
            if (edit.Apply(change) is { } refusal)
            {
                return (null, refusal);
            }
        }

        return (Rewritten(change), null);
    }

    /// <summary>The document after a change of its definition that no gesture describes.</summary>
    internal FlowDocument Changed(Action<JsonObject> change)
    {
        var changed = new FlowChange(_file.DeepClone().AsObject());
        change(changed.Definition);
        return Rewritten(changed);
    }

    private FlowDocument Rewritten(FlowChange change) => new(JsonRewriter.Rewrite(Text, _file, change.File), change.File);
}
