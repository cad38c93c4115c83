using System.Collections.Immutable;
using Workflows.Core;

namespace Designer.Editing.Outlines;

/// <summary>A drawing as a list of sentences: the same content for a screen reader, a printout or a person who prefers words.</summary>
public static class OutlineText
{
    /// <summary>One line per step, in running order.</summary>
    public static ImmutableArray<OutlineLine> Lines(DiagramOutline outline, FlowTrace trace)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(trace);
        return [.. outline.Nodes.Select(node => new OutlineLine(node, NodeKinds.Describe(node.Kind), State(node, trace), Ways(outline, node, trace)))];
    }

    /// <summary>What became of a step, in words.</summary>
    public static LocalizedText State(DiagramNode node, FlowTrace trace)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(trace);
        var visits = trace.Visits.GetValueOrDefault(node.Id);
        return (trace.Faulted.Contains(node.Id), trace.Current.Contains(node.Id), visits) switch
        {
            (true, _, _) => new("出错，等待处理", "failed, waits for an operator"),
            (_, true, > 1) => new($"当前在此（第 {visits} 次）", $"you are here (time {visits})"),
            (_, true, _) => new("当前在此", "you are here"),
            (_, _, > 1) => new($"已经过 {visits} 次", $"passed {visits} times"),
            (_, _, 1) => new("已经过", "passed"),
            _ => new("未经过", "not reached"),
        };
    }

    private static ImmutableArray<OutlineWay> Ways(DiagramOutline outline, DiagramNode node, FlowTrace trace) =>
        [.. from edge in outline.Edges
            where edge.Source == node.Id
            let target = outline.Nodes.First(n => n.Id == edge.Target)
            select new OutlineWay(edge.Label, target.Label, trace.Taken.GetValueOrDefault(edge.Key))];
}

/// <summary>A step in words.</summary>
/// <param name="Node">The step.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">What became of it.</param>
/// <param name="Ways">Where it leads.</param>
public sealed record OutlineLine(DiagramNode Node, LocalizedText Kind, LocalizedText State, ImmutableArray<OutlineWay> Ways);

/// <summary>A way in words.</summary>
/// <param name="Label">What is on the line; <see langword="null"/> = nothing.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Taken">How often it was taken.</param>
public sealed record OutlineWay(LocalizedText? Label, LocalizedText Target, int Taken);
