using System.Text.Json.Nodes;
using Designer.Editing.Forms;
using Designer.Editing.Forms.Edits;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Editing.Tests.Forms;

public sealed class FormEditorTests
{
    private const string Text = """
        {
          "title": { "zh": "核查", "en": "Check" }, "x-owner":   "marketing",
          "fields": [
            { "key": "kwh", "kind": "number", "label": "kWh", "max": 1.50 },
            {"key": "base", "kind": "section", "label": "Base", "visible": "data.kwh > 1", "fields": [
              { "key": "name", "kind": "text",   "label": "Name", "x-note": [1,  2] },
              { "key": "sex", "kind": "yesno", "label": "?" } ] },
            { "key": "rows", "kind": "table", "label": "Rows", "columns": [
              { "key": "a", "kind": "number", "label": "A" },
              { "key": "b", "kind": "number", "label": "B", "compute": "row.a * data.kwh" } ] },
            { "key": "total", "kind": "number", "label": "Total", "compute": "sum(data.rows, 'a') + (data.kwh ?? 0) + ({ kwh: 1 }).kwh" }
          ],
          "rules": [ { "assert": "data.kwh > 0 || data['kwh'] === null", "message": "m", "field": "kwh" } ]
        }
        """;

    private readonly FormEditor _editor = new(FormDocument.Read(Text));

    private FormDocument Now => _editor.Document;

    [Fact]
    public void A_change_leaves_everything_else_byte_for_byte()
    {
        Assert.Null(_editor.Run(new SetFieldMember(new("name"), "width", 4, Words)));

        Assert.Equal(Text.Replace("\"x-note\": [1,  2] }", "\"x-note\": [1,  2], \"width\": 4 }", StringComparison.Ordinal), Now.Text);
        _editor.Undo();
        Assert.Equal(Text, Now.Text);
    }

    [Fact]
    public void A_field_is_added_where_it_is_dropped_and_taken_back_in_one_step()
    {
        Assert.Null(_editor.Run(new AddField(new("base"), 1, FieldPalette.Find("photo")!.Make("photo1")), new SetFieldMember(new("photo1"), "width", 6, Words)));

        Assert.Equal("kwh base name photo1 sex rows a b total", Keys());
        Assert.Equal(("fields[1].fields[1]", 6, "base"), Now.Find(new("photo1")) is { } photo ? (photo.Path, photo.Width, photo.Home.Owner) : default);
        _editor.Undo();
        Assert.Equal(Text, Now.Text);
        _editor.Redo();
        Assert.Equal("kwh base name photo1 sex rows a b total", Keys());
    }

    [Theory]
    [InlineData("kwh", null, 2, "base name sex kwh rows a b total")]
    [InlineData("total", null, 0, "total kwh base name sex rows a b")]
    [InlineData("kwh", "base", 99, "base name sex kwh rows a b total")]
    [InlineData("name", null, 0, "name kwh base sex rows a b total")]
    [InlineData("total", "rows", 1, "kwh base name sex rows a total b")]
    [InlineData("rows.a", "rows", 2, "kwh base name sex rows b a total")]
    [InlineData("rows.a", null, 0, "a kwh base name sex rows b total")]
    [InlineData("base", null, 99, "kwh rows a b total base name sex")]
    public void A_field_goes_where_it_is_put(string field, string? owner, int index, string expected)
    {
        Assert.Null(_editor.Run(new MoveField(FieldName.Parse(field), new FieldHome(owner), index)));
        Assert.Equal(expected, Keys());
    }

    [Theory]
    [InlineData("base", "base", "edit.into-itself")]
    [InlineData("base", "rows", "edit.not-a-column")]
    [InlineData("ghost", null, "edit.field-gone")]
    [InlineData("kwh", "total", "edit.home-gone")]
    [InlineData("kwh", "ghost", "edit.home-gone")]
    public void A_field_does_not_go_where_it_means_nothing(string field, string? owner, string code)
    {
        Assert.Equal(code, _editor.Run(new MoveField(FieldName.Parse(field), new FieldHome(owner), 0))?.Code);
        Assert.Equal(Text, Now.Text);
    }

    [Fact]
    public void A_key_is_free_among_the_fields_and_among_the_columns()
    {
        Assert.Equal("edit.key-taken", _editor.Run(new AddField(FieldHome.Form, 0, FieldPalette.Find("text")!.Make("sex")))?.Code);
        Assert.Null(_editor.Run(new AddField(new("rows"), 0, FieldPalette.Find("text")!.Make("sex"))));
        Assert.Equal("edit.key-taken", _editor.Run(new RenameKey(new("sex", "rows"), "b"))?.Code);
        Assert.Equal("edit.key-taken", _editor.Run(new RenameKey(new("name"), "rows"))?.Code);
        Assert.Equal("edit.key-invalid", _editor.Run(new RenameKey(new("name"), "constructor"))?.Code);
        Assert.Equal("edit.key-invalid", _editor.Run(new RenameKey(new("name"), "姓名"))?.Code);
        Assert.Equal("text1", FormGestures.FreeKey(Now, FormLibrary.Empty, "text"));
    }

