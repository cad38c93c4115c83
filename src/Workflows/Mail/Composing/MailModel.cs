using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Mail.Composing;

/// <summary>Puts a model into the words of its reader.</summary>
/// <remarks>
/// A text in both languages (<c>{ "zh": …, "en": … }</c>) becomes the receiver's; an instant (ISO 8601 with an offset) becomes the local
/// clock's <c>yyyy-MM-dd HH:mm</c>.
/// </remarks>
internal sealed partial class MailModel(string language, TimeSpan localOffset)
{
    /// <summary>The object in the reader's words.</summary>
    public JsonObject Localize(JsonObject source) =>
        new(source.Select(member => KeyValuePair.Create(member.Key, Localize(member.Value))));

    private JsonNode? Localize(JsonNode? node) => node switch
    {
        JsonObject source => Chosen(source) is { } text ? text : Localize(source),
        JsonArray array => new JsonArray([.. array.Select(Localize)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Local(value.ToString()),
        _ => node?.DeepClone(),
    };

    private string Local(string text) =>
        Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToOffset(localOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : text;

    private string? Chosen(JsonObject source)
    {
        if (source.Count != 2)
        {
            return null;
        }

        string? zh = null, en = null;
        foreach (var (name, value) in source)
        {
            var text = value?.GetValueKind() == JsonValueKind.String ? value.ToString() : null;
            (zh, en) = name.ToLowerInvariant() switch { "zh" => (text, en), "en" => (zh, text), _ => (zh, en) };
        }

        return zh is null || en is null ? null : language == "zh-CN" ? zh : en;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();
}
