using Designer.Editing.Layout;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Puts notes elsewhere on the drawing.</summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Corners">The upper left corner of each note, by id.</param>
public sealed record MoveNotes(string? Flowchart, IReadOnlyDictionary<string, DiagramPoint> Corners) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("移动便签", "Move the note");

    internal override Refusal? Apply(FlowChange flow)
    {
        foreach (var (id, corner) in Corners)
        {
            if (flow.Note(Flowchart, id) is not { } note)
            {
                return EditRefusals.NoteGone;
            }

            (note["x"], note["y"]) = (Math.Round(corner.X), Math.Round(corner.Y));
        }

        return null;
    }
}
