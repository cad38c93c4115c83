using System.Globalization;
using Designer.Editing.Forms;
using Designer.Editing.Forms.Edits;
using Designer.Studio.Forms;
using Workflows.Core;

namespace Designer.Studio.Tests;

/// <summary>What the form designer does when a person clicks, and when somebody else saves.</summary>
public sealed class FormStudioSessionTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["workflow.json"] = "{}",
        ["forms/visit.json"] = """{ "title": { "zh": "核查", "en": "Visit" }, "fields": [{ "key": "box", "kind": "section", "label": "Box", "fields": [{ "key": "a", "kind": "text", "label": "A" }] }, { "key": "t", "kind": "table", "label": "T", "columns": [{ "key": "x", "kind": "text", "label": "X" }] }] }""",
        ["groups/customer.json"] = """{ "title": { "zh": "客户", "en": "Customer" }, "fields": [{ "key": "customerNo", "kind": "text", "label": "No" }] }""",
        ["codes/problem.json"] = """{ "title": "Problem", "options": [{ "value": "theft", "label": "Theft" }] }""",
    };

    private readonly FormStudioSession _session = new(Files, "forms/visit.json", CultureInfo.GetCultureInfo("en"));

    [Fact]
    public void What_is_clicked_goes_into_the_selected_section_behind_the_selected_field_or_beside_the_table_that_cannot_hold_it()
    {
        _session.Add("note");
        Assert.Equal("note1", _session.SelectedName?.Key);
        _session.Select(new FieldName("box"));
        _session.Add("number");
        _session.Add("date");
        _session.Select(new FieldName("x", "t"));
        _session.Add("time");
        Assert.Equal(new FieldName("time1", "t"), _session.SelectedName);
        _session.Add("signature");

        Assert.Equal("box a number1 date1 t x time1 signature1 note1", Keys());
        Assert.Empty(_session.Problems);
    }

    [Fact]
    public void A_group_and_a_code_table_of_the_workflow_can_be_used_and_asked_about()
    {
        _session.Add("group:customer");
        _session.Add("select");
        _session.Run(
            new SetFieldMember(_session.SelectedName, "source", "code:problem", LocalizedText.Same("x")),
            new SetFieldMember(_session.SelectedName, "options", null, LocalizedText.Same("x")));

        Assert.NotNull(_session.Form?.Find("customerNo"));
        var asked = _session.FieldsFor(null);
        Assert.Contains(asked, f => f.Script == "data.customerNo");
        Assert.Equal("theft", Assert.Single(Assert.Single(asked, f => f.Script == "data.select1").Options).Value);
        Assert.Contains(_session.FieldsFor(new FieldName("x", "t")), f => f.Script == "row.x");
    }

    [Fact]
    public void A_group_is_offered_no_group() =>
        Assert.Empty(new FormStudioSession(Files, "groups/customer.json", CultureInfo.GetCultureInfo("en")).Library.Groups);

    [Fact]
    public void What_is_refused_is_told_and_forgotten_with_the_next_gesture()
    {
        _session.Rename(new FieldName("a"), "t");
        Assert.Equal("edit.key-taken", _session.Refusal?.Code);
        _session.Rename(new FieldName("a"), "b");
        Assert.Null(_session.Refusal);
        Assert.Equal("b", _session.SelectedName?.Key);
        _session.Undo();
        Assert.Equal("box a t x", Keys());
        Assert.Null(_session.SelectedName);
    }

    [Fact]
    public void What_others_saved_is_taken_and_a_form_that_they_removed_is_told()
    {
        _session.Add("photo");
        var theirs = new Dictionary<string, string>(Files) { ["forms/other.json"] = "{}", ["codes/new.json"] = Files["codes/problem.json"] };

        Assert.Empty(_session.Take(theirs)!);
        Assert.Equal("box a t x photo1", Keys());
        Assert.Contains("forms/other.json", _session.Files.Keys);
        Assert.Contains("new", _session.Library.CodeTables.Keys);
        theirs.Remove("forms/visit.json");
        Assert.Null(_session.Take(theirs));
    }

    private string Keys() => string.Join(' ', _session.Editor.Document.AllItems.Select(i => i.Name.Key));
}
