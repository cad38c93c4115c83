using System.Collections.Immutable;
using Designer.Editing.Outlines;

namespace Designer.Editing.Layout;

/// <summary>
/// Finds lines with right angles for placed steps, in a drawing that grows to the right. Each way has a handful of candidate lines; the cheapest
/// wins: crossing a box costs most, then running on top of an earlier line, then crossings, bends and length. A drawing that grows downwards is
/// routed mirrored at the diagonal; <c>turned</c> says so, because the words on the lines are never mirrored.
/// </summary>
internal static class EdgeRouter
{
    private const double Stub = 14;
    private const double Lane = 22;
    private const int Lanes = 5;

    /// <summary>Where along a piece of the line the words may stand, best first.</summary>
    private static readonly double[] LabelShares = [0.5, 0.3, 0.7];

    public static ImmutableArray<RoutedEdge> Route(IReadOnlyList<DiagramEdge> edges, IReadOnlyDictionary<string, DiagramBox> boxes, bool turned)
    {
        var all = boxes.Values.ToArray();
        var routed = new Dictionary<string, RoutedEdge>();
        var taken = new List<(DiagramPoint From, DiagramPoint To)>();
        var labels = new List<DiagramBox>();

        // Short ways first: they have the fewest alternatives.
        foreach (var edge in edges.OrderBy(e => Distance(boxes[e.Source], boxes[e.Target])).ThenBy(e => e.Key, StringComparer.Ordinal))
        {
            var points = Cheapest(Candidates(boxes[edge.Source], boxes[edge.Target], all).Select(Simplified), all, taken);
            taken.AddRange(Segments(points));
            var line = Labelled(edge, points, all, labels, turned);
            labels.Add(LabelBox(line, turned));
            routed[edge.Key] = line;
        }

        return [.. edges.Select(e => routed[e.Key])];
    }

    private static double Distance(DiagramBox a, DiagramBox b) => Math.Abs(a.Centre.X - b.Centre.X) + Math.Abs(a.Centre.Y - b.Centre.Y);

    private static IEnumerable<List<DiagramPoint>> Candidates(DiagramBox from, DiagramBox to, DiagramBox[] all)
    {
        var (a, b) = (from.Centre, to.Centre);
        var forward = to.X >= from.Right + (2 * Stub);
        if (from == to)
        {
            yield return [new(from.Right, a.Y), new(from.Right + Stub, a.Y), new(from.Right + Stub, from.Bottom + Stub), new(a.X, from.Bottom + Stub), new(a.X, from.Bottom)];
            yield break;
        }

        if (forward)
        {
            foreach (var x in new[] { (from.Right + to.X) / 2, to.X - Stub, from.Right + Stub, to.X - (2.5 * Stub), from.Right + (2.5 * Stub) })
            {
                yield return [new(from.Right, a.Y), new(x, a.Y), new(x, b.Y), new(to.X, b.Y)];
            }

            if (Math.Abs(a.Y - b.Y) > (Math.Max(from.Height, to.Height) / 2) + Stub)
            {
                yield return [new(a.X, b.Y > a.Y ? from.Bottom : from.Y), new(a.X, b.Y), new(to.X, b.Y)];
                yield return [new(from.Right, a.Y), new(b.X, a.Y), new(b.X, b.Y > a.Y ? to.Y : to.Bottom)];
            }
        }

        if (Math.Abs(a.Y - b.Y) > (from.Height + to.Height) / 2)
        {
            var (start, end) = b.Y > a.Y ? (from.Bottom, to.Y) : (from.Y, to.Bottom);
            yield return [new(a.X, start), new(a.X, (start + end) / 2), new(b.X, (start + end) / 2), new(b.X, end)];
        }

        foreach (var detour in Detours(from, to, all))
        {
            yield return detour;
        }
    }

    /// <summary>Lines above or below everything between the two.</summary>
    private static IEnumerable<List<DiagramPoint>> Detours(DiagramBox from, DiagramBox to, DiagramBox[] all)
    {
        var (a, b) = (from.Centre, to.Centre);
        var left = Math.Min(from.X, to.X);
        var right = Math.Max(from.Right, to.Right);
        var between = all.Where(n => n.X < right && n.Right > left).ToList();
        var (lowest, highest) = (between.Max(n => n.Bottom), between.Min(n => n.Y));
        for (var lane = 0; lane < Lanes; lane++)
        {
            var below = lowest + ((lane + 1) * Lane);
            var above = highest - ((lane + 1) * Lane);
            yield return [new(a.X, from.Bottom), new(a.X, below), new(b.X, below), new(b.X, to.Bottom)];
            yield return [new(a.X, from.Y), new(a.X, above), new(b.X, above), new(b.X, to.Y)];
            foreach (var (y, side) in new[] { (below, from.Bottom), (above, from.Y) })
            {
                yield return [new(a.X, side), new(a.X, y), new(to.X - Stub, y), new(to.X - Stub, b.Y), new(to.X, b.Y)];
                yield return [new(from.Right, a.Y), new(from.Right + Stub, a.Y), new(from.Right + Stub, y), new(to.X - Stub, y), new(to.X - Stub, b.Y), new(to.X, b.Y)];
            }
        }
    }

