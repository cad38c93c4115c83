using System.Text.Json.Nodes;
using Designer.Editing.Layout;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Adds copies of steps with the connections between them.</summary>
/// <param name="Flowchart">Id of the flowchart; <see langword="null"/> = the outermost.</param>
/// <param name="Copied">What was copied.</param>
/// <param name="NewIds">The id of each copy, by the id of its original, for steps at any depth.</param>
/// <param name="By">How far from their originals the copies lie.</param>
public sealed record PasteSteps(string? Flowchart, CopiedSteps Copied, IReadOnlyDictionary<string, string> NewIds, DiagramPoint By) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("粘贴", "Paste");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Flowchart(Flowchart) is not { } flowchart)
        {
            return EditRefusals.NoFlowchart;
        }

        if (NewIds.Values.FirstOrDefault(id => flow.Find(id) is not null) is { } taken)
        {
            return EditRefusals.IdTaken(taken);
        }

        var parent = JsonRead.Text(flowchart, "nodeId") ?? JsonRead.Text(flowchart, "id");
        foreach (var original in Copied.Steps)
        {
            var copy = original.DeepClone().AsObject();
            foreach (var inner in FlowTree.Within(copy).ToList())
            {
                Rename(inner);
            }

            copy["nodeId"] = $"{parent}:{JsonRead.Text(copy, "id")}";
            StepPlaces.Shift(copy, By);
            FlowChange.List(flowchart, "activities").Add((JsonNode)copy);
        }

        foreach (var way in Copied.Ways)
        {
            var copy = new ConnectSteps(Flowchart, way with { Source = NewIds[way.Source], Target = NewIds[way.Target] });
            if (copy.Apply(flow) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private void Rename(JsonObject activity)
    {
        if (JsonRead.Text(activity, "id") is { } id && NewIds.TryGetValue(id, out var renamed))
        {
            activity["id"] = renamed;
            activity.Remove("nodeId");
        }

        foreach (var end in JsonRead.Objects(activity["connections"]).SelectMany(c => new[] { c["source"], c["target"] }).OfType<JsonObject>())
        {
            if (JsonRead.Text(end, "activity") is { } at && NewIds.TryGetValue(at, out var there))
            {
                end["activity"] = there;
            }
        }
    }
}
