using System.Text.Json.Nodes;

namespace Workflows.Core.Instances;

/// <summary>The engine's bookkeeping inside an instance. Only the engine reads or makes it.</summary>
public sealed record ExecutionState
{
    /// <summary>Values of the workflow's variables by name, for readers outside the engine.</summary>
    public JsonObject Variables { get; init; } = [];
}
