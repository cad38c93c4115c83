using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>What a finished value must keep to: ranges, least lengths and counts, patterns.</summary>
internal static class ValueLimits
{
    /// <summary>The first limit that a value (already clean and present) breaks; <see langword="null"/> = none.</summary>
    public static ValueProblem? Check(FormField field, JsonNode value, DateTimeOffset now) => field switch
    {
        TextField text => Text(text, value.GetValue<string>()),
        NumberField number => Number(number, FieldNumber.Read(value)!.Value),
        DateTimeField date => Date(date, value.GetValue<string>(), now),
        ChoiceField { Kind: FieldKind.Checklist } list => Few(list, list.MinItems, value.AsArray().Count),
        EvidenceField evidence => Few(evidence, evidence.Min, value.AsArray().Count),
        TableField table => Few(table, table.MinRows, value.AsArray().Count),
        TrackField track => Few(track, track.MinPoints, value["points"]!.AsArray().Count),
        _ => null,
    };

    /// <summary>How many are missing in a list that may be empty; <see langword="null"/> = enough.</summary>
    public static ValueProblem? Few(FormField field, int min, int count) =>
        count < min ? new("count", FieldMessages.TooFew(field, min, count), Structural: false) : null;

    private static ValueProblem? Text(TextField field, string text) =>
        text.Length < field.MinLength ? new("length", FieldMessages.TooShort(field, field.MinLength), Structural: false)
        : field.Matcher is { } matcher && !matcher.IsMatch(text) ? new("pattern", FieldMessages.Pattern(field), Structural: false)
        : null;

    private static ValueProblem? Number(NumberField field, decimal number)
    {
        LocalizedText? message = null;
        if (number < field.Min)
        {
            message = FieldMessages.Below(field, FieldNumber.Text(field.Min.Value));
        }
        else if (number > field.Max)
        {
            message = FieldMessages.Above(field, FieldNumber.Text(field.Max.Value));
        }
        else if (field.Decimals is { } decimals && decimal.Round(number, decimals) != number)
        {
            message = FieldMessages.Decimals(field, decimals);
        }
        else if (field.Step is { } step && (number - (field.Min ?? 0)) % step != 0)
        {
            message = FieldMessages.Step(field, FieldNumber.Text(step), FieldNumber.Text(field.Min ?? 0));
        }

        return message is null ? null : new("range", message, Structural: false);
    }

    private static ValueProblem? Date(DateTimeField field, string text, DateTimeOffset now)
    {
        var (min, max) = (Bound(field.Min, now), Bound(field.Max, now));
        return min is not null && FieldDates.Compare(field.Kind, text, min) < 0 ? new("range", FieldMessages.Before(field, Shown(min)), Structural: false)
            : max is not null && FieldDates.Compare(field.Kind, text, max) > 0 ? new("range", FieldMessages.After(field, Shown(max)), Structural: false)
            : null;
    }

    private static string? Bound(string? bound, DateTimeOffset now) => bound switch
    {
        "today" => FieldDates.Today(now),
        "now" => FieldDates.Text(now),
        _ => bound,
    };

    private static string Shown(string bound) => bound.Length > 16 ? bound[..16].Replace('T', ' ') : bound;
}
