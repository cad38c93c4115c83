using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DotLiquid;

namespace Workflows.Mail.Composing;

/// <summary>Turns a JSON model into what a template may read: texts, numbers, lists and objects, nothing with behaviour.</summary>
/// <remarks>
/// A text in both languages (<c>{ "zh": …, "en": … }</c>) becomes the receiver's; an instant (ISO 8601 with an offset) becomes the local
/// clock's <c>yyyy-MM-dd HH:mm</c>.
/// </remarks>
internal sealed partial class MailModel(string language, TimeSpan localOffset)
{
    /// <summary>Converts an object.</summary>
    public Hash ToHash(JsonObject source)
    {
        var hash = new Hash();
        foreach (var (name, value) in source)
        {
            hash[name] = Convert(value);
        }

        return hash;
    }

    /// <summary>An instant as templates show it.</summary>
    public string Local(DateTimeOffset instant) => instant.ToOffset(localOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private object? Convert(JsonNode? node) => node switch
    {
        JsonObject source => Localized(source) is { } text ? text : ToHash(source),
        JsonArray array => array.Select(Convert).ToList(),
        JsonValue value => Scalar(value),
        _ => null,
    };

    private object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => Text(value.ToString()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value.ToJsonString()),
        _ => null,
    };

    private static object Number(string text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? whole
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact
        : text;

    private string Text(string text) =>
        Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? Local(instant) : text;

    private string? Localized(JsonObject source)
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
