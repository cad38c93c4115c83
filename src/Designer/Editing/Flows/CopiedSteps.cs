using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>Steps on their way to another place, with the connections between them; a clipboard keeps them as text.</summary>
/// <param name="Steps">The steps as they stand in the file.</param>
/// <param name="Ways">Connections between them.</param>
public sealed record CopiedSteps(ImmutableArray<JsonObject> Steps, ImmutableArray<FlowWay> Ways)
{
    /// <summary>Copies steps out of a flowchart; ids that are not there are passed over.</summary>
    public static CopiedSteps From(FlowDocument document, string? flowchartId, IReadOnlyCollection<string> ids)
    {
        ArgumentNullException.ThrowIfNull(document);
        var flowchart = flowchartId is null ? FlowTree.Root(document.Definition) : FlowTree.Find(document.Definition, flowchartId);
        return flowchart is null
            ? new CopiedSteps([], [])
            : new CopiedSteps(
                [.. FlowTree.Activities(flowchart).Where(a => ids.Contains(JsonRead.Text(a, "id")))],
                [.. JsonRead.Objects(flowchart["connections"]).Select(FlowTree.Way).OfType<FlowWay>().Where(w => ids.Contains(w.Source) && ids.Contains(w.Target))]);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote; <see langword="null"/> for any other text.</summary>
    public static CopiedSteps? Read(string text)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: new() { MaxDepth = 128 }) is not JsonObject { } json || json["closedLoopSteps"] is not JsonArray steps)
            {
                return null;
            }

            ImmutableArray<JsonObject> read = [.. steps.OfType<JsonObject>().Where(s => JsonRead.Text(s, "id") is not null && JsonRead.Text(s, "type") is not null)];
            var ids = read.Select(s => JsonRead.Text(s, "id")).ToHashSet();
            var ways = JsonRead.Objects(json["connections"]).Select(FlowTree.Way).OfType<FlowWay>();
            return new CopiedSteps(read, [.. ways.Where(w => ids.Contains(w.Source) && ids.Contains(w.Target))]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As text for a clipboard.</summary>
    public string ToText() => new JsonObject
    {
        ["closedLoopSteps"] = new JsonArray([.. Steps.Select(s => s.DeepClone())]),
        ["connections"] = new JsonArray([.. Ways.Select(w => (JsonNode)new JsonObject { ["source"] = w.Source, ["sourcePort"] = w.Port, ["target"] = w.Target })]),
    }.ToJsonString();

    /// <summary>Fresh ids for copies of the steps and of everything inside them.</summary>
    /// <param name="newId">Makes an id.</param>
    public IReadOnlyDictionary<string, string> FreshIds(Func<string> newId)
    {
        ArgumentNullException.ThrowIfNull(newId);
        return Steps.SelectMany(FlowTree.Within).Select(a => JsonRead.Text(a, "id")!).Distinct().ToDictionary(id => id, _ => newId());
    }
}
