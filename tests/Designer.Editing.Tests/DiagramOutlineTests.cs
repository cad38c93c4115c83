using System.Globalization;
using Designer.Editing.Outlines;

namespace Designer.Editing.Tests;

public sealed class DiagramOutlineTests
{
    [Fact]
    public void Steps_are_listed_in_the_order_in_which_they_run_whatever_the_order_in_the_file()
    {
        var outline = Drawn.Flow("c:Elsa.End b:ClosedLoop.UserTask a:Elsa.Start", "a.Done>b b.Approve>c");

        Assert.Equal(["a", "b", "c"], outline.Nodes.Select(n => n.Id));
    }

    [Fact]
    public void A_human_task_speaks_with_its_title_and_its_ways_with_the_words_on_the_buttons()
    {
        var outline = Drawn.Outline("""
            {"id":"f","type":"Elsa.Flowchart","activities":[
              {"id":"t","name":"CountyReview","type":"ClosedLoop.UserTask","title":{"zh":"县公司审核","en":"County review"},
               "outcomes":[{"name":"Approve","label":{"zh":"通过","en":"Approve"}},{"name":"Reject","label":{"zh":"退回","en":"Send back"}}]},
              {"id":"e","type":"Elsa.End"}],
             "connections":[{"source":{"activity":"t","port":"Reject"},"target":{"activity":"e","port":"In"}}]}
            """);

        Assert.Equal("县公司审核", outline.Nodes[0].Label.Zh);
        Assert.Equal("County review", outline.Nodes[0].Label.En);
        Assert.Equal("退回", outline.Edges[0].Label!.Zh);
    }

    [Fact]
    public void A_way_to_a_step_that_does_not_exist_is_left_out()
    {
        var outline = Drawn.Flow("a:Elsa.Start b:Elsa.End", "a.Done>b a.Done>ghost");

        Assert.Equal(["a:Done->b"], outline.Edges.Select(e => e.Key));
    }

    [Fact]
    public void A_sequence_is_a_chain()
    {
        var outline = Drawn.Outline("""{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.WriteLine"},{"id":"b","type":"Elsa.Delay"},{"id":"c","type":"Elsa.WriteLine"}]}""");

        Assert.Equal(["a:Done->b", "b:Done->c"], outline.Edges.Select(e => e.Key));
    }

    [Fact]
    public void A_root_that_is_no_container_is_a_drawing_of_one_step()
    {
        Assert.Equal(["w"], Drawn.Outline("""{"id":"w","type":"Elsa.WriteLine"}""").Nodes.Select(n => n.Id));
    }

    [Fact]
    public void Steps_inside_a_step_are_covered_by_it()
    {
        var outline = Drawn.Outline("""
            {"id":"f","type":"Elsa.Flowchart","activities":[{"id":"loop","type":"Elsa.ForEach","nodeId":"x",
              "items":{"typeName":"Object","expression":{"type":"Literal","value":[{"id":"not-a-step"}]}},
              "body":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"deep","type":"Elsa.WriteLine"}]}}],"connections":[]}
            """);

        Assert.Equal("loop", outline.Find("deep")?.Id);
        Assert.Null(outline.Find("not-a-step"));
    }

    [Fact]
    public void Condensing_leads_ways_past_notes_and_keeps_their_words()
    {
        var outline = Drawn.Flow("a:ClosedLoop.UserTask n:Elsa.SetVariable m:Elsa.WriteLine b:Elsa.End", "a.Approve>n n.Done>m m.Done>b").Condensed();

        Assert.Equal(["a", "b"], outline.Nodes.Select(n => n.Id));
        Assert.Equal(["a:Approve->b"], outline.Edges.Select(e => e.Key));
        Assert.Equal("Approve", outline.Edges[0].Label!.Zh);
    }

    [Fact]
    public void Condensing_keeps_a_note_that_begins_the_flow_or_leaves_in_several_ways()
    {
        var outline = Drawn.Flow("n:Elsa.SetVariable a:ClosedLoop.UserTask s:Elsa.RunJavaScript b:Elsa.End c:Elsa.End", "n.Done>a a.Done>s s.Yes>b s.No>c").Condensed();

        Assert.Equal(["n", "a", "s", "b", "c"], outline.Nodes.Select(n => n.Id));
    }

    [Theory]
    [InlineData("inspection-ticket")]
    [InlineData("daily-screening")]
    public void The_shipped_definitions_are_read_without_leaving_anything_out(string folder)
    {
        var definition = Drawn.Shipped(folder);

        var outline = DiagramOutline.Of(definition);

        var root = definition.Source["root"]!;
        Assert.Equal(root["activities"]!.AsArray().Count, outline.Nodes.Length);
        Assert.Equal(root["connections"]!.AsArray().Count, outline.Edges.Length);
        Assert.DoesNotContain(outline.Nodes, n => n.Kind == DiagramNodeKind.Unknown);
    }

    [Fact]
    public void The_mermaid_text_names_every_step_and_way_and_cannot_be_broken_by_its_words()
    {
        var outline = Drawn.Outline("""
            {"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.Start"},{"id":"d","type":"Elsa.FlowDecision","metadata":{"displayText":"多\"于\" <3>?"}}],
             "connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"d","port":"In"}},{"source":{"activity":"d","port":"True"},"target":{"activity":"a","port":"In"}}]}
            """);

        Assert.Equal(
            "flowchart LR\n    n1([\"开始\"])\n    n2{\"多&quot;于&quot; &lt;3&gt;?\"}\n    n1 --> n2\n    n2 -->|\"是\"| n1\n",
            MermaidDrawing.Write(outline, new CultureInfo("zh-CN")));
    }
}
