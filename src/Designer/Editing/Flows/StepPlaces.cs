using System.Text.Json.Nodes;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;

namespace Designer.Editing.Flows;

/// <summary>Writes where a step stands on the drawing, as Elsa's designer writes it: the upper left corner, in whole pixels.</summary>
internal static class StepPlaces
{
    public static void Put(JsonObject step, DiagramPoint centre)
    {
        var (width, height) = Size(step);
        Write(step, centre.X - (width / 2), centre.Y - (height / 2));
    }

    public static void Shift(JsonObject step, DiagramPoint by)
    {
        if (OutlineReader.Placed(step) is { } placed)
        {
            Write(step, placed.X + by.X, placed.Y + by.Y);
        }
    }

    private static void Write(JsonObject step, double x, double y)
    {
        var position = FlowChange.Object(step, "metadata", "designer", "position");
        position["x"] = Math.Round(x);
        position["y"] = Math.Round(y);
    }

    /// <summary>The size that the file gives, else the one that it is drawn with.</summary>
    private static (double Width, double Height) Size(JsonObject step) =>
        OutlineReader.Placed(step) is { Width: > 0, Height: > 0 } placed ? (placed.Width, placed.Height) : NodeSizes.Of(OutlineReader.Node(step), turned: false);
}
