using System.Text.Json.Nodes;
using Designer.Editing.Layout;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Adds a step, with the variables in which it keeps what people answer.</summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Id">The step's id, not used yet.</param>
/// <param name="Kind">What is added.</param>
/// <param name="Centre">Where.</param>
public sealed record AddStep(string? Flowchart, string Id, StepTemplate Kind, DiagramPoint Centre) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new($"添加“{Kind.Label.Zh}”", $"Add “{Kind.Label.En}”");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Flowchart(Flowchart) is not { } flowchart)
        {
            return EditRefusals.NoFlowchart;
        }

        if (flow.Find(Id) is not null)
        {
            return EditRefusals.IdTaken(Id);
        }

        var step = Kind.Make(Id, $"{JsonRead.Text(flowchart, "nodeId") ?? JsonRead.Text(flowchart, "id")}:{Id}");
        StepPlaces.Put(step, Centre);
        foreach (var variable in Kind.Variables(Id))
        {
            FlowChange.List(flow.Definition, "variables").Add((JsonNode)variable);
        }

        FlowChange.List(flowchart, "activities").Add((JsonNode)step);
        return null;
    }
}
