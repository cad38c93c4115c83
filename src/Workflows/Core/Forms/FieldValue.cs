using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Core.Forms;

/// <summary>What is wrong with one value, before it is known where the value stands.</summary>
/// <param name="Code">Code of the <see cref="FieldProblem"/>.</param>
/// <param name="Message">What to do.</param>
/// <param name="Structural">Whether the value cannot be stored at all; otherwise it is merely not finished.</param>
internal sealed record ValueProblem(string Code, LocalizedText Message, bool Structural);

/// <summary>A value in the one form it is stored in, or why it is none.</summary>
internal readonly record struct CleanValue(JsonNode? Value, ValueProblem? Problem);

/// <summary>Reads a submitted value strictly by its kind, and brings it into the one form it is stored in.</summary>
internal static class FieldValue
{
    private const int MaxOptionLength = 200;

    /// <summary>Reads a value of any field that is no table. Empty texts become <see langword="null"/>; nothing is guessed.</summary>
    public static CleanValue Clean(FormField field, JsonNode? node) => node is null ? new(field.Empty, null) : field switch
    {
        TextField text => Text(text, node),
        NumberField number => Number(number, node),
        DateTimeField date => Date(date, node),
        ChoiceField { Kind: FieldKind.Checklist } list => Choices(list, node),
        ChoiceField choice => Choice(choice, node),
        BooleanField => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? new(JsonValue.Create(node.GetValue<bool>()), null)
            : Wrong(field, "是或否", "yes or no"),
        EvidenceField evidence => EvidenceValue.Clean(evidence, node),
        LocationField => PlaceValue.Location(field, node),
        TrackField track => PlaceValue.Track(track, node),
        SignatureField => PlaceValue.Signature(field, node),
        _ => Wrong(field, "可填写的字段", "a field that holds a value"),
    };

    /// <summary>Whether the value counts as given.</summary>
    public static bool IsPresent(FormField field, JsonNode? value) => value switch
    {
        null => false,
        JsonArray array => array.Count > 0,
        JsonValue flag when field.Kind == FieldKind.Checkbox => flag.GetValue<bool>(),
        _ => true,
    };

    /// <summary>A matcher of whole texts that needs no backtracking, so that no text makes it slow; <see langword="null"/> when the expression cannot be used.</summary>
    public static Regex? Compile(string pattern)
    {
        try
        {
            return new Regex($"^(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public static CleanValue Wrong(FormField field, string zh, string en) =>
        new(field.Empty, new ValueProblem("type", FieldMessages.WrongType(field, zh, en), Structural: true));

    public static CleanValue Refuse(FormField field, string code, LocalizedText message) => new(field.Empty, new ValueProblem(code, message, Structural: true));

    private static CleanValue Text(TextField field, JsonNode node)
    {
        if (node.GetValueKind() != JsonValueKind.String)
        {
            return Wrong(field, "文字", "text");
        }

        var text = node.GetValue<string>();
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Wrong(field, "不含空字符的文字", "text without null characters");
        }

        text = text.ReplaceLineEndings(field.Kind == FieldKind.Text ? " " : "\n").Trim();
        return text.Length > field.MaxLength
            ? Refuse(field, "length", FieldMessages.TooLong(field, field.MaxLength, text.Length))
            : new(text.Length == 0 ? null : JsonValue.Create(text), null);
    }

    private static CleanValue Number(NumberField field, JsonNode node) => FieldNumber.Read(node) is { } number
        ? new(JsonValue.Create(number), null)
        : Wrong(field, "数字", "a number");

    private static CleanValue Date(DateTimeField field, JsonNode node)
    {
        var sample = FieldDates.Sample(field.Kind);
        if (node.GetValueKind() != JsonValueKind.String || node.GetValue<string>() is not { } text)
        {
            return Wrong(field, $" {sample} 的格式", $"written like {sample}");
        }

        if (text.Length == 0)
        {
            return new(null, null);
        }

        return FieldDates.IsValid(field.Kind, text)
            ? new(JsonValue.Create(field.Kind == FieldKind.DateTime ? FieldDates.Text(FieldDates.Instant(text)!.Value) : text), null)
            : Wrong(field, $" {sample} 的格式", $"written like {sample}");
    }

    private static CleanValue Choice(ChoiceField field, JsonNode node)
    {
        if (node.GetValueKind() != JsonValueKind.String)
        {
            return Wrong(field, "选项", "one of the options");
        }

        var value = node.GetValue<string>();
        return value.Length == 0 ? new(null, null)
            : IsOption(field, value) ? new(JsonValue.Create(value), null)
            : Refuse(field, "option", FieldMessages.NoOption(field, value));
    }

    private static CleanValue Choices(ChoiceField field, JsonNode node)
    {
        if (node is not JsonArray array || array.Any(item => item?.GetValueKind() != JsonValueKind.String))
        {
            return Wrong(field, "选项列表", "a list of options");
        }

        if (array.Count > field.MaxItems)
        {
            return Refuse(field, "count", FieldMessages.TooMany(field, field.MaxItems, array.Count));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in array.Select(item => item!.GetValue<string>()))
        {
            if (!IsOption(field, value))
            {
                return Refuse(field, "option", FieldMessages.NoOption(field, value));
            }

            if (!seen.Add(value))
            {
                return Refuse(field, "option", FieldMessages.Twice(field, value));
            }
        }

        return new(new JsonArray([.. array.Select(item => JsonValue.Create(item!.GetValue<string>()))]), null);
    }

    // What a source offers is checked by the host, which knows it (FormMembership).
    private static bool IsOption(ChoiceField field, string value) => field.Source is not null
        ? value.Length is > 0 and <= MaxOptionLength && !value.Contains('\0', StringComparison.Ordinal)
        : field.Options.Any(option => option.Value == value);
}
