using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests.Flows;

public sealed class FlowEditorTests
{
    private const string Text = """
        {
          "definitionId": "leave",
          "root": {
            "id": "flow", "nodeId": "Workflow1:flow", "type": "Elsa.Flowchart",
            "activities": [
              { "id": "start", "type": "Elsa.Start" },
              { "id": "ask", "type": "ClosedLoop.UserTask", "outcomes": [{ "name": "Yes" }, { "name": "No" }] },
              { "id": "note", "type": "Elsa.WriteLine" },
              { "id": "end", "type": "Elsa.End" }
            ],
            "connections": [
              { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "ask", "port": "In" } },
              { "source": { "activity": "ask", "port": "Yes" }, "target": { "activity": "note", "port": "In" } },
              { "source": { "activity": "ask", "port": "No" }, "target": { "activity": "end", "port": "In" }, "vertices": [{ "x": 1, "y": 2 }] },
              { "source": { "activity": "note", "port": "Done" }, "target": { "activity": "end", "port": "In" } }
            ]
          }
        }
        """;

    private readonly FlowEditor _editor = new(FlowDocument.Read(Text));

    [Fact]
    public void A_gesture_is_one_step_back_however_many_edits_it_is()
    {
        var approval = StepPalette.Find("approve-vote")!;
        Assert.Null(_editor.Run(
            new DisconnectSteps(null, [new("note", "Done", "end")]),
            new AddStep(null, "vote", approval, new DiagramPoint(300, 80)),
            new ConnectSteps(null, new("note", "Done", "vote")),
            new ConnectSteps(null, new("vote", "Approved", "end"))));
        Assert.Contains("note:Done->vote", Ways());

        _editor.Undo();

        Assert.Equal(Text, _editor.Document.Text);
        Assert.Null(_editor.NextUndo);
    }

    [Fact]
    public void A_gesture_is_made_wholly_or_not_at_all()
    {
        var refusal = _editor.Run(new AddStep(null, "x", StepPalette.Find("end")!, new DiagramPoint(0, 0)), new ConnectSteps(null, new("x", "Done", "ghost")));

        Assert.Equal("edit.step-gone", refusal!.Code);
        Assert.Equal(Text, _editor.Document.Text);
    }

    [Theory]
    [InlineData("ask", "Yes", "start", "edit.into-start")]
    [InlineData("end", "Done", "ask", "edit.out-of-end")]
    [InlineData("start", "Done", "ask", "edit.way-exists")]
    public void Ways_that_mean_nothing_are_refused(string source, string port, string target, string code) =>
        Assert.Equal(code, _editor.Run(new ConnectSteps(null, new(source, port, target)))?.Code);

    [Fact]
    public void A_flow_closes_over_a_step_that_had_one_way_on()
    {
        _editor.Run(new DeleteSteps(null, ["note"]));

        Assert.Equal(["start:Done->ask", "ask:Yes->end", "ask:No->end"], Ways());
    }

    [Fact]
    public void A_step_with_several_ways_on_leaves_a_gap_that_somebody_must_close()
    {
        _editor.Run(new DeleteSteps(null, ["ask"]));

        Assert.Equal(["note:Done->end"], Ways());
    }

    [Fact]
    public void Copies_have_ids_of_their_own_and_the_ways_between_them()
    {
        var copied = CopiedSteps.Read(CopiedSteps.From(_editor.Document, null, ["ask", "note"]).ToText())!;
        var ids = copied.FreshIds(new Queue<string>(["ask2", "note2"]).Dequeue);

        Assert.Null(_editor.Run(new PasteSteps(null, copied, ids, new DiagramPoint(24, 24))));

        Assert.Contains("ask2:Yes->note2", Ways());
        Assert.Equal("Workflow1:flow:ask2", JsonRead.Text(FlowTree.Find(_editor.Document.Definition, "ask2"), "nodeId"));
        Assert.Equal("edit.id-taken", _editor.Run(new PasteSteps(null, copied, ids, default))!.Code);
    }