    [Fact]
    public void What_reads_a_field_reads_it_under_its_new_key()
    {
        Assert.Null(_editor.Run(new RenameKey(new("kwh"), "energy")));

        Assert.Equal("data.energy > 1", Member("base", "visible"));
        Assert.Equal("row.a * data.energy", Member("rows.b", "compute"));
        Assert.Equal("sum(data.rows, 'a') + (data.energy ?? 0) + ({ kwh: 1 }).kwh", Member("total", "compute"));
        var rule = Now.Form["rules"]![0]!;
        Assert.Equal(("data.energy > 0 || data['energy'] === null", "energy"), ((string)rule["assert"]!, (string)rule["field"]!));
        Assert.Contains("\"max\": 1.50 }", Now.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Problems(), p => p.Contains("unknown-field", StringComparison.Ordinal));
    }

    [Fact]
    public void What_reads_a_column_reads_it_under_its_new_key()
    {
        Assert.Null(_editor.Run(new RenameKey(new("a", "rows"), "first")));

        Assert.Equal("row.first * data.kwh", Member("rows.b", "compute"));
        Assert.StartsWith("sum(data.rows, 'first')", Member("total", "compute"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_else_saved_stays_and_what_is_unsaved_is_made_again_on_top()
    {
        var theirs = new FormEditor(FormDocument.Read(Text));
        theirs.Run(new RemoveField(new("total")));
        _editor.Run(new RemoveField(new("sex")));
        _editor.Run(new SetFieldMember(new("total"), "width", 3, Words));

        Assert.Equal("修改宽度", Assert.Single(_editor.Rebase(theirs.Document)).Zh);
        Assert.Equal("kwh base name rows a b", Keys());
        Assert.True(_editor.IsUnsaved);
    }

    [Theory]
    [InlineData("total", true, "kwh base name sex total rows a b|kwh base name sex total rows a b|kwh base name total sex rows a b|kwh base total name sex rows a b|kwh total base name sex rows a b|total kwh base name sex rows a b|total kwh base name sex rows a b")]
    [InlineData("kwh", false, "base kwh name sex rows a b total|base name kwh sex rows a b total|base name sex kwh rows a b total|base name sex kwh rows a b total|base name sex rows a b kwh total")]
    [InlineData("rows.b", true, "kwh base name sex rows b a total|kwh base name sex rows b a total")]
    public void By_keyboard_a_field_walks_through_the_form_into_sections_and_out_again(string field, bool isUp, string walk)
    {
        foreach (var expected in walk.Split('|'))
        {
            if (FormGestures.Step(Now, FieldName.Parse(field), isUp) is { IsEmpty: false } step)
            {
                Assert.Null(_editor.Run(step));
            }

            Assert.Equal(expected, Keys());
        }
    }

    [Fact]
    public void Every_kind_of_the_format_is_offered_and_can_be_read_as_it_is_made()
    {
        Assert.Equal(FieldKinds.Names, FieldPalette.All.Select(t => t.Kind).Order(StringComparer.Ordinal));
        foreach (var kind in FieldPalette.All.Where(t => t.Kind != "section"))
        {
            _editor.Run(new AddField(FieldHome.Form, int.MaxValue, kind.Make(FormGestures.FreeKey(Now, FormLibrary.Empty, kind.Kind))));
        }

        Assert.Empty(FormProblem.Of(Now, FormLibrary.Empty));
    }

    [Fact]
    public void Problems_lead_to_their_field()
    {
        _editor.Run(
            new SetFieldMember(new("name"), "visible", "data.gone", Words),
            new SetFieldMember(new("kwh"), "compute", "data.total", Words),
            new AddField(FieldHome.Form, 0, new JsonObject { ["key"] = "pick", ["kind"] = "select", ["label"] = "只有中文" }),
            new SetFieldMember(new("b", "rows"), "compute", "row.nope", Words));

        Assert.Contains("name form.unknown-field", Problems());
        Assert.Contains("pick form.missing", Problems());
        Assert.Contains("pick form.untranslated", Problems());
        Assert.Contains("rows.b form.unknown-field", Problems());
        _editor.Run(new RemoveField(new("pick")), new SetFieldMember(new("name"), "visible", null, Words), new SetFieldMember(new("b", "rows"), "compute", null, Words));
        Assert.Equal(["kwh form.cycle"], Problems());
    }

    [Fact]
    public void Every_shipped_form_can_be_opened_and_has_no_problems()
    {
        foreach (var (_, text, library) in ShippedForms.All)
        {
            var document = FormDocument.Read(text);
            Assert.DoesNotContain(FormProblem.Of(document, library), p => p.IsError);
            Assert.All(document.AllItems, item => Assert.Same(item, document.At(item.Path)));
        }
    }

    private static LocalizedText Words { get; } = new("宽度", "the width");

    private string Keys() => string.Join(' ', Now.AllItems.Select(i => i.Name.Key));

    private string Member(string field, string member) => (string)Now.Find(FieldName.Parse(field))!.Json[member]!;

    private IReadOnlyList<string> Problems() => [.. FormProblem.Of(Now, FormLibrary.Empty).Select(p => $"{p.Field} {p.Code}")];
}
