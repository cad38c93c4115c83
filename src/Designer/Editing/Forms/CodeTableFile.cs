using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>Reads and writes the file of a code table, keeping what this product does not know.</summary>
public static class CodeTableFile
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>A table with one answer to begin with.</summary>
    public static string New(LocalizedText title) => With(new JsonObject { ["title"] = FieldPalette.Words(title) }, [new FormOption("a", new LocalizedText("选项一", "First answer"))]);

    /// <summary>The answers of a file, whether or not all of them are complete; <see langword="null"/> when it is no JSON object.</summary>
    public static (JsonObject File, ImmutableArray<FormOption> Options)? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject file
                ? (file, [.. JsonRead.Objects(file["options"]).Select(o => new FormOption(JsonRead.Text(o, "value") ?? "", JsonRead.Localized(o["label"]) ?? LocalizedText.Same("")))])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The file with other answers.</summary>
    public static string With(JsonObject file, IEnumerable<FormOption> options)
    {
        ArgumentNullException.ThrowIfNull(file);
        var changed = file.DeepClone().AsObject();
        changed["options"] = new JsonArray([.. options.Select(o => (JsonNode)new JsonObject { ["value"] = o.Value, ["label"] = FieldPalette.Words(o.Label) })]);
        return changed.ToJsonString(Written) + "\n";
    }
}
