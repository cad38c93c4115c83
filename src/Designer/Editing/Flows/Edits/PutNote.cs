using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Puts a note onto the drawing, or changes what it says.</summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Note">The note; one that is there already takes these words and stays where it is.</param>
public sealed record PutNote(string? Flowchart, CanvasNote Note) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("写便签", "Write a note");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Flowchart(Flowchart) is not { } flowchart)
        {
            return EditRefusals.NoFlowchart;
        }

        var notes = FlowChange.List(FlowChange.Object(flowchart, "customProperties", "closedLoop"), "notes");
        if (JsonRead.Objects(notes).FirstOrDefault(n => JsonRead.Text(n, "id") == Note.Id) is { } there)
        {
            there["text"] = Note.Text;
        }
        else
        {
            notes.Add((JsonNode)new JsonObject { ["id"] = Note.Id, ["text"] = Note.Text, ["x"] = Math.Round(Note.At.X), ["y"] = Math.Round(Note.At.Y) });
        }

        return null;
    }
}
