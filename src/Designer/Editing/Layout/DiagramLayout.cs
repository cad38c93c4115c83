using System.Collections.Immutable;
using Designer.Editing.Outlines;

namespace Designer.Editing.Layout;

/// <summary>A step with its place.</summary>
public sealed record PlacedNode(DiagramNode Node, DiagramBox Box);

/// <summary>A way with its line.</summary>
/// <param name="Edge">The way.</param>
/// <param name="Points">Corners of the line from the source's edge to the target's edge; at least two.</param>
/// <param name="LabelAt">Middle of the words on the line.</param>
public sealed record RoutedEdge(DiagramEdge Edge, ImmutableArray<DiagramPoint> Points, DiagramPoint LabelAt);

/// <summary>An outline with a place for everything. Pure: the same outline gives the same drawing.</summary>
/// <param name="Width">Width of the whole, margins included.</param>
/// <param name="Height">Height of the whole, margins included.</param>
/// <param name="Nodes">Steps in running order.</param>
/// <param name="Edges">Ways in the definition's order.</param>
public sealed record DiagramLayout(double Width, double Height, ImmutableArray<PlacedNode> Nodes, ImmutableArray<RoutedEdge> Edges)
{
    private const double Margin = 16;

    /// <summary>
    /// Lays an outline out. Drawn to the right, the author's own positions are kept when every step has one and no two boxes collide;
    /// otherwise, and always downwards, steps are put into layers.
    /// </summary>
    public static DiagramLayout Of(DiagramOutline outline, DiagramDirection direction)
    {
        ArgumentNullException.ThrowIfNull(outline);
        var turned = direction == DiagramDirection.Down;
        var sizes = outline.Nodes.ToDictionary(n => n.Id, n => NodeSizes.Of(n, turned));
        var boxes = (turned ? null : AuthorsPositions(outline, sizes)) ?? LayeredLayout.Place(outline, sizes);
        var edges = EdgeRouter.Route(outline.Edges, boxes, turned);
        return Framed(outline, boxes, edges, turned);
    }

    private static Dictionary<string, DiagramBox>? AuthorsPositions(DiagramOutline outline, Dictionary<string, (double Width, double Height)> sizes)
    {
        var boxes = new Dictionary<string, DiagramBox>();
        foreach (var node in outline.Nodes)
        {
            if (node.Placed is not { } placed)
            {
                return null;
            }

            var (width, height) = sizes[node.Id];
            var own = placed.Width > 0 && placed.Height > 0 ? placed : placed with { Width = width, Height = height };
            var box = own.Resized(width, height);
            if (boxes.Values.Any(other => other.Grown(8).Overlaps(box)))
            {
                return null;
            }

            boxes.Add(node.Id, box);
        }

        return boxes;
    }

    private static DiagramLayout Framed(DiagramOutline outline, Dictionary<string, DiagramBox> boxes, ImmutableArray<RoutedEdge> edges, bool turned)
    {
        var nodes = outline.Nodes.Select(n => new PlacedNode(n, turned ? boxes[n.Id].Transposed() : boxes[n.Id])).ToImmutableArray();
        var lines = edges.Select(e => turned ? e with { Points = [.. e.Points.Select(p => p.Transposed())], LabelAt = e.LabelAt.Transposed() } : e).ToImmutableArray();
        if (nodes.IsEmpty)
        {
            return new DiagramLayout(2 * Margin, 2 * Margin, nodes, lines);
        }

        var labels = lines.Where(e => e.Edge.Label is not null).Select(LabelBox).ToList();
        var all = nodes.Select(n => n.Box).Concat(labels).Concat(lines.SelectMany(e => e.Points).Select(p => new DiagramBox(p.X, p.Y, 0, 0))).ToList();
        var dx = Margin - all.Min(b => b.X);
        var dy = Margin - all.Min(b => b.Y);
        DiagramPoint Moved(DiagramPoint p) => new(p.X + dx, p.Y + dy);
        return new DiagramLayout(
            all.Max(b => b.Right) + dx + Margin,
            all.Max(b => b.Bottom) + dy + Margin,
            [.. nodes.Select(n => n with { Box = n.Box with { X = n.Box.X + dx, Y = n.Box.Y + dy } })],
            [.. lines.Select(e => e with { Points = [.. e.Points.Select(Moved)], LabelAt = Moved(e.LabelAt) })]);
    }

    /// <summary>The room that the words on a line take, in either language.</summary>
    internal static DiagramBox LabelBox(RoutedEdge edge)
    {
        var width = edge.Edge.Label is { } label ? Math.Max(TextMeasure.Width(label.Zh, 12), TextMeasure.Width(label.En, 12)) + 8 : 0;
        return new DiagramBox(edge.LabelAt.X - (width / 2), edge.LabelAt.Y - 9, width, 18);
    }
}
