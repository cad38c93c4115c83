using Designer.Editing.Elsa;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;

namespace Designer.Editing.Tests.Flows;

/// <summary>Notes on the drawing: in the file, and out of it again.</summary>
public sealed class CanvasNoteTests
{
    private static readonly CanvasNote Note = new("n1", "先问\n财务", new DiagramPoint(40.4, -20));

    public static TheoryData<string> Files => [.. FlowFiles.Paths];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_note_is_put_read_moved_and_taken_away_and_the_file_is_as_it_was(string path)
    {
        var before = FlowFiles.Text(path).TrimStart('\uFEFF');
        var editor = new FlowEditor(FlowDocument.Read(before));
        if (FlowView.Of(editor.Document) is not { Steps.IsEmpty: false })
        {
            return; // nothing that a drawing shows
        }

        Assert.Null(editor.Run(new PutNote(null, Note)));
        Assert.Null(editor.Run(new MoveNotes(null, new Dictionary<string, DiagramPoint> { ["n1"] = new(8, 16) })));
        Assert.Null(editor.Run(new PutNote(null, Note with { Text = "改" })));

        Assert.Equal(new CanvasNote("n1", "改", new DiagramPoint(8, 16)), Assert.Single(FlowView.Of(FlowDocument.Read(editor.Document.Text)).Notes));
        Assert.Equal(FlowView.Of(FlowDocument.Read(before)).Steps.Select(s => s.Node.Id), FlowView.Of(editor.Document).Steps.Select(s => s.Node.Id));
        Assert.Empty(FlowComparison.Between(FlowDocument.Read(before).Reading, editor.Document.Reading));

        editor.Undo();
        editor.Undo();
        editor.Undo();
        Assert.Equal(before, editor.Document.Text);
    }

    [Fact]
    public void With_the_last_note_goes_the_place_where_notes_stood()
    {
        var before = FlowFiles.Text("workflows/equipment-request/workflow.json");
        var editor = new FlowEditor(FlowDocument.Read(before));
        editor.Run(new PutNote(null, Note), new PutNote(null, Note with { Id = "n2" }));
        editor.Run(new DeleteNotes(null, ["n1"]));
        Assert.Equal("n2", Assert.Single(FlowView.Of(editor.Document).Notes).Id);
        editor.Run(new DeleteNotes(null, ["n2"]));

        Assert.Equal(before, editor.Document.Text);
        Assert.Equal("edit.note-gone", editor.Run(new DeleteNotes(null, ["n2"]))?.Code);
        Assert.Equal("edit.note-gone", editor.Run(new MoveNotes(null, new Dictionary<string, DiagramPoint> { ["n2"] = default }))?.Code);
    }

    [Fact]
    public void Steps_and_notes_that_are_dragged_together_are_one_step_back()
    {
        var editor = new FlowEditor(FlowDocument.Read(FlowFiles.Text("workflows/equipment-request/workflow.json")));
        editor.Run(new PutNote(null, Note));
        var text = editor.Document.Text;
        editor.Run(new MoveSteps(new Dictionary<string, DiagramPoint> { ["county"] = new(500, 500) }), new MoveNotes(null, new Dictionary<string, DiagramPoint> { ["n1"] = new(600, 500) }));
        editor.Undo();

        Assert.Equal(text, editor.Document.Text);
    }

    [Fact]
    public void What_Elsa_Studio_saves_leaves_notes_alone()
    {
        var editor = new FlowEditor(FlowDocument.Read(FlowFiles.Text("workflows/equipment-request/workflow.json")));
        editor.Run(new PutNote(null, Note));
        var model = ElsaForm.Of(editor.Document.Reading);
        Assert.Equal(editor.Document.Text, ElsaMerge.Apply(editor.Document, model).Text);

        model["name"] = "另一个名字";
        var after = ElsaMerge.Apply(editor.Document, model);
        Assert.Equal("另一个名字", after.Reading.Name);
        Assert.Equal(Note with { At = new(40, -20) }, Assert.Single(FlowView.Of(after).Notes));
    }

    [Fact]
    public void A_note_is_as_high_as_its_words_need_and_a_strange_one_does_no_harm()
    {
        Assert.Equal("先问|财务", string.Join('|', Note.Lines));
        Assert.Equal(200, Note.Box.Width);
        Assert.True((Note with { Text = new string('长', 300) }).Box.Height > 10 * Note.Box.Height / 2);

        var strange = FlowDocument.Read("""{ "definitionId": "x", "root": { "id": "f", "type": "Elsa.Flowchart", "customProperties": { "closedLoop": { "notes": [7, {}, { "id": "a" }, { "id": "b", "text": 5, "x": "far" }] } }, "activities": [], "connections": [] } }""");
        Assert.Equal(["a", "b"], FlowView.Of(strange).Notes.Select(n => n.Id));
    }
}
