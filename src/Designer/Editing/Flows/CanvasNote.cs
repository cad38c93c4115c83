using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>便签: words on the drawing of a flow that belong to no step and change nothing.</summary>
/// <remarks>
/// Notes stand in the flowchart's <c>customProperties.closedLoop.notes</c>. Elsa has no place for them, and Elsa Studio hands back what it does not know of an
/// activity as it was.
/// </remarks>
/// <param name="Id">Unique among the notes of its flowchart.</param>
/// <param name="Text">The words; may have several lines.</param>
/// <param name="At">Upper left corner, in whole pixels.</param>
public sealed record CanvasNote(string Id, string Text, DiagramPoint At)
{
    /// <summary>Size of the letters, in pixels.</summary>
    public const double FontSize = 13;

    /// <summary>From one line to the next, in pixels.</summary>
    public const double LineHeight = 18;

    /// <summary>Between the words and the edge, in pixels.</summary>
    public const double Padding = 10;

    private const double Width = 200;
    private const int MostLines = 40;

    /// <summary>The words as they are drawn.</summary>
    public ImmutableArray<string> Lines =>
        [.. Text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => TextMeasure.Wrap(line, Width - (2 * Padding), FontSize, MostLines)).Take(MostLines)];

    /// <summary>Where it stands: as high as its words need.</summary>
    public DiagramBox Box => new(At.X, At.Y, Width, (Lines.Length * LineHeight) + (2 * Padding));

    /// <summary>The notes of a flowchart in the order of the file; what cannot be read is left out.</summary>
    internal static ImmutableArray<CanvasNote> Of(JsonObject flowchart) =>
    [
        .. from note in JsonRead.Objects(((flowchart["customProperties"] as JsonObject)?["closedLoop"] as JsonObject)?["notes"])
           let id = JsonRead.Text(note, "id")
           where id is not null
           select new CanvasNote(id, JsonRead.Text(note, "text") ?? "", new DiagramPoint(OutlineReader.Number(note, "x") ?? 0, OutlineReader.Number(note, "y") ?? 0)),
    ];
}