    [Fact]
    public void Connections_follow_an_outcome_that_is_renamed_and_go_with_one_that_is_removed()
    {
        _editor.Run(new SetOutcomes("ask", "outcomes", new JsonArray(new JsonObject { ["name"] = "Agree" }), new Dictionary<string, string> { ["Yes"] = "Agree" }));

        Assert.Equal(["start:Done->ask", "ask:Agree->note", "note:Done->end"], Ways());
    }

    [Fact]
    public void What_people_answer_in_a_new_task_is_kept_in_variables_that_later_steps_can_read()
    {
        _editor.Run(new AddStep(null, "fill", StepPalette.Find("form-task")!, new DiagramPoint(300, 80)));

        var variable = _editor.Document.Reading.Variables.Single(v => v.Id == "v-fill-result");
        Assert.Equal("v-fill-result", JsonRead.Text(FlowTree.Find(_editor.Document.Definition, "fill")!["result"]!["memoryReference"] as JsonObject, "id"));
        Assert.Equal("fill_result", variable.Name);
    }

    [Fact]
    public void Two_people_who_change_different_things_both_keep_theirs()
    {
        var theirs = new FlowEditor(FlowDocument.Read(Text));
        theirs.Run(new RenameStep("end", new LocalizedText("归档", "Archive")));
        _editor.Run(new RenameStep("note", new LocalizedText("登记", "Record")));
        _editor.Run(new DeleteSteps(null, ["ask"]));
        _editor.Undo();

        var lost = _editor.Rebase(theirs.Document);

        Assert.Empty(lost);
        Assert.Contains("归档", _editor.Document.Text, StringComparison.Ordinal);
        Assert.Contains("登记", _editor.Document.Text, StringComparison.Ordinal);
        Assert.NotNull(FlowTree.Find(_editor.Document.Definition, "ask"));
        _editor.Undo();
        Assert.Equal(theirs.Document.Text, _editor.Document.Text);
        Assert.Null(_editor.NextUndo);
    }

    [Fact]
    public void What_cannot_be_made_again_on_top_of_theirs_is_told_and_the_rest_is_kept()
    {
        var theirs = new FlowEditor(FlowDocument.Read(Text));
        theirs.Run(new DeleteSteps(null, ["note"]));
        _editor.Run(new RenameStep("note", new LocalizedText("登记", "Record")));
        _editor.Run(new RenameStep("end", new LocalizedText("归档", "Archive")));

        var lost = _editor.Rebase(theirs.Document);

        Assert.Equal("改名为“登记”", Assert.Single(lost).Zh);
        Assert.Contains("归档", _editor.Document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_done_while_a_save_was_on_its_way_is_still_unsaved()
    {
        _editor.Run(new RenameStep("note", new LocalizedText("登记", "Record")));
        var sent = _editor.Document;
        _editor.Run(new RenameStep("end", new LocalizedText("归档", "Archive")));

        _editor.Saved(sent);
        Assert.True(_editor.IsUnsaved);
        Assert.Empty(_editor.Rebase(sent));
        Assert.Contains("归档", _editor.Document.Text, StringComparison.Ordinal);

        _editor.Saved(_editor.Document);
        Assert.False(_editor.IsUnsaved);
    }

    [Fact]
    public void A_moved_step_keeps_its_middle_whatever_size_the_file_gives_it()
    {
        _editor.Run(new MoveSteps(new Dictionary<string, DiagramPoint> { ["ask"] = new(200, 100) }));

        var drawn = Designer.Editing.Outlines.DiagramOutline.Of(_editor.Document.Reading);
        var layout = drawn.Find("ask")!.Placed!.Value;
        Assert.Equal((200 - 84, 100 - 30), (layout.X, layout.Y));
    }

    private List<string> Ways() =>
        [.. JsonRead.Objects(FlowTree.Root(_editor.Document.Definition)!["connections"]).Select(c => FlowTree.Way(c)!.Key)];
}
