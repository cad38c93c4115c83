using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;

namespace Designer.Studio.Drawing;

/// <summary>Path data of boxes, signs and lines.</summary>
internal static class FlowShapes
{
    private const double Corner = 8;

    /// <summary>The outline of a box: round ends for start and end, pointed sides for a decision, a bar for fork and join.</summary>
    public static string Outline(DiagramNodeKind kind, DiagramBox box) => kind switch
    {
        DiagramNodeKind.Start or DiagramNodeKind.End => Rounded(box, box.Height / 2),
        DiagramNodeKind.Decision => Pointed(box, 18),
        DiagramNodeKind.Fork or DiagramNodeKind.Join => Pointed(box, 10),
        _ => Rounded(box, Corner),
    };

    /// <summary>How far words stay away from the sides of a box, in pixels.</summary>
    public static double TextInset(DiagramNodeKind kind) => kind is DiagramNodeKind.Decision ? 18 : 10;

    /// <summary>A sign of 16 × 16 pixels that tells the kind without colour; <see langword="null"/> for kinds whose shape says enough.</summary>
    public static string? Sign(DiagramNodeKind kind) => kind switch
    {
        DiagramNodeKind.HumanTask => "M8,8 a3.2,3.2 0 1,0 -0.01,0 M2,15 c0.4,-4 3,-5.2 6,-5.2 s5.6,1.2 6,5.2 z",
        DiagramNodeKind.Mail => "M1.5,3.5 h13 v9 h-13 z M1.5,4 l6.5,5 l6.5,-5",
        DiagramNodeKind.Timer => "M8,1.5 a6.5,6.5 0 1,0 0.01,0 M8,4.5 v4 l2.6,1.8",
        DiagramNodeKind.Event => "M9,1.5 L3.5,9 h4 L7,14.5 L12.5,7 h-4 z",
        DiagramNodeKind.Work => "M8,5.2 a2.8,2.8 0 1,0 0.01,0 M8,1.5 v2 M8,12.5 v2 M1.5,8 h2 M12.5,8 h2 M3.4,3.4 l1.4,1.4 M11.2,11.2 l1.4,1.4 M12.6,3.4 l-1.4,1.4 M4.8,11.2 l-1.4,1.4",
        DiagramNodeKind.Note => "M3.5,1.5 h6 l3,3 v10 h-9 z M5.5,7.5 h5 M5.5,10.5 h5",
        DiagramNodeKind.Group => "M1.5,3 h6 v4.5 h-6 z M8.5,9 h6 v4.5 h-6 z M4.5,7.5 v3.8 h4",
        DiagramNodeKind.Unknown => "M5,5.4 a3,3 0 1,1 4.2,2.8 c-1,0.5 -1.2,1 -1.2,2 M8,13 v0.6",
        _ => null,
    };

    /// <summary>A line through its corners, each a little rounded.</summary>
    public static string Line(ImmutableArray<DiagramPoint> points)
    {
        var path = new StringBuilder($"M{P(points[0])}");
        for (var i = 1; i < points.Length - 1; i++)
        {
            var (before, corner, after) = (points[i - 1], points[i], points[i + 1]);
            var radius = Math.Min(Corner, Math.Min(Length(before, corner), Length(corner, after)) / 2);
            path.Append(CultureInfo.InvariantCulture, $" L{P(Towards(corner, before, radius))} Q{P(corner)} {P(Towards(corner, after, radius))}");
        }

        return path.Append(CultureInfo.InvariantCulture, $" L{P(points[^1])}").ToString();
    }

    private static string Rounded(DiagramBox b, double r) => string.Create(
        CultureInfo.InvariantCulture,
        $"M{b.X + r:0.#},{b.Y:0.#} H{b.Right - r:0.#} a{r:0.#},{r:0.#} 0 0 1 {r:0.#},{r:0.#} V{b.Bottom - r:0.#} a{r:0.#},{r:0.#} 0 0 1 {-r:0.#},{r:0.#} H{b.X + r:0.#} a{r:0.#},{r:0.#} 0 0 1 {-r:0.#},{-r:0.#} V{b.Y + r:0.#} a{r:0.#},{r:0.#} 0 0 1 {r:0.#},{-r:0.#} z");

    private static string Pointed(DiagramBox b, double depth) => string.Create(
        CultureInfo.InvariantCulture,
        $"M{b.X + depth:0.#},{b.Y:0.#} H{b.Right - depth:0.#} L{b.Right:0.#},{b.Centre.Y:0.#} L{b.Right - depth:0.#},{b.Bottom:0.#} H{b.X + depth:0.#} L{b.X:0.#},{b.Centre.Y:0.#} z");

    private static double Length(DiagramPoint a, DiagramPoint b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static DiagramPoint Towards(DiagramPoint from, DiagramPoint to, double by)
    {
        var length = Length(from, to);
        return length == 0 ? from : new(from.X + ((to.X - from.X) * by / length), from.Y + ((to.Y - from.Y) * by / length));
    }

    private static string P(DiagramPoint p) => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}");
}
