using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>One flowchart of a document as a designer sees it: the canvas and the outline beside it are both drawn from this.</summary>
/// <param name="Path">From the outermost flowchart to this one.</param>
/// <param name="Steps">Its steps, the first to run first.</param>
/// <param name="Ways">Its connections with their lines.</param>
/// <param name="Notes">What is written beside them.</param>
public sealed record FlowView(ImmutableArray<FlowLevel> Path, ImmutableArray<StepView> Steps, ImmutableArray<RoutedEdge> Ways, ImmutableArray<CanvasNote> Notes)
{
    private const double Gap = 60;

    /// <summary>Reads a flowchart of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="flowchartId">Which; <see langword="null"/>, or one that is not there any more, = the outermost.</param>
    public static FlowView Of(FlowDocument document, string? flowchartId = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var path = PathTo(document, flowchartId);
        var container = path is [.., { Id: { } id }] ? FlowTree.Find(document.Definition, id)! : FlowTree.Root(document.Definition) ?? [];
        var outline = OutlineReader.Read(document.Reading.DefinitionId, document.Reading.Name, container);
        var boxes = Boxes(outline);
        var steps = FlowTree.Within(container).DistinctBy(s => JsonRead.Text(s, "id")).ToDictionary(s => JsonRead.Text(s, "id")!);
        return new FlowView(
            path,
            [.. outline.Nodes.Select(n => Step(document, outline, n, steps[n.Id], boxes[n.Id]))],
            EdgeRouter.Route(outline.Edges, boxes, turned: false),
            CanvasNote.Of(container));
    }

    /// <summary>The step with this id; <see langword="null"/> when it is not in this flowchart.</summary>
    public StepView? Find(string? stepId) => Steps.FirstOrDefault(s => s.Node.Id == stepId);

    /// <summary>Where steps stand when the machine arranges them, by id.</summary>
    public IReadOnlyDictionary<string, DiagramPoint> Arranged()
    {
        var outline = new DiagramOutline("", "", [.. Steps.Select(s => s.Node)], [.. Ways.Select(w => w.Edge)]);
        return LayeredLayout.Place(outline, Sizes(outline)).ToDictionary(b => b.Key, b => b.Value.Centre);
    }

    private static ImmutableArray<FlowLevel> PathTo(FlowDocument document, string? id)
    {
        ImmutableArray<FlowLevel> outermost = [new FlowLevel(null, LocalizedText.Same(document.Reading.Name))];
        if (id is null || FlowTree.Root(document.Definition) is not { } root || FlowTree.Find(document.Definition, id) is not { } flowchart || flowchart == root)
        {
            return outermost;
        }

        var above = FlowTree.Within(root).Where(a => a != root && FlowTree.IsFlowchart(a) && FlowTree.Within(a).Contains(flowchart));
        return [.. outermost, .. above.Select(a => new FlowLevel(JsonRead.Text(a, "id"), OutlineReader.Node(a).Label))];
    }

    private static Dictionary<string, (double Width, double Height)> Sizes(DiagramOutline outline) => outline.Nodes.ToDictionary(n => n.Id, n => NodeSizes.Of(n, turned: false));

    /// <summary>The author's places; a step without one lies in a row below those that have one, and is laid out when none has.</summary>
    private static Dictionary<string, DiagramBox> Boxes(DiagramOutline outline)
    {
        var sizes = Sizes(outline);
        if (outline.Nodes.All(n => n.Placed is null))
        {
            return outline.Nodes.IsEmpty ? [] : LayeredLayout.Place(outline, sizes);
        }

        var boxes = new Dictionary<string, DiagramBox>();
        foreach (var node in outline.Nodes.Where(n => n.Placed is not null))
        {
            var (width, height) = sizes[node.Id];
            var placed = node.Placed!.Value;
            boxes[node.Id] = (placed.Width > 0 && placed.Height > 0 ? placed : placed with { Width = width, Height = height }).Resized(width, height);
        }

        var (x, y) = (boxes.Values.Min(b => b.X), boxes.Values.Max(b => b.Bottom) + Gap);
        foreach (var node in outline.Nodes.Where(n => n.Placed is null))
        {
            var (width, height) = sizes[node.Id];
            boxes[node.Id] = new DiagramBox(x, y, width, height);
            x += width + Gap;
        }

        return boxes;
    }

    private static StepView Step(FlowDocument document, DiagramOutline outline, DiagramNode node, JsonObject json, DiagramBox box)
    {
        var linked = outline.Edges.Where(e => e.Source == node.Id).Select(e => e.Port).Distinct().ToList();
        var known = node.Kind == DiagramNodeKind.End ? [] : document.Reading.Find(node.Id)?.Ports ?? (linked.Count == 0 ? ["Done"] : []);
        return new StepView(
            node,
            box,
            [.. known.Union(linked).Select(p => new PortView(p, OutlineReader.PortLabel(json, p), linked.Contains(p)))],
            JsonRead.Text(json["metadata"] as JsonObject, "description") is { Length: > 0 } note ? note : null,
            FlowTree.InnerFlowcharts(json).Select(f => JsonRead.Text(f, "id")).FirstOrDefault());
    }
}

/// <summary>A flowchart on the way to the one that is open.</summary>
/// <param name="Id">Its id; <see langword="null"/> for the outermost.</param>
/// <param name="Label">What it is called.</param>
public sealed record FlowLevel(string? Id, LocalizedText Label);

/// <summary>A step as a designer sees it.</summary>
/// <param name="Node">What it is.</param>
/// <param name="Box">Where it stands.</param>
/// <param name="Ports">Its outcomes.</param>
/// <param name="Note">The designer's comment on it; <see langword="null"/> = none.</param>
/// <param name="Inner">Id of the flowchart inside it; <see langword="null"/> = there is nothing to open.</param>
public sealed record StepView(DiagramNode Node, DiagramBox Box, ImmutableArray<PortView> Ports, string? Note, string? Inner);

/// <summary>An outcome of a step.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Label">Its words; <see langword="null"/> when there is nothing to say about it.</param>
/// <param name="IsLinked">Whether a connection leaves by it.</param>
public sealed record PortView(string Name, LocalizedText? Label, bool IsLinked);
