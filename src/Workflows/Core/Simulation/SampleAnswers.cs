using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Forms;

namespace Workflows.Core.Simulation;

/// <summary>
/// Answers that nobody gave: what a required field without an answer is filled with, so that a form can be handed in on trial. The first option, the
/// least number, today; always the same for the same form.
/// </summary>
public static class SampleAnswers
{
    /// <summary>A form has rules that open other fields: so often it is looked at again.</summary>
    private const int Rounds = 10;

    private const string Point = "\"lon\":113.92,\"lat\":30.92";

    /// <summary>Fills every field that is required and empty. What is there stays; a field that cannot be guessed (options from a source, a pattern) stays empty.</summary>
    /// <param name="form">The form; changed.</param>
    /// <returns>Keys of the fields that were filled.</returns>
    public static IReadOnlyList<string> Fill(FormState form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var filled = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = filled.Count;
            foreach (var key in form.Problems.Where(p => p.Code is "required" or "count").Select(p => p.Path).Distinct().ToList())
            {
                if (form.Form.AllFields.FirstOrDefault(f => f.Key == key) is { } field && IsEmpty(form[key].Value) && !filled.Contains(key) && Of(field, form.Step.Now) is { } value)
                {
                    form.Set(key, value);
                    filled.Add(key);
                }
            }

            if (filled.Count == before)
            {
                break;
            }
        }

        return filled;
    }

    private static JsonNode? Of(FormField field, DateTimeOffset now) => field switch
    {
        TextField { Pattern: null } text => "试填".PadRight(Math.Max(2, text.MinLength), '。')[..Math.Min(Math.Max(2, text.MinLength), text.MaxLength)],
        NumberField number => number.Min ?? (number.Max < 0 ? number.Max : 0),
        DateTimeField => field.Kind switch
        {
            FieldKind.Date => FieldDates.Today(now),
            FieldKind.Time => now.ToString("HH:mm", CultureInfo.InvariantCulture),
            _ => FieldDates.Text(now),
        },
        ChoiceField { Options: [{ } first, ..] } choice => choice.Kind == FieldKind.Checklist
            ? new JsonArray([.. choice.Options.Take(Math.Max(1, choice.MinItems)).Select(o => (JsonNode)o.Value)])
            : first.Value,
        BooleanField => true,
        EvidenceField evidence => new JsonArray([.. Enumerable.Range(1, Math.Max(1, evidence.Min)).Select(n => JsonNode.Parse(Photo(n)))]),
        TableField { FixedRows: false } table => new JsonArray([.. Enumerable.Range(0, Math.Max(1, table.MinRows)).Select(_ => Row(table, now))]),
        LocationField => JsonNode.Parse($$"""{{{Point}}}"""),
        TrackField track => new JsonObject { ["points"] = new JsonArray([.. Enumerable.Range(0, Math.Max(1, track.MinPoints)).Select(n => JsonNode.Parse($$"""{{{Point}},"at":"{{FieldDates.Text(now.AddSeconds(n))}}"}"""))]) },
        SignatureField => JsonNode.Parse($$"""{"svg":"M0 0 L10 10","signedAt":"{{FieldDates.Text(now)}}"}"""),
        _ => null,
    };

    private static JsonObject Row(TableField table, DateTimeOffset now) =>
        new(table.Columns.Where(c => c is { HoldsValue: true, Compute: null }).Select(c => KeyValuePair.Create(c.Key, Of(c, now))));

    private static bool IsEmpty(JsonNode? value) => value is null or JsonArray { Count: 0 };

    private static string Photo(int n) =>
        $$"""{"id":"00000000-0000-4000-8000-{{n:D12}}","fileName":"sample-{{n}}.jpg","contentType":"image/jpeg","sha256":"{{new string('0', 64)}}","length":1}""";
}
