using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Host.Trials;

/// <summary>Values as a person can read them.</summary>
internal static class JsonWords
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON with its characters as they are; a dash for nothing.</summary>
    public static string Of(JsonNode? value) => value?.ToJsonString(Readable) ?? "–";
}
