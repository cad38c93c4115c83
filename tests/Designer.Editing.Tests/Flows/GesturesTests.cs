using Designer.Editing.Flows;
using Designer.Editing.Layout;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests.Flows;

public sealed class GesturesTests
{
    private readonly FlowEditor _editor = new(FlowDocument.Read(NewFlow.Text("leave", "请假")));

    [Fact]
    public void A_new_flow_is_a_start_and_an_end_without_a_problem() =>
        Assert.Empty(DefinitionChecker.CheckDefinition(_editor.Document.Text, "workflow.json"));

    [Fact]
    public void A_step_behind_another_comes_between_it_and_what_followed_and_makes_room()
    {
        Add("form-task", "ask", after: "start");

        var view = FlowView.Of(_editor.Document);
        Assert.Equal(["ask", "end", "start"], view.Ways.Select(w => w.Edge.Target).Append("start").Order(StringComparer.Ordinal));
        Assert.Contains(view.Ways, w => w.Edge.Key == "ask:Submit->end");
        NothingOverlaps(view);
    }

    [Fact]
    public void A_step_behind_one_with_a_free_outcome_takes_that_outcome()
    {
        Add("approve-all", "vote", after: "start");
        Add("end", "refused", after: "vote");

        var view = FlowView.Of(_editor.Document);
        Assert.Contains(view.Ways, w => w.Edge.Key == "vote:Rejected->refused");
        Assert.All(view.Find("vote")!.Ports, p => Assert.True(p.IsLinked));
        NothingOverlaps(view);
    }

    [Fact]
    public void A_step_that_nothing_follows_does_not_cut_a_line()
    {
        var line = FlowView.Of(_editor.Document).Ways.Single().Edge;

        _editor.Run(Gestures.Between(FlowView.Of(_editor.Document), StepPalette.Find("end")!, "other", line, new DiagramPoint(0, 400)));

        Assert.Equal("start:Done->end", FlowView.Of(_editor.Document).Ways.Single().Edge.Key);
    }

    [Fact]
    public void Everything_on_the_palette_can_be_added_and_read_again()
    {
        Assert.All(StepPalette.All, kind =>
        {
            var editor = new FlowEditor(_editor.Document);
            Assert.Null(editor.Run(Gestures.AddAfter(FlowView.Of(editor.Document), kind, "added", null)));

            var added = FlowDocument.Read(editor.Document.Text).Reading.Find("added")!;
            Assert.True(added.IsKnown, kind.Type);
            Assert.Equal(kind.Label.Zh, FlowView.Of(editor.Document).Find("added")!.Node.Label.Zh);
        });
    }

    [Fact]
    public void Arranged_steps_stand_in_their_order()
    {
        Add("form-task", "ask", after: "start");
        _editor.Run(new Designer.Editing.Flows.Edits.MoveSteps(FlowView.Of(_editor.Document).Arranged(), IsArranging: true));

        var view = FlowView.Of(_editor.Document);
        Assert.Equal(["start", "ask", "end"], view.Steps.OrderBy(s => s.Box.X).Select(s => s.Node.Id));
    }

    [Fact]
    public void A_flow_inside_a_step_opens_and_is_edited_as_any_other()
    {
        var kind = StepPalette.Find("sub-process")!;
        _editor.Run(Gestures.AddAfter(FlowView.Of(_editor.Document), kind, "inner", null));
        var inner = FlowView.Of(_editor.Document).Find("inner")!.Inner;

        _editor.Run(Gestures.AddAfter(FlowView.Of(_editor.Document, inner), StepPalette.Find("form-task")!, "ask", null));

        var view = FlowView.Of(_editor.Document, inner);
        Assert.Equal([null, "inner"], view.Path.Select(p => p.Id));
        Assert.Equal(["ask", "inner-end", "inner-start"], view.Steps.Select(s => s.Node.Id).Order());
        Assert.Null(FlowView.Of(_editor.Document).Find("ask"));
        Assert.Equal(3, FlowView.Of(_editor.Document, "gone").Steps.Length);
    }

    private static void NothingOverlaps(FlowView view) => Assert.All(view.Steps, s => Assert.DoesNotContain(view.Steps, o => o != s && o.Box.Overlaps(s.Box)));

    private void Add(string kind, string id, string after) =>
        Assert.Null(_editor.Run(Gestures.AddAfter(FlowView.Of(_editor.Document), StepPalette.Find(kind)!, id, FlowView.Of(_editor.Document).Find(after))));
}
