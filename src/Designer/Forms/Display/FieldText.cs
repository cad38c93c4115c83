using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Designer.Forms.Tracks;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Forms.Display;

/// <summary>Values as words.</summary>
internal static class FieldText
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether there is nothing to show.</summary>
    public static bool IsEmpty(FieldState state) => state.Value is null or JsonArray { Count: 0 };

    /// <summary>The value as words; <see langword="null"/> when there is none.</summary>
    public static string? Of(FieldState state, FormSession session)
    {
        if (IsEmpty(state) || state.Value is not { } value)
        {
            return null;
        }

        return state.Field switch
        {
            NumberField number => WithUnit(value.ToJsonString(), number.Unit, session),
            BooleanField yesNo => session.T(value.GetValueKind() == JsonValueKind.True ? yesNo.Yes : yesNo.No),
            DateTimeField { Kind: FieldKind.DateTime } => Instant(value, session),
            LocationField => Place(value),
            ContextField context => Context(context, value, session),
            _ => Plain(value),
        };
    }

    private static string? Context(ContextField context, JsonNode value, FormSession session) => context.Format switch
    {
        "number" => WithUnit(Number(value, context.Decimals, 1), context.Unit, session),
        "percent" => Number(value, context.Decimals ?? 1, 100) is { } percent ? $"{percent} %" : null,
        "date" => Instant(value, session)?.Split(' ')[0],
        "datetime" => Instant(value, session),
        "json" => value.ToJsonString(s_readable),
        _ when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => session.T(value.GetValueKind() == JsonValueKind.True ? FormTexts.Yes : FormTexts.No),
        _ when Both(value) is { } both => WithUnit(session.T(both), context.Unit, session),
        _ => Plain(value) is { Length: > 0 } text ? WithUnit(text, context.Unit, session) : null,
    };

    /// <summary>Words that an expression gives in both languages; in Chinese alone they serve for both.</summary>
    private static LocalizedText? Both(JsonNode value) =>
        value is JsonObject words && words["zh"]?.ToString() is { Length: > 0 } zh ? new LocalizedText(zh, words["en"]?.ToString() is { Length: > 0 } en ? en : zh) : null;

    private static string? Number(JsonNode value, int? decimals, decimal factor)
    {
        if (!decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return Plain(value);
        }

        number *= factor;
        return decimals is { } digits
            ? decimal.Round(number, digits, MidpointRounding.AwayFromZero).ToString($"F{digits}", CultureInfo.InvariantCulture)
            : number.ToString("0.##########", CultureInfo.InvariantCulture);
    }

    private static string? WithUnit(string? text, LocalizedText? unit, FormSession session) =>
        text is null || unit is null ? text : $"{text} {session.T(unit)}";

    private static string? Instant(JsonNode value, FormSession session)
    {
        var text = value.ToString();
        return text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToOffset(session.State.Step.Now.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : Plain(value);
    }

    private static string? Place(JsonNode value) => GeoPoint.Read(value) is { } point
        ? string.Create(CultureInfo.InvariantCulture, $"{point.Lon:0.00000}, {point.Lat:0.00000}") + (point.Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $" (±{accuracy:0} m)") : "")
        : null;

    private static string? Plain(JsonNode value) => value switch
    {
        JsonArray list => string.Join(", ", list.Select(item => item?.ToString())),
        JsonObject obj => obj.ToJsonString(s_readable),
        _ => value.ToString() is { Length: > 0 } text ? text : null,
    };
}
