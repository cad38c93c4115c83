using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Reads how an activity merges: a join says it by its own mode, every other activity by the custom property <c>mergeMode</c>.</summary>
internal static class MergeModes
{
    /// <summary>The modes of a join by Elsa's names and numbers. Without a mode it waits for any, as Elsa's does.</summary>
    public static readonly string[] OfJoins = ["WaitAny", "WaitAll", "WaitAllActive"];

    public static MergeMode Of(ActivityNode node, Func<Expression?, JsonNode?> evaluate) => node.Kind is FlowJoinActivity
        ? OfJoin(Conversion.Text(evaluate(node.Input("mode"))) ?? JsonRead.Text(node.Json, "mode"))
        : OfProperty(node);

    /// <summary>The custom property as written; <see langword="null"/> = there is none.</summary>
    public static string? Property(ActivityNode node) => JsonRead.Text(node.Json["customProperties"] as JsonObject, "mergeMode");

    /// <summary>By name in any case, or by number. What is no mode counts as none, as with Elsa; the checker reports it.</summary>
    private static MergeMode OfProperty(ActivityNode node) =>
        Enum.TryParse<MergeMode>(Property(node), ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : MergeMode.None;

    private static MergeMode OfJoin(string? text) => text?.ToUpperInvariant() switch
    {
        null or "" or "WAITANY" or "0" => MergeMode.Race,
        "WAITALL" or "1" => MergeMode.Merge,
        "WAITALLACTIVE" or "2" => MergeMode.Stream,
        _ => throw new ActivityFaultException($"未知的汇聚方式“{text}” / unknown join mode '{text}'"),
    };
}
