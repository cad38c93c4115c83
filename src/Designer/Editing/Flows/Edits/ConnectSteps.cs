using System.Text.Json.Nodes;
using Designer.Editing.Outlines;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Draws a connection from an outcome to a step.</summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Way">From where to where.</param>
public sealed record ConnectSteps(string? Flowchart, FlowWay Way) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("连线", "Connect");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Flowchart(Flowchart) is not { } flowchart)
        {
            return EditRefusals.NoFlowchart;
        }

        var steps = FlowTree.Activities(flowchart).ToLookup(a => JsonRead.Text(a, "id")!, a => NodeKinds.Of(JsonRead.Text(a, "type") ?? ""));
        if (new[] { Way.Source, Way.Target }.FirstOrDefault(id => !steps.Contains(id)) is { } gone)
        {
            return EditRefusals.StepGone(gone);
        }

        if (steps[Way.Target].First() == DiagramNodeKind.Start)
        {
            return EditRefusals.NothingEntersTheStart;
        }

        if (steps[Way.Source].First() == DiagramNodeKind.End)
        {
            return EditRefusals.NothingLeavesTheEnd;
        }

        var connections = FlowChange.List(flowchart, "connections");
        if (JsonRead.Objects(connections).Any(c => FlowTree.Way(c) == Way))
        {
            return EditRefusals.WayExists;
        }

        connections.Add((JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = Way.Source, ["port"] = Way.Port },
            ["target"] = new JsonObject { ["activity"] = Way.Target, ["port"] = "In" },
        });
        return null;
    }
}
