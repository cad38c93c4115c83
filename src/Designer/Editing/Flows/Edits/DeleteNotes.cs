using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Flows.Edits;

/// <summary>Takes notes off the drawing; with the last one goes the place where they stood.</summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Ids">The notes.</param>
public sealed record DeleteNotes(string? Flowchart, IReadOnlyList<string> Ids) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("删除便签", "Delete the note");

    internal override Refusal? Apply(FlowChange flow)
    {
        foreach (var id in Ids)
        {
            if (flow.Note(Flowchart, id) is not { Parent: JsonArray notes } note)
            {
                return EditRefusals.NoteGone;
            }

            notes.Remove(note);
        }

        Tidy(flow.Flowchart(Flowchart)!, "customProperties", "closedLoop", "notes");
        return null;
    }

    /// <summary>Takes away what has become empty, from the inside out.</summary>
    private static void Tidy(JsonObject owner, params ReadOnlySpan<string> path)
    {
        if (path.Length > 1 && owner[path[0]] is JsonObject inner)
        {
            Tidy(inner, path[1..]);
        }

        if (owner[path[0]] is JsonArray { Count: 0 } or JsonObject { Count: 0 })
        {
            owner.Remove(path[0]);
        }
    }
}
