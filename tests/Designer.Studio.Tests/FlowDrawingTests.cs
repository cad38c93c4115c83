using System.Collections.Immutable;
using System.Globalization;
using Bunit;
using Designer.Editing.Outlines;
using Designer.Studio.Drawing;
using TestSupport;
using Workflows.Core.Definitions;

namespace Designer.Studio.Tests;

/// <summary>The drawing of the shipped ticket workflow, as people and screen readers meet it.</summary>
public sealed class FlowDrawingTests : BunitContext
{
    private static readonly DiagramOutline Outline = DiagramOutline.Of(WorkflowDefinitionReader.Read(File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "workflow.json"))));

    private static readonly FlowTrace Reviewed = new()
    {
        Visits = ImmutableDictionary<string, int>.Empty.Add("start", 1).Add("onsite", 2).Add("county-review", 1),
        Taken = ImmutableDictionary<string, int>.Empty.Add("onsite:Submit->county-review", 2),
        Current = ["county-review"],
    };

    [Fact]
    public void Every_step_is_drawn_and_also_told_in_words()
    {
        var drawing = Draw(FlowTrace.Empty);

        Assert.Equal(Outline.Nodes.Length, drawing.FindComponents<FlowNode>().Count);
        Assert.Equal(Outline.Nodes.Length, drawing.FindAll(".flow-text > ol > li").Count);
        Assert.Equal(Outline.Edges.Length, drawing.FindAll("path.flow-line").Count);
    }

    [Fact]
    public void The_picture_has_a_name_and_a_summary_for_those_who_do_not_see_it()
    {
        var drawing = Draw(Reviewed, caption: "工单走过的路");
        var picture = drawing.Find("svg[role=img]");

        Assert.Equal("工单走过的路", picture.QuerySelector("title")!.TextContent);
        Assert.NotEmpty(picture.QuerySelector("desc")!.TextContent);
        Assert.All(picture.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotNull(picture.QuerySelector($"#{id}")));
    }

    [Fact]
    public void A_way_taken_twice_is_marked_once_with_its_count()
    {
        var drawing = Draw(Reviewed);

        Assert.Single(drawing.FindAll("path.flow-line.taken"));
        Assert.Contains("×2", drawing.Find("text.flow-words.taken").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_step_where_the_ticket_waits_is_the_current_one()
    {
        var current = Assert.Single(Draw(Reviewed).FindAll("[aria-current=step]"));

        Assert.Contains("县公司审核", current.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_alone_needs_no_key()
    {
        Assert.Empty(Draw(FlowTrace.Empty).FindAll(".flow-key"));
        Assert.Single(Draw(Reviewed).FindAll(".flow-key"));
    }

    [Theory]
    [InlineData("zh-CN", "县公司审核")]
    [InlineData("en", "County review")]
    public void It_speaks_the_readers_language(string language, string step) =>
        Assert.Contains(step, Draw(FlowTrace.Empty, language: language).Markup, StringComparison.Ordinal);

    private IRenderedComponent<FlowDrawing> Draw(FlowTrace trace, string language = "zh-CN", string? caption = null) => Render<FlowDrawing>(p => p
        .Add(d => d.Outline, Outline)
        .Add(d => d.Trace, trace)
        .Add(d => d.Caption, caption)
        .Add(d => d.Language, CultureInfo.GetCultureInfo(language)));
}
