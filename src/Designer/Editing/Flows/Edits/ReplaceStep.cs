using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows.Edits;

/// <summary>Puts other content in the place of a step.</summary>
/// <param name="StepId">The step; it keeps its id.</param>
/// <param name="Json">The content.</param>
public sealed record ReplaceStep(string StepId, JsonObject Json) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new("修改文件内容", "Change what stands in the file");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Find(StepId) is not { } step)
        {
            return EditRefusals.StepGone(StepId);
        }

        foreach (var gone in step.Select(m => m.Key).Where(m => !Json.ContainsKey(m)).ToList())
        {
            step.Remove(gone);
        }

        foreach (var (name, value) in Json.Where(m => m.Key != "id"))
        {
            step[name] = value?.DeepClone();
        }

        return null;
    }
}
