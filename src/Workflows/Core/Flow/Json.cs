using System.Text.Json.Nodes;

namespace Workflows.Core.Flow;

/// <summary>Nodes belong to one tree only; these put a value into another one.</summary>
internal static class Json
{
    /// <summary>The node itself when it hangs nowhere, else a copy.</summary>
    public static JsonNode? Own(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();
}
