using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests.Flows;

/// <summary>What nobody touched stays byte for byte, in every way of writing JSON that definitions come in.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Files => [.. FlowFiles.Paths];

    /// <summary>Those whose outermost container is a flowchart, which steps can be added to.</summary>
    public static TheoryData<string> Flowcharts => [.. FlowFiles.Paths.Where(f => FlowTree.Root(FlowDocument.Read(FlowFiles.Text(f)).Definition) is { } root && root["connections"] is not null)];

    [Theory, MemberData(nameof(Files))]
    public void Another_name_and_the_old_one_again_is_the_file_as_it_was(string file)
    {
        var text = FlowFiles.Text(file);
        var editor = new FlowEditor(FlowDocument.Read(text));

        Assert.Null(editor.Run(new SetHeader(["name"], "改过的名字 \"x\"", new LocalizedText("名称", "name"))));

        Assert.Equal("改过的名字 \"x\"", JsonRead.Text(editor.Document.Definition, "name"));
        Assert.Null(editor.Run(new SetHeader(["name"], JsonRead.Text(FlowDocument.Read(text).Definition, "name"), new LocalizedText("名称", "name"))));
        Assert.Equal(text, editor.Document.Text);
    }

    [Theory, MemberData(nameof(Files))]
    public void What_is_undone_is_as_it_was_to_the_last_byte(string file)
    {
        var text = FlowFiles.Text(file);
        var editor = new FlowEditor(FlowDocument.Read(text));
        editor.Run(new SetHeader(["description"], "x", new LocalizedText("说明", "description")));
        editor.Run(new AddStep(null, "added", StepPalette.Find("form-task")!, new DiagramPoint(400, 300)));
        var changed = editor.Document.Text;

        editor.Undo();
        editor.Undo();
        Assert.Equal(text, editor.Document.Text);

        editor.Redo();
        editor.Redo();
        Assert.Equal(changed, editor.Document.Text);
    }

    [Theory, MemberData(nameof(Flowcharts))]
    public void A_step_that_is_added_and_deleted_again_leaves_nothing(string file)
    {
        var before = FlowDocument.Read(FlowFiles.Text(file));
        var editor = new FlowEditor(before);
        Assert.Null(editor.Run(new AddStep(null, "added", StepPalette.Find("end")!, new DiagramPoint(400, 300))));
        Assert.NotEqual(before.Text, editor.Document.Text);
        Assert.Null(editor.Run(new DeleteSteps(null, ["added"])));

        Assert.Equal(before.Text, editor.Document.Text);
    }

    [Theory, MemberData(nameof(Files))]
    public void The_text_always_says_what_the_edit_meant(string file)
    {
        var before = FlowDocument.Read(FlowFiles.Text(file));
        var steps = FlowTree.Root(before.Definition) is { } root ? FlowTree.Within(root).Select(s => JsonRead.Text(s, "id")!).Distinct().ToList() : [];
        var editor = new FlowEditor(before);
        foreach (var step in steps)
        {
            var note = $"注意 <{step}> & \"quotes\" \\ tab\t";
            Assert.Null(editor.Run(new SetProperty(step, ["metadata", "description"], note, new LocalizedText("备注", "comment"))));

            var after = FlowTree.Find(FlowDocument.Read(editor.Document.Text).Definition, step)!;
            Assert.Equal(note, JsonRead.Text(after["metadata"] as JsonObject, "description"));
        }

        Assert.True(JsonNode.DeepEquals(FlowDocument.Read(editor.Document.Text).Definition, editor.Document.Definition));
    }
}
