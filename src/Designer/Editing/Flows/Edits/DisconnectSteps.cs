using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Takes connections away.</summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Ways">The connections.</param>
public sealed record DisconnectSteps(string? Flowchart, IReadOnlyList<FlowWay> Ways) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("删除连线", "Remove the connection");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Flowchart(Flowchart) is not { } flowchart)
        {
            return EditRefusals.NoFlowchart;
        }

        var connections = FlowChange.List(flowchart, "connections");
        foreach (var way in Ways)
        {
            var found = JsonRead.Objects(connections).Where(c => FlowTree.Way(c) == way).ToList();
            if (found.Count == 0)
            {
                return EditRefusals.WayGone;
            }

            found.ForEach(c => connections.Remove(c));
        }

        return null;
    }
}
