using System.Text.Json.Nodes;

namespace Workflows.Core.Instances;

/// <summary>What a parent is told of a child, in the words of Elsa's <c>ExecuteWorkflowResult</c>.</summary>
public static class ChildResult
{
    /// <summary>Name of the member with the child's outputs.</summary>
    internal const string Output = "Output";

    /// <summary>Name of the member that says how the child ended: <see cref="InstanceSubStatus"/>.</summary>
    internal const string SubStatus = "SubStatus";

    /// <summary>Name of the member with the child's id.</summary>
    internal const string InstanceId = "WorkflowInstanceId";

    /// <summary>How an instance stands: <c>{ WorkflowInstanceId, Status, SubStatus, CorrelationId, Output }</c>.</summary>
    /// <param name="child">The instance.</param>
    public static JsonObject Of(WorkflowInstance child)
    {
        ArgumentNullException.ThrowIfNull(child);
        return new JsonObject
        {
            [InstanceId] = child.Id.ToString(),
            ["Status"] = child.Status.ToString(),
            [SubStatus] = child.SubStatus.ToString(),
            ["CorrelationId"] = child.CorrelationId,
            [Output] = child.Output.DeepClone(),
        };
    }
}
