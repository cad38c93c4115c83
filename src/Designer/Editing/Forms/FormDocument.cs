using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Designer.Editing.Text;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Forms;

/// <summary>
/// The file of a form, or of a group of fields, while it is designed. It never changes: an edit makes another one, whose text differs only where the edit
/// does – members that this product does not know, and the way the file is written, stay byte for byte.
/// </summary>
public sealed class FormDocument : IEditedDocument<FormDocument, FormEdit>
{
    private readonly Lazy<ImmutableArray<FormItem>> _items;

    private FormDocument(string text, JsonObject form)
    {
        (Text, Form) = (text, form);
        _items = new(() => FormTree.Items(form));
    }

    /// <summary>The file.</summary>
    public string Text { get; }

    /// <summary>The form in it, to look at and not to change.</summary>
    public JsonObject Form { get; }

    /// <summary>What it is called; <see langword="null"/> when it has no title.</summary>
    public LocalizedText? Title => JsonRead.Localized(Form["title"]);

    /// <summary>The fields as they are nested.</summary>
    public ImmutableArray<FormItem> Items => _items.Value;

    /// <summary>Every field, section and column, in the order of the file.</summary>
    public IEnumerable<FormItem> AllItems => Items.SelectMany(i => i.WithInner);

    /// <summary>Opens a file.</summary>
    /// <exception cref="DefinitionUnreadableException">It is not one JSON object, or has comments, which would be lost.</exception>
    public static FormDocument Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.TrimStart('\uFEFF');
        try
        {
            return JsonNode.Parse(plain, documentOptions: new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false }) is JsonObject form
                ? new FormDocument(plain, form)
                : throw new DefinitionUnreadableException("form", null, null, new LocalizedText("表单应是一个 JSON 对象", "a form is one JSON object"));
        }
        catch (JsonException exception)
        {
            throw new DefinitionUnreadableException(
                "form",
                exception.LineNumber + 1,
                exception.BytePositionInLine + 1,
                new LocalizedText($"不是设计器能编辑的 JSON（不能有注释和多余的逗号）：{exception.Message}", $"this is no JSON that can be edited here (without comments and trailing commas): {exception.Message}"),
                exception);
        }
    }

    /// <summary>The field of this name, or <see langword="null"/>.</summary>
    public FormItem? Find(FieldName name) => AllItems.FirstOrDefault(i => i.Name == name);

    /// <summary>The innermost field that a place in the file belongs to, such as <c>fields[3].columns[1].required</c>; <see langword="null"/> for the form's own members.</summary>
    public FormItem? At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return AllItems.LastOrDefault(i => path == i.Path || path.StartsWith(i.Path + ".", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public FormDocument With(string text) => Read(text);

    /// <inheritdoc/>
    public (FormDocument? After, Refusal? Refusal) With(IReadOnlyList<FormEdit> gesture)
    {
        ArgumentNullException.ThrowIfNull(gesture);
        var form = Form.DeepClone().AsObject();
        foreach (var edit in gesture)
        {
            if (edit.Apply(form) is { } refusal)
            {
                return (null, refusal);
            }
        }

        return (new FormDocument(JsonRewriter.Rewrite(Text, Form, form), form), null);
    }
}
