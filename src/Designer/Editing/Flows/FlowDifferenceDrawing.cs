using System.Collections.Immutable;
using Designer.Editing.Outlines;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>Two versions of a flow in one drawing: what is gone stands in it too.</summary>
/// <param name="Outline">Every step and way of either version.</param>
/// <param name="Steps">What became of the steps that are not the same, by id.</param>
/// <param name="Ways">What became of the ways that are not the same, by <see cref="DiagramEdge.Key"/>.</param>
public sealed record FlowDifferenceDrawing(DiagramOutline Outline, ImmutableDictionary<string, FlowChangeKind> Steps, ImmutableDictionary<string, FlowChangeKind> Ways)
{
    /// <summary>Draws the difference. A step that holds a changed one is changed.</summary>
    public static FlowDifferenceDrawing Between(WorkflowDefinition before, WorkflowDefinition after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (DiagramOutline.Of(before), DiagramOutline.Of(after));
        var gone = old.Nodes.Where(n => now.Nodes.All(k => k.Id != n.Id)).ToList();
        var goneWays = old.Edges.Where(e => now.Edges.All(k => k.Key != e.Key)).ToList();

        // What is gone lies where the machine puts it: its old place may belong to another step by now.
        var nodes = gone.Count > 0 ? now.Nodes.Concat(gone).Select(n => n with { Placed = null }) : now.Nodes;
        var steps = ImmutableDictionary.CreateBuilder<string, FlowChangeKind>();
        foreach (var step in FlowComparison.Between(before, after).Where(d => d.IsOfStep).Select(d => (d.Kind, Node: now.Find(d.StepId!) ?? gone.FirstOrDefault(n => n.Covers(d.StepId!)))))
        {
            if (step.Node is { } node)
            {
                steps[node.Id] = gone.Contains(node) ? FlowChangeKind.Removed : old.Nodes.All(n => n.Id != node.Id) ? FlowChangeKind.Added : FlowChangeKind.Changed;
            }
        }

        return new FlowDifferenceDrawing(
            now with { Nodes = [.. nodes], Edges = [.. now.Edges, .. goneWays] },
            steps.ToImmutable(),
            goneWays.Select(e => KeyValuePair.Create(e.Key, FlowChangeKind.Removed))
                .Concat(now.Edges.Where(e => old.Edges.All(k => k.Key != e.Key)).Select(e => KeyValuePair.Create(e.Key, FlowChangeKind.Added)))
                .ToImmutableDictionary());
    }
}
