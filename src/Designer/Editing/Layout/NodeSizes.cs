using Designer.Editing.Outlines;

namespace Designer.Editing.Layout;

/// <summary>How big the box of a step is: by kind, so that a drawing is calm whatever the words are.</summary>
internal static class NodeSizes
{
    /// <summary>Size along and across the direction in which the drawing grows.</summary>
    public static (double Width, double Height) Of(DiagramNode node, bool turned)
    {
        var (width, height) = node.Kind switch
        {
            DiagramNodeKind.Start or DiagramNodeKind.End => (Math.Clamp(Math.Max(TextMeasure.Width(node.Label.Zh, 14), TextMeasure.Width(node.Label.En, 14)) + 40, 96, 184), 40.0),
            DiagramNodeKind.Decision => (152.0, 56.0),
            DiagramNodeKind.Fork or DiagramNodeKind.Join => (120.0, 40.0),
            DiagramNodeKind.HumanTask => (168.0, 60.0),
            _ => (152.0, 48.0),
        };
        return turned ? (height, width) : (width, height);
    }
}
