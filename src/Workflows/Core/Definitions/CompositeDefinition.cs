using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>What a definition that is used as an activity declares.</summary>
internal sealed record CompositeDefinition(string DefinitionId, ImmutableArray<VariableDefinition> Variables, ImmutableArray<InputDefinition> Inputs, ImmutableArray<OutputDefinition> Outputs)
{
    public static CompositeDefinition Read(JsonObject source) => new(
        WorkflowLibrary.DefinitionId(source)!,
        VariableReader.Read(source["variables"] as JsonArray),
        VariableReader.ReadInputs(source["inputs"] as JsonArray),
        VariableReader.ReadOutputs(source["outputs"] as JsonArray));
}
