using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Forms;

/// <summary>What a form, a group of fields and a code table begin with.</summary>
public static class NewForm
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The file of a form, or of a group, without fields.</summary>
    public static string Text(LocalizedText title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new JsonObject { ["title"] = FieldPalette.Words(title), ["fields"] = new JsonArray() }.ToJsonString(Written) + "\n";
    }
}
