using System.Text.Json.Nodes;
using Designer.Editing.Forms;
using Workflows.Core.Forms;

namespace Designer.Editing.Tests.Forms;

/// <summary>What a designer is told of drafts before they meet the new form, and the samples that a form is tried with.</summary>
public sealed class DraftImpactTests
{
    private const string Before = """{ "title": "f", "fields": [{ "key": "a", "kind": "text", "label": "A" }, { "key": "b", "kind": "number", "label": "B" }, { "key": "c", "kind": "text", "label": "C", "required": true }, { "key": "t", "kind": "table", "label": "T", "columns": [{ "key": "x", "kind": "text", "label": "X" }] }] }""";

    private static readonly JsonObject[] Drafts =
    [
        Json("""{ "a": "words", "b": 1, "t": [{ "x": "row" }] }"""),
        Json("""{ "a": "words", "c": "c" }"""),
        Json("""{ "b": 2 }"""),
        Json("""{ "c": "only" }"""),
    ];

    [Fact]
    public void The_same_form_touches_no_draft()
    {
        var impact = DraftImpact.Of(Form(Before), Form(Before), Drafts);

        Assert.Equal((4, 4), (impact.Drafts, impact.Untouched));
        Assert.Empty(impact.Fields);
    }

    [Fact]
    public void Fields_that_go_are_renamed_change_their_kind_or_are_demanded_are_counted_over_the_drafts()
    {
        var after = Before
            .Replace("\"key\": \"a\"", "\"key\": \"words\"", StringComparison.Ordinal)
            .Replace("\"kind\": \"number\", \"label\": \"B\"", "\"kind\": \"yesno\", \"label\": \"B\", \"required\": true", StringComparison.Ordinal)
            .Replace("{ \"key\": \"x\", \"kind\": \"text\"", "{ \"key\": \"y\", \"kind\": \"text\"", StringComparison.Ordinal);

        var impact = DraftImpact.Of(Form(Before), Form(after), Drafts);

        Assert.Equal(
            ["b Asked 4 ", "a Lost 2 words", "b Lost 2 ", "t Lost 1 "],
            impact.Fields.Select(f => $"{f.Key} {f.Kind} {f.Drafts} {f.RenamedTo}"));
        Assert.Equal((4, 0), (impact.Drafts, impact.Untouched));
        Assert.Equal("A", impact.Fields[1].Label.En);
    }

    [Fact]
    public void A_sample_answers_every_field_that_can_be_typed_and_fits_the_form()
    {
        var form = Form("""
            { "title": "f", "fields": [
              { "key": "name", "kind": "text", "label": "Name", "minLength": 6, "maxLength": 7 }, { "key": "n", "kind": "number", "label": "N", "min": 5, "max": 9 }, { "key": "d", "kind": "datetime", "label": "D", "max": "now" },
              { "key": "day", "kind": "date", "label": "Day" }, { "key": "at", "kind": "time", "label": "At" }, { "key": "yes", "kind": "yesno", "label": "?" }, { "key": "tick", "kind": "checkbox", "label": "!", "required": true },
              { "key": "one", "kind": "radio", "label": "One", "options": [{ "value": "x", "label": "X" }] }, { "key": "some", "kind": "checklist", "label": "Some", "minItems": 2, "options": [{ "value": "x", "label": "X" }, { "value": "y", "label": "Y" }] },
              { "key": "sum", "kind": "number", "label": "Sum", "compute": "data.n * 2" }, { "key": "rows", "kind": "table", "label": "Rows", "minRows": 2, "columns": [{ "key": "c", "kind": "number", "label": "C", "required": true }] } ] }
            """);
        var now = new DateTimeOffset(2026, 11, 23, 14, 5, 0, TimeSpan.FromHours(8));

        var sample = SampleData.Of(form, now);

        Assert.Equal(form.AllFields.Where(f => f.Compute is null).Select(f => f.Key), sample.Select(m => m.Key));
        Assert.Empty(FormValidator.Validate(form, [], sample, [], [], false, now).Problems);
    }

    [Fact]
    public void Every_member_that_is_offered_is_one_that_the_reader_knows()
    {
        foreach (var kind in FieldPalette.All.Select(t => t.Kind).Where(k => k != "section"))
        {
            var offered = FieldMember.Of(kind).Select(m => m.Name).ToHashSet();
            var field = FieldPalette.Find(kind)!.Make("x");
            foreach (var name in offered)
            {
                field.TryAdd(name, "not a value of it");
            }

            var reading = FormDefinitionReader.Read("f", 1, new JsonObject { ["title"] = "t", ["fields"] = new JsonArray(field) });
            Assert.DoesNotContain(reading.Faults, f => f.Code == "form.unknown-member");
        }
    }

    private static FormDefinition Form(string json)
    {
        var reading = FormDefinitionReader.Read("f", 1, json);
        Assert.Empty(reading.Faults);
        return reading.Form!;
    }

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();
}
