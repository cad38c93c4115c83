using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>Reads members that may be missing, null or of a neighbouring type, as hand-made and exported files have them.</summary>
public static class JsonRead
{
    /// <summary>A member as text; <see langword="null"/> when it is missing or is no single value.</summary>
    public static string? Text(JsonObject? json, string name) => Text(json?[name]);

    /// <summary>A single value as text; <see langword="null"/> for lists, objects and nothing.</summary>
    public static string? Text(JsonNode? node) => node is not JsonValue value
        ? null
        : value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => value.ToJsonString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    /// <summary>A member by its name as written, else by its name in any case: Elsa declares <c>Total</c> and writes <c>total</c>.</summary>
    internal static JsonNode? Member(JsonObject json, string name) => json[name] ?? json.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>A member as a whole number, also one that stands as text; <see langword="null"/> when it is none.</summary>
    internal static int? Int(JsonObject? json, string name) =>
        int.TryParse(Text(json, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a member is true, also as text; missing is false.</summary>
    public static bool Flag(JsonObject? json, string name) => Text(json, name) is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The objects of a list; none when it is no list.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>The single values of a list as texts; none when it is no list.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray array ? array.Select(Text).OfType<string>() : [];

    /// <summary>A text in both languages: <c>{"zh","en"}</c>, or one string for both.</summary>
    public static LocalizedText? Localized(JsonNode? node) => node switch
    {
        JsonObject both when (Text(both, "zh") ?? Text(both, "en")) is { } any => new LocalizedText(Text(both, "zh") ?? any, Text(both, "en") ?? any),
        JsonValue value when Text(value) is { } text => LocalizedText.Same(text),
        _ => null,
    };
}
