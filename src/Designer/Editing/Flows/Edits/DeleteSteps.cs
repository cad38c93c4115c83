using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>
/// Takes steps out. Where a step had one way on, the flow closes over the gap: what led to it leads to what came after it. Variables stay, since
/// expressions elsewhere may read them.
/// </summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Ids">The steps.</param>
public sealed record DeleteSteps(string? Flowchart, IReadOnlyList<string> Ids) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("删除步骤", "Delete");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Flowchart(Flowchart) is not { } flowchart)
        {
            return EditRefusals.NoFlowchart;
        }

        foreach (var id in Ids)
        {
            if (FlowTree.Activities(flowchart).FirstOrDefault(a => JsonRead.Text(a, "id") == id) is not { } step)
            {
                return EditRefusals.StepGone(id);
            }

            FlowChange.List(flowchart, "activities").Remove(step);
            CloseGap(FlowChange.List(flowchart, "connections"), id);
        }

        return null;
    }

    private static void CloseGap(JsonArray connections, string id)
    {
        var touching = JsonRead.Objects(connections).Select(c => (Connection: c, Way: FlowTree.Way(c))).Where(c => c.Way?.Source == id || c.Way?.Target == id).ToList();
        var onwards = touching.Where(c => c.Way!.Source == id).Select(c => c.Way!.Target).Distinct().ToList();
        var next = onwards is [var only] && only != id ? only : null;
        foreach (var (connection, way) in touching)
        {
            var known = JsonRead.Objects(connections).Select(FlowTree.Way);
            if (next is not null && way!.Target == id && !known.Contains(way with { Target = next }) && connection["target"] is JsonObject target)
            {
                target["activity"] = next;
                connection.Remove("vertices");
            }
            else
            {
                connections.Remove(connection);
            }
        }
    }
}
