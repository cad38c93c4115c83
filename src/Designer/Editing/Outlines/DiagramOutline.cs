using System.Collections.Immutable;
using Workflows.Core.Definitions;

namespace Designer.Editing.Outlines;

/// <summary>
/// A definition as a drawing sees it: steps and ways, nothing of how they run. The ticket page, the definition page and the
/// README's Mermaid text are all made from it, so they cannot disagree.
/// </summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Nodes">The steps of the outermost container, the first to run first.</param>
/// <param name="Edges">The ways between them; only those whose two ends exist.</param>
public sealed record DiagramOutline(string DefinitionId, string Name, ImmutableArray<DiagramNode> Nodes, ImmutableArray<DiagramEdge> Edges)
{
    /// <summary>Reads the outline of a definition. A root that is no container is a drawing of one step; an empty one of none.</summary>
    public static DiagramOutline Of(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return OutlineReader.Read(definition);
    }

    /// <summary>The step that is, or contains, the activity; <see langword="null"/> when the drawing does not show it.</summary>
    public DiagramNode? Find(string activityId) => Nodes.FirstOrDefault(n => n.Covers(activityId));

    /// <summary>
    /// The outline without the steps that only note something: each way through one becomes a way past it, with the words of its first piece.
    /// What people do, what is decided and what is sent stays. For readers of a ticket, to whom variables mean nothing.
    /// </summary>
    public DiagramOutline Condensed()
    {
        var condensed = this;
        foreach (var note in Nodes.Where(n => n.Kind == DiagramNodeKind.Note))
        {
            condensed = condensed.Without(note);
        }

        return condensed;
    }

    private DiagramOutline Without(DiagramNode note)
    {
        var leaving = Edges.Where(e => e.Source == note.Id).ToList();
        var entering = Edges.Where(e => e.Target == note.Id).ToList();
        if (leaving is not [var on] || entering.Count == 0 || on.Target == note.Id)
        {
            return this;
        }

        var edges = Edges.Where(e => e != on).Select(e => e.Target == note.Id ? e with { Target = on.Target } : e);
        return this with { Nodes = Nodes.Remove(note), Edges = [.. edges.DistinctBy(e => e.Key)] };
    }
}
