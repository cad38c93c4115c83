using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Workflows.Core.Definitions;

namespace Workflows.Core.Expressions;

/// <summary>Converts values between Elsa's types. Elsa's files write numbers and flags as text as often as not.</summary>
internal static class Conversion
{
    /// <summary>The value as the named type; a type that is not known leaves it as it is.</summary>
    /// <exception cref="ActivityFaultException">It cannot be converted.</exception>
    public static JsonNode? To(JsonNode? value, string? typeName, bool isArray = false)
    {
        if (value is null || typeName is null)
        {
            return value;
        }

        var (name, isList) = TypeName.Read(typeName);
        if (isArray || isList)
        {
            return Structured(value);
        }

        return name switch
        {
            "String" or "Guid" => AsString(value),
            "Boolean" => AsBoolean(value),
            "Int32" or "Int64" or "Long" or "Int16" or "Byte" => Whole(value),
            "Single" or "Double" or "Decimal" => Fraction(value),
            "DateTime" or "DateTimeOffset" => Instant(value) is { } instant ? JsonValue.Create(instant.ToString("O", CultureInfo.InvariantCulture)) : null,
            "TimeSpan" => Span(value) is { } span ? JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)) : null,
            "ObjectDictionary" or "StringDictionary" or "JSON" or "JsonElement" or "JsonNode" or "JsonObject" => Structured(value),
            _ => value,
        };
    }

    public static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar => scalar.GetValueKind() switch
        {
            JsonValueKind.String => scalar.TryGetValue<string>(out var text) ? text : scalar.ToString(),
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.Null => null,
            _ => scalar.ToJsonString(),
        },
        _ => value.ToJsonString(Relaxed),
    };

    public static bool Boolean(JsonNode? value)
    {
        switch (value)
        {
            case null:
                return false;
            case JsonValue scalar:
                switch (scalar.GetValueKind())
                {
                    case JsonValueKind.True:
                        return true;
                    case JsonValueKind.False or JsonValueKind.Null:
                        return false;
                    case JsonValueKind.Number:
                        return Number(scalar) != 0;
                    default:
                        var text = Text(scalar)!.Trim();
                        return text.ToUpperInvariant() switch
                        {
                            "TRUE" or "1" or "YES" or "ON" => true,
                            "FALSE" or "0" or "" or "NO" or "OFF" => false,
                            _ => throw Cannot(value, "是/否", "a yes or no"),
                        };
                }

            default:
                return true;
        }
    }

    public static double? Number(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number => double.Parse(scalar.ToJsonString(), CultureInfo.InvariantCulture),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.True => 1,
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.False => 0,
        JsonValue scalar when string.IsNullOrWhiteSpace(Text(scalar)) => null,
        JsonValue scalar when double.TryParse(Text(scalar), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => throw Cannot(value, "数字", "a number"),
    };

    public static int? Integer(JsonNode? value)
    {
        var number = Number(value);
        return number switch
        {
            null => null,
            >= int.MinValue and <= int.MaxValue => (int)Math.Round(number.Value, MidpointRounding.ToEven),
            _ => throw Cannot(value, "32 位整数", "a 32-bit integer"),
        };
    }

    public static DateTimeOffset? Instant(JsonNode? value)
    {
        var text = Text(value);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw Cannot(value, "日期时间", "a date and time");
    }

    /// <summary>A length of time: <c>00:00:10</c>, ISO 8601 (<c>PT10S</c>), or a number of seconds.</summary>
    public static TimeSpan? Span(JsonNode? value)
    {
        var text = Text(value)?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.Number)
        {
            return TimeSpan.FromSeconds(Number(value)!.Value);
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw Cannot(value, "时长(如 00:00:10 或 PT10S)", "a length of time (such as 00:00:10 or PT10S)");
        }
    }

    /// <summary>A list: an array as it is, text with JSON in it parsed, nothing as an empty list, anything else as one item.</summary>
    public static JsonArray Items(JsonNode? value) => Structured(value) switch
    {
        null => [],
        JsonArray array => array,
        var one => [one.DeepClone()],
    };

    /// <summary>Text that holds a JSON object or array becomes that; everything else stays.</summary>
    public static JsonNode? Structured(JsonNode? value)
    {
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.String || Text(scalar) is not { } text || text.TrimStart() is not ['{' or '[', ..])
        {
            return value;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new ActivityFaultException($"不是有效的 JSON:{e.Message} / not valid JSON: {e.Message}", e);
        }
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode? AsString(JsonNode value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? value : JsonValue.Create(Text(value));

    private static JsonNode? AsBoolean(JsonNode value) =>
        value is JsonValue scalar && scalar.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value : JsonValue.Create(Boolean(value));

    private static JsonNode? Whole(JsonNode value)
    {
        if (value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.Number && scalar.ToJsonString() is var text && !text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return value;
        }

        return Number(value) is { } number ? JsonNumber.Of((long)Math.Round(number, MidpointRounding.ToEven)) : null;
    }

    private static JsonNode? Fraction(JsonNode value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.Number ? value : Number(value) is { } number ? JsonNumber.Of(number) : null;

    private static ActivityFaultException Cannot(JsonNode? value, string zh, string en)
    {
        var shown = Text(value) ?? "null";
        shown = shown.Length > 80 ? shown[..80] + "…" : shown;
        return new ActivityFaultException($"“{shown}”不是{zh} / '{shown}' is not {en}");
    }
}
