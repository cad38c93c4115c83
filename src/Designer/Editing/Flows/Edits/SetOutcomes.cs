using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Changes the outcomes of a step; its connections follow: those of a renamed outcome keep going, those of an outcome that is gone go too.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Member">Where the step keeps them: <c>outcomes</c>, <c>cases</c>, <c>branches</c>.</param>
/// <param name="Outcomes">What shall stand there.</param>
/// <param name="Ports">The port that each port of before is now; a port that is missing here is gone.</param>
public sealed record SetOutcomes(string StepId, string Member, JsonNode Outcomes, IReadOnlyDictionary<string, string> Ports) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("修改出口", "Change the outcomes");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Find(StepId) is not { } step)
        {
            return EditRefusals.StepGone(StepId);
        }

        step[Member] = Outcomes.DeepClone();
        var connections = FlowTree.Within(FlowTree.Root(flow.Definition)!).Select(f => f["connections"]).OfType<JsonArray>();
        foreach (var list in connections)
        {
            foreach (var connection in JsonRead.Objects(list).Where(c => FlowTree.Way(c)?.Source == StepId).ToList())
            {
                if (!Ports.TryGetValue(FlowTree.Way(connection)!.Port, out var port))
                {
                    list.Remove(connection);
                }
                else if (connection["source"] is JsonObject end)
                {
                    end["port"] = port;
                }
            }
        }

        return null;
    }
}
