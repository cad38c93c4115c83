using System.Collections.Immutable;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests.Flows;

public sealed class FlowComparisonTests
{
    private readonly FlowDocument _before = FlowDocument.Read(File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "workflow.json")));

    [Fact]
    public void The_same_flow_has_no_differences_wherever_its_steps_are_drawn()
    {
        Assert.Empty(Compare());
        Assert.Empty(Compare(new MoveSteps(new Dictionary<string, DiagramPoint> { ["onsite"] = new(0, 0) })));
    }

    [Fact]
    public void A_shorter_deadline_is_told_with_both_values() =>
        Assert.Equal("“签发工单”修改了办理时限（2 个工作日→1 个工作日）", Assert.Single(Compare(new SetProperty("issue", ["due"], "1wd", Words))).Words.Zh);

    [Fact]
    public void Several_changes_of_a_step_are_one_line_in_the_words_of_the_business()
    {
        var difference = Assert.Single(Compare(new SetProperty("onsite", ["formKey"], "issue", Words), new SetProperty("onsite", ["ladder"], null, Words), new SetProperty("onsite", ["surprise"], 1, Words)));

        Assert.Equal(("onsite", FlowChangeKind.Changed), (difference.StepId, difference.Kind));
        Assert.Equal("“On-site verification”: changed the form, the escalation, other settings", difference.Words.En);
    }

    [Fact]
    public void Both_versions_are_drawn_as_one_with_what_became_of_each_part()
    {
        var after = _before.With([
            new AddStep(null, "added", StepPalette.Find("approve-vote")!, default),
            new DeleteSteps(null, ["returned"]),
            new SetProperty("onsite", ["due"], "3wd", Words),
            new ConnectSteps(null, new FlowWay("onsite", "Return", "issue"))]).After!;
        var drawing = FlowDifferenceDrawing.Between(_before.Reading, after.Reading);

        Assert.Equal(FlowChangeKind.Added, drawing.Steps["added"]);
        Assert.Equal(FlowChangeKind.Removed, drawing.Steps["returned"]);
        Assert.Equal(FlowChangeKind.Changed, drawing.Steps["onsite"]);
        Assert.Equal(3, drawing.Steps.Count);
        Assert.Contains(drawing.Outline.Nodes, n => n.Id == "returned");
        Assert.All(drawing.Ways.Where(w => w.Value == FlowChangeKind.Removed), w => Assert.Contains(drawing.Outline.Edges, e => e.Key == w.Key));
        Assert.Contains(drawing.Ways, w => w.Value == FlowChangeKind.Added);
        Assert.Empty(FlowDifferenceDrawing.Between(_before.Reading, _before.Reading).Steps);
    }

    [Fact]
    public void New_steps_removed_steps_and_new_names_are_told()
    {
        var words = Compare(
            new AddStep(null, "added", StepPalette.Find("approve-vote")!, default),
            new DeleteSteps(null, ["returned"]),
            new RenameStep("onsite", new LocalizedText("到现场看", "Go and see"))).Select(d => d.Words.Zh).ToList();

        Assert.Contains("新增步骤“票签”", words);
        Assert.Contains("删除步骤“记录退回”", words);
        Assert.Contains("步骤改名：“现场核查”→“到现场看”", words);
        Assert.Contains("新增走向：“县公司分析分类”选“退回市公司”→“签发工单”", words);
    }

    [Fact]
    public void A_way_that_leads_elsewhere_is_one_that_is_gone_and_one_that_is_new()
    {
        var changes = Compare([.. Gestures.Redirect(null, new FlowWay("onsite", "Return", "analysis"), "issue")]);

        Assert.Equal([FlowChangeKind.Added, FlowChangeKind.Removed], changes.Select(c => c.Kind));
        Assert.Equal("新增走向：“现场核查”选“退回县公司”→“签发工单”", changes[0].Words.Zh);
    }

    private static LocalizedText Words => new("x", "x");

    private ImmutableArray<FlowDifference> Compare(params IReadOnlyList<FlowEdit> edits)
    {
        var editor = new FlowEditor(_before);
        Assert.Null(edits.Count == 0 ? null : editor.Run(edits));
        return FlowComparison.Between(_before.Reading, editor.Document.Reading);
    }
}