    /// <summary>The first of the cheapest. A line that has become dearer than the best so far is not looked at any further: with hundreds of steps that is nearly all.</summary>
    private static List<DiagramPoint> Cheapest(IEnumerable<List<DiagramPoint>> candidates, DiagramBox[] boxes, List<(DiagramPoint From, DiagramPoint To)> taken)
    {
        var (best, least) = ((List<DiagramPoint>?)null, double.MaxValue);
        foreach (var points in candidates)
        {
            if (Cost(points, boxes, taken, least) is var cost && (best is null || cost < least))
            {
                (best, least) = (points, cost);
            }
        }

        return best!;
    }

    /// <summary>What a line costs; no less than <paramref name="limit"/> as soon as it reaches that.</summary>
    private static double Cost(List<DiagramPoint> points, DiagramBox[] boxes, List<(DiagramPoint From, DiagramPoint To)> taken, double limit)
    {
        var cost = 12.0 * points.Count;
        for (var i = 1; i < points.Count; i++)
        {
            cost += 0.06 * (Math.Abs(points[i - 1].X - points[i].X) + Math.Abs(points[i - 1].Y - points[i].Y));
        }

        for (var i = 1; i < points.Count && cost < limit; i++)
        {
            foreach (var box in boxes)
            {
                cost += Touches(points[i - 1], points[i], box.Grown(-1)) ? 1000 : 0;
            }
        }

        for (var i = 1; i < points.Count && cost < limit; i++)
        {
            foreach (var (from, to) in taken)
            {
                cost += Shared(points[i - 1], points[i], from, to) is > 1 and var shared ? 20 + (0.8 * shared) : Cross(points[i - 1], points[i], from, to) ? 15 : 0;
            }
        }

        return cost;
    }

    private static bool Touches(DiagramPoint from, DiagramPoint to, DiagramBox box) =>
        Math.Min(from.X, to.X) < box.Right && Math.Max(from.X, to.X) > box.X && Math.Min(from.Y, to.Y) < box.Bottom && Math.Max(from.Y, to.Y) > box.Y;

    /// <summary>How long two lines run closely side by side or on top of each other.</summary>
    private static double Shared(DiagramPoint a, DiagramPoint b, DiagramPoint c, DiagramPoint d)
    {
        var flat = Same(a.Y, b.Y) && Same(c.Y, d.Y) && Math.Abs(a.Y - c.Y) < 6;
        var steep = Same(a.X, b.X) && Same(c.X, d.X) && Math.Abs(a.X - c.X) < 6;
        return flat ? Overlap(a.X, b.X, c.X, d.X) : steep ? Overlap(a.Y, b.Y, c.Y, d.Y) : 0;
    }

    private static double Overlap(double a, double b, double c, double d) => Math.Min(Math.Max(a, b), Math.Max(c, d)) - Math.Max(Math.Min(a, b), Math.Min(c, d));

    private static bool Cross(DiagramPoint a, DiagramPoint b, DiagramPoint c, DiagramPoint d) =>
        Same(a.Y, b.Y) != Same(c.Y, d.Y)
        && Math.Max(Math.Min(a.X, b.X), Math.Min(c.X, d.X)) < Math.Min(Math.Max(a.X, b.X), Math.Max(c.X, d.X)) + 0.5
        && Math.Max(Math.Min(a.Y, b.Y), Math.Min(c.Y, d.Y)) < Math.Min(Math.Max(a.Y, b.Y), Math.Max(c.Y, d.Y)) + 0.5;

    private static bool Same(double a, double b) => Math.Abs(a - b) < 0.5;

    private static IEnumerable<(DiagramPoint From, DiagramPoint To)> Segments(IReadOnlyList<DiagramPoint> points) =>
        points.Zip(points.Skip(1), (a, b) => (a, b));

    /// <summary>Leaves out corners that are none.</summary>
    private static List<DiagramPoint> Simplified(List<DiagramPoint> points)
    {
        var kept = new List<DiagramPoint>();
        foreach (var point in points)
        {
            if (kept.Count > 0 && Same(kept[^1].X, point.X) && Same(kept[^1].Y, point.Y))
            {
                continue;
            }

            var straight = kept.Count > 1
                && ((Same(kept[^2].X, kept[^1].X) && Same(kept[^1].X, point.X)) || (Same(kept[^2].Y, kept[^1].Y) && Same(kept[^1].Y, point.Y)));
            if (straight)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            kept.Add(point);
        }

        return kept;
    }

    /// <summary>Puts the words on the piece of the line where they cover the least: no box, no other words; else the longest piece.</summary>
    private static RoutedEdge Labelled(DiagramEdge edge, List<DiagramPoint> points, DiagramBox[] boxes, List<DiagramBox> labels, bool turned)
    {
        var places =
            from segment in Segments(points)
            from share in LabelShares
            let at = new DiagramPoint(segment.From.X + (share * (segment.To.X - segment.From.X)), segment.From.Y + (share * (segment.To.Y - segment.From.Y)))
            let line = new RoutedEdge(edge, [.. points], at)
            let box = LabelBox(line, turned)
            let covered = (10 * boxes.Count(b => b.Overlaps(box))) + (10 * labels.Count(l => l.Overlaps(box)))
            let length = Math.Abs(segment.To.X - segment.From.X) + Math.Abs(segment.To.Y - segment.From.Y)
            orderby covered, -length, Math.Abs(share - 0.5)
            select line;
        return places.First();
    }

    private static DiagramBox LabelBox(RoutedEdge line, bool turned) =>
        turned ? DiagramLayout.LabelBox(line with { LabelAt = line.LabelAt.Transposed() }).Transposed() : DiagramLayout.LabelBox(line);
}
