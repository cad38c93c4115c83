using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Flows.Edits;

/// <summary>Sets a member of a step, or takes it away.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Path">The member, from the outside in: <c>due</c>, or <c>metadata</c>, <c>description</c>.</param>
/// <param name="Value">The value; <see langword="null"/> = without it.</param>
/// <param name="What">What people call it.</param>
public sealed record SetProperty(string StepId, ImmutableArray<string> Path, JsonNode? Value, LocalizedText What) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new($"修改{What.Zh}", $"Change {What.En}");

    internal override Refusal? Apply(FlowChange flow)
    {
        if (flow.Find(StepId) is not { } step)
        {
            return EditRefusals.StepGone(StepId);
        }

        FlowChange.Set(step, Path, Value);
        return null;
    }
}
