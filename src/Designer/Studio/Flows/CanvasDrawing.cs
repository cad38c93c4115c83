using Designer.Editing.Flows;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;
using Designer.Studio.Drawing;
using Workflows.Core.Checks;

namespace Designer.Studio.Flows;

/// <summary>What the script of the canvas is to show, in pixels and words: it decides nothing.</summary>
internal sealed record CanvasDrawing(IReadOnlyList<CanvasDrawing.Step> Steps, IReadOnlyList<CanvasDrawing.Way> Ways, IReadOnlyList<CanvasDrawing.Note> Notes, IReadOnlyCollection<string> Selected)
{
    private const double FontSize = 14;

    public static CanvasDrawing Of(StudioSession studio) => new(
        [.. studio.View.Steps.Select(s => StepOf(studio, s))],
        [.. studio.View.Ways.Select(w => WayOf(studio, w))],
        [.. studio.View.Notes.Select(n => new Note(n.Id, n.Box.X, n.Box.Y, n.Box.Width, n.Box.Height, n.Lines))],
        studio.Selected);

    private static Step StepOf(StudioSession studio, StepView step)
    {
        var (node, box) = (step.Node, step.Box);
        var sign = FlowShapes.Sign(node.Kind);
        var sides = FlowShapes.TextInset(node.Kind);
        var left = sign is null ? sides : 32;
        var room = box.Width - left - sides;
        var label = studio.Say(node.Label);
        var trouble = studio.Problems.Where(p => p.ActivityId is { } id && node.Covers(id)).Select(p => (ProblemSeverity?)p.Severity).Max();
        return new Step(
            node.Id,
            node.Kind.ToString().ToLowerInvariant(),
            box.X,
            box.Y,
            box.Width,
            box.Height,
            FlowShapes.Outline(node.Kind, box with { X = 0, Y = 0 }),
            sign,
            TextMeasure.Wrap(label, room, FontSize, box.Height > 44 ? 2 : 1),
            left + (room / 2),
            step.Note is null ? label : $"{label}\n{step.Note}",
            trouble?.ToString().ToLowerInvariant(),
            IsOnWay(studio, node.Covers),
            node.Kind == DiagramNodeKind.Start,
            [.. step.Ports.Select(p => new Port(p.Name, p.Label is null ? studio.Say("继续", "Go on") : studio.Say(p.Label), p.IsLinked))]);
    }

    private static Way WayOf(StudioSession studio, RoutedEdge way) => new(
        way.Edge.Key,
        way.Edge.Source,
        way.Edge.Target,
        way.Points,
        way.Edge.Label is null ? null : studio.Say(way.Edge.Label),
        ShareAt(way),
        studio.SelectedWay?.Key == way.Edge.Key,
        IsOnWay(studio, way.Edge));

    private static bool IsOnWay(StudioSession studio, Func<string, bool> covers) => studio.Example?.Example.Any(s => covers(s.ActivityId)) == true;

    /// <summary>Whether an example leaves the line's source by its port, and comes by its target.</summary>
    private static bool IsOnWay(StudioSession studio, DiagramEdge way) =>
        studio.Example is { } problem && problem.Example.Any(s => s.ActivityId == way.Source && s.Outcome == way.Port) && problem.Example.Any(s => s.ActivityId == way.Target);

    /// <summary>How far along the line the words stand, from 0 to 1.</summary>
    private static double ShareAt(RoutedEdge way)
    {
        var (along, whole, best) = (0.0, 0.0, double.MaxValue);
        foreach (var (from, to) in way.Points.Zip(way.Points.Skip(1)))
        {
            var length = Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y);
            var here = Math.Abs(way.LabelAt.X - from.X) + Math.Abs(way.LabelAt.Y - from.Y);
            var off = here + Math.Abs(way.LabelAt.X - to.X) + Math.Abs(way.LabelAt.Y - to.Y) - length;
            if (off < best)
            {
                (best, along) = (off, whole + here);
            }

            whole += length;
        }

        return whole == 0 ? 0.5 : along / whole;
    }

    internal sealed record Step(
        string Id, string Kind, double X, double Y, double Width, double Height, string Outline, string? Sign, IReadOnlyList<string> Lines, double TextX, string Hint, string? Trouble, bool IsOnWay, bool Begins, IReadOnlyList<Port> Ports);

    internal sealed record Note(string Id, double X, double Y, double Width, double Height, IReadOnlyList<string> Lines);

    internal sealed record Port(string Name, string Label, bool IsLinked);

    internal sealed record Way(string Key, string Source, string Target, IReadOnlyList<DiagramPoint> Points, string? Label, double LabelAt, bool IsSelected, bool IsOnWay);
}
