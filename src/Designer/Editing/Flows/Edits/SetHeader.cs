using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Flows.Edits;

/// <summary>Sets a member of the definition itself: its name, its description, who may start it.</summary>
/// <param name="Path">The member, from the outside in.</param>
/// <param name="Value">The value; <see langword="null"/> = without it.</param>
/// <param name="What">What people call it.</param>
public sealed record SetHeader(ImmutableArray<string> Path, JsonNode? Value, LocalizedText What) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new($"修改{What.Zh}", $"Change {What.En}");

    internal override Refusal? Apply(FlowChange flow)
    {
        FlowChange.Set(flow.Definition, Path, Value);
        return null;
    }
}
