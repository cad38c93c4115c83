using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Gives a step other words: the title of a task, the label of everything else, and the text that Elsa's designer shows.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Words">The words.</param>
public sealed record RenameStep(string StepId, LocalizedText Words) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new($"改名为“{Words.Zh}”", $"Rename to “{Words.En}”");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Find(StepId) is not { } step)
        {
            return EditRefusals.StepGone(StepId);
        }

        var words = new JsonObject { ["zh"] = Words.Zh, ["en"] = Words.En };
        if (StepTemplate.HasTitle(JsonRead.Text(step, "type") ?? ""))
        {
            step["title"] = words;
        }
        else
        {
            FlowChange.Object(step, "customProperties", "closedLoop")["label"] = words;
        }

        FlowChange.Object(step, "metadata")["displayText"] = Words.Zh;
        return null;
    }
}
