using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>Reads and writes the JSON files of a workflow folder: strict when reading, so that nothing is lost in silence, and stable when writing.</summary>
internal static class JsonText
{
    /// <summary>How files are written: two blanks of indentation, Chinese as Chinese.</summary>
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a JSON object; anything else is an error with its position.</summary>
    public static JsonObject ReadObject(string text, string path)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 128 });
        }
        catch (JsonException e)
        {
            throw new DefinitionUnreadableException(
                path,
                e.LineNumber + 1,
                e.BytePositionInLine + 1,
                new LocalizedText($"不是有效的 JSON:{Strip(e.Message)}", $"not valid JSON: {Strip(e.Message)}"),
                e);
        }

        return node as JsonObject
            ?? throw new DefinitionUnreadableException(path, 1, 1, new LocalizedText("文件应是一个 JSON 对象", "the file must hold a JSON object"));
    }

    /// <summary>Writes a node as file text, ending with a line break.</summary>
    public static string Write(JsonNode node) => node.ToJsonString(Indented) + "\n";

    private static string Strip(string message)
    {
        var at = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return at < 0 ? message : message[..at];
    }
}
