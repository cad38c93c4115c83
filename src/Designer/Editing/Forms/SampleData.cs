using System.Text.Json.Nodes;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>Answers to try a form with: a plausible one for every field that a person could type in, so that rules have something to judge.</summary>
public static class SampleData
{
    /// <summary>A complete sample of what people would type; photos, places and signatures stay empty.</summary>
    /// <param name="form">The form.</param>
    /// <param name="today">The organisation's time, for dates.</param>
    public static JsonObject Of(FormDefinition form, DateTimeOffset today)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Answers(form.AllFields, today);
    }

    private static JsonObject Answers(IEnumerable<FormField> fields, DateTimeOffset today) => new(
        from field in fields
        where field.HoldsValue && field.Compute is null
        let answer = Answer(field, today)
        where answer is not null
        select KeyValuePair.Create(field.Key, (JsonNode?)answer));

    private static JsonNode? Answer(FormField field, DateTimeOffset today) => field switch
    {
        TextField { Pattern: null } text => field.Label.Zh.PadRight(text.MinLength, '。')[..Math.Min(text.MaxLength, Math.Max(text.MinLength, field.Label.Zh.Length))],
        NumberField number => number.Min ?? (number.Max is { } most ? Math.Min(1, most) : 1),
        DateTimeField => field.Kind switch
        {
            FieldKind.Date => today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            FieldKind.Time => "09:00",
            _ => today.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        },
        ChoiceField { Source: null } choice when field.Kind == FieldKind.Checklist => new JsonArray([.. choice.Options.Take(Math.Max(1, choice.MinItems)).Select(o => JsonValue.Create(o.Value))]),
        ChoiceField { Source: null, Options: [var first, ..] } => first.Value,
        BooleanField => true,
        TableField table => new JsonArray([.. Enumerable.Range(0, Math.Max(1, table.MinRows)).Select(_ => Answers(table.Columns, today))]),
        _ => null,
    };
}
