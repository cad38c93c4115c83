using Designer.Editing.Layout;
using Designer.Editing.Outlines;

namespace Designer.Editing.Tests;

public sealed class DiagramLayoutTests
{
    public static TheoryData<string, DiagramDirection> Shipped => new()
    {
        { "inspection-ticket", DiagramDirection.Right },
        { "inspection-ticket", DiagramDirection.Down },
        { "daily-screening", DiagramDirection.Right },
        { "daily-screening", DiagramDirection.Down },
    };

    [Theory]
    [MemberData(nameof(Shipped))]
    public void In_the_shipped_drawings_no_boxes_collide_and_no_line_runs_through_a_box(string folder, DiagramDirection direction)
    {
        foreach (var outline in new[] { DiagramOutline.Of(Drawn.Shipped(folder)), DiagramOutline.Of(Drawn.Shipped(folder)).Condensed() })
        {
            AssertTidy(DiagramLayout.Of(outline, direction));
        }
    }

    [Fact]
    public void The_authors_positions_are_kept_when_drawn_to_the_right()
    {
        var outline = Drawn.Outline("""
            {"id":"f","type":"Elsa.Flowchart","activities":[
              {"id":"a","type":"ClosedLoop.UserTask","metadata":{"designer":{"position":{"x":500,"y":300},"size":{"width":168,"height":60}}}},
              {"id":"b","type":"ClosedLoop.UserTask","metadata":{"designer":{"position":{"x":100,"y":40},"size":{"width":168,"height":60}}}}],
             "connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]}
            """);

        var layout = DiagramLayout.Of(outline, DiagramDirection.Right);

        var (a, b) = (layout.Nodes.Single(n => n.Node.Id == "a").Box, layout.Nodes.Single(n => n.Node.Id == "b").Box);
        Assert.Equal((400, 260), (a.X - b.X, a.Y - b.Y));
    }

    [Fact]
    public void Without_positions_every_way_that_does_not_lead_back_goes_on()
    {
        var outline = Drawn.Flow("a:Elsa.Start b:Elsa.FlowDecision c:ClosedLoop.UserTask d:ClosedLoop.UserTask e:Elsa.End", "a.Done>b b.True>c b.False>d c.Done>e d.Done>e c.Back>b");

        var layout = DiagramLayout.Of(outline, DiagramDirection.Right);

        var x = layout.Nodes.ToDictionary(n => n.Node.Id, n => n.Box.Centre.X);
        Assert.All(layout.Edges.Where(e => e.Edge.Port != "Back"), e => Assert.True(x[e.Edge.Source] < x[e.Edge.Target], e.Edge.Key));
        AssertTidy(layout);
    }

    [Fact]
    public void Boxes_placed_on_top_of_each_other_are_put_apart()
    {
        var outline = Drawn.Outline("""
            {"id":"f","type":"Elsa.Flowchart","activities":[
              {"id":"a","type":"ClosedLoop.UserTask","metadata":{"designer":{"position":{"x":0,"y":0}}}},
              {"id":"b","type":"ClosedLoop.UserTask","metadata":{"designer":{"position":{"x":10,"y":10}}}}],"connections":[]}
            """);

        AssertTidy(DiagramLayout.Of(outline, DiagramDirection.Right));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    public void Any_flow_is_laid_out_with_everything_inside_the_frame(int seed)
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, 14).Select(i => $"n{i}").ToArray();
        var ways = Enumerable.Range(0, 24).Select(i => $"{ids[random.Next(14)]}.p{i}>{ids[random.Next(14)]}");
        var outline = Drawn.Flow(string.Join(' ', ids.Select(i => $"{i}:ClosedLoop.UserTask")), string.Join(' ', ways));

        foreach (var direction in Enum.GetValues<DiagramDirection>())
        {
            var layout = DiagramLayout.Of(outline, direction);

            Assert.Equal(outline.Edges.Length, layout.Edges.Length);
            Assert.All(layout.Nodes, n => Assert.True(n.Box.X >= 0 && n.Box.Y >= 0 && n.Box.Right <= layout.Width && n.Box.Bottom <= layout.Height));
            Assert.All(layout.Edges.SelectMany(e => e.Points), p => Assert.InRange(p.X, 0, layout.Width));
            Assert.All(layout.Edges.SelectMany(e => e.Points), p => Assert.InRange(p.Y, 0, layout.Height));
        }
    }

    [Fact]
    public void An_empty_flow_has_an_empty_drawing() =>
        Assert.Empty(DiagramLayout.Of(Drawn.Outline("""{"id":"f","type":"Elsa.Flowchart","activities":[],"connections":[]}"""), DiagramDirection.Right).Nodes);

    [Theory]
    [InlineData("县公司分析分类", 200, 1, "县公司分析分类")]
    [InlineData("县公司数据分析与分类梳理", 84, 2, "县公司数据分|析与分类梳理")]
    [InlineData("County analysis and classification", 126, 2, "County analysis|and classification")]
    [InlineData("一二三四五六七八九十", 42, 2, "一二三|四五…")]
    public void Words_break_where_they_may_and_are_cut_with_an_ellipsis(string text, double width, int lines, string expected) =>
        Assert.Equal(expected, string.Join('|', TextMeasure.Wrap(text, width, 14, lines)));

    private static void AssertTidy(DiagramLayout layout)
    {
        foreach (var (a, i) in layout.Nodes.Select((n, i) => (n, i)))
        {
            Assert.All(layout.Nodes.Skip(i + 1), b => Assert.False(a.Box.Overlaps(b.Box), $"{a.Node.Id} and {b.Node.Id} collide"));
        }

        foreach (var edge in layout.Edges)
        {
            foreach (var (from, to) in edge.Points.Zip(edge.Points.Skip(1)))
            {
                var piece = new DiagramBox(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(0.1, Math.Abs(from.X - to.X)), Math.Max(0.1, Math.Abs(from.Y - to.Y)));
                Assert.All(layout.Nodes, n => Assert.False(n.Box.Grown(-1).Overlaps(piece), $"{edge.Edge.Key} runs through {n.Node.Id}"));
            }
        }
    }
}
