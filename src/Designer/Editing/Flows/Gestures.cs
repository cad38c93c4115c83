using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>What a designer does in one movement, as the edits that it comes to.</summary>
public static class Gestures
{
    /// <summary>How far a new step stands from the one before it, in pixels from centre to centre.</summary>
    public const double Stride = 256;

    /// <summary>Puts a role in the place of another wherever steps name it: as doers, approvers or their stand-ins, receivers of mails and copies, and on ladders.</summary>
    /// <param name="document">The flow.</param>
    /// <param name="among">The steps that are looked at.</param>
    /// <param name="role">The role that goes.</param>
    /// <param name="instead">The role that comes.</param>
    public static IReadOnlyList<FlowEdit> ReplaceRole(FlowDocument document, IReadOnlyCollection<string> among, string role, string instead)
    {
        ArgumentNullException.ThrowIfNull(document);
        return
        [
            .. from id in among
               let step = FlowTree.Find(document.Definition, id)
               where step is not null
               from member in (string[])["candidates", "approvers", "fallback", "to", "ladder"]
               where step[member] is { } who && Naming(who, role).Any()
               select new SetProperty(id, [member], Replaced(step[member]!, role, instead), new LocalizedText("角色", "the role")),
        ];
    }

    /// <summary>Adds a step behind another: at an outcome that leads nowhere yet, else between the step and what follows it.</summary>
    /// <param name="view">The flowchart as it is.</param>
    /// <param name="kind">What to add.</param>
    /// <param name="id">Its id.</param>
    /// <param name="after">The step; <see langword="null"/> = it stands alone.</param>
    public static IReadOnlyList<FlowEdit> AddAfter(FlowView view, StepTemplate kind, string id, StepView? after)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(kind);
        var flowchart = view.Path[^1].Id;
        if (after is null)
        {
            var free = view.Steps.IsEmpty ? new DiagramPoint(160, 120) : new DiagramPoint(view.Steps.Min(s => s.Box.Centre.X), view.Steps.Max(s => s.Box.Bottom) + 80);
            return [new AddStep(flowchart, id, kind, free)];
        }

        var open = after.Ports.FirstOrDefault(p => !p.IsLinked);
        var between = open is null && !Ports(kind).IsEmpty ? view.Ways.Where(w => w.Edge.Source == after.Node.Id).Select(w => w.Edge).FirstOrDefault() : null;
        if (between is not null)
        {
            return Between(view, kind, id, between, after.Box.Centre with { X = after.Box.Centre.X + Stride }, makesRoom: true);
        }

        var at = FreePlace(view, after.Box.Centre with { X = after.Box.Centre.X + Stride });
        var added = new AddStep(flowchart, id, kind, at);
        return open is null ? [added] : [added, new ConnectSteps(flowchart, new FlowWay(after.Node.Id, open.Name, id))];
    }

    /// <summary>Puts a step onto a connection: what it led to now comes after the step.</summary>
    /// <param name="view">The flowchart as it is.</param>
    /// <param name="kind">What to add.</param>
    /// <param name="id">Its id.</param>
    /// <param name="way">The connection.</param>
    /// <param name="centre">Where the step stands.</param>
    /// <param name="makesRoom">Whether what stands to the right moves aside.</param>
    public static IReadOnlyList<FlowEdit> Between(FlowView view, StepTemplate kind, string id, DiagramEdge way, DiagramPoint centre, bool makesRoom = false)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(way);
        var flowchart = view.Path[^1].Id;
        if (Ports(kind) is not [var first, ..] ports)
        {
            return [new AddStep(flowchart, id, kind, centre)];
        }

        // A choice or a split changes nothing yet: every way goes on as before, until something is put onto it.
        var onward = NodeKinds.Of(kind.Type) is DiagramNodeKind.Decision or DiagramNodeKind.Fork ? ports : [first];

        var edits = new List<FlowEdit>
        {
            new AddStep(flowchart, id, kind, centre),
            new DisconnectSteps(flowchart, [new FlowWay(way.Source, way.Port, way.Target)]),
            new ConnectSteps(flowchart, new FlowWay(way.Source, way.Port, id)),
        };
        edits.AddRange(onward.Select(port => new ConnectSteps(flowchart, new FlowWay(id, port, way.Target))));
        var inTheWay = view.Steps.Where(s => s.Box.Grown(16).Overlaps(new DiagramBox(centre.X - 84, centre.Y - 30, 168, 60))).ToList();
        if (makesRoom && inTheWay.Count > 0)
        {
            var aside = view.Steps.Where(s => s.Box.Centre.X >= inTheWay.Min(i => i.Box.Centre.X)).ToDictionary(s => s.Node.Id, s => s.Box.Centre with { X = s.Box.Centre.X + Stride });
            edits.Add(new MoveSteps(aside));
        }

        return edits;
    }

    /// <summary>Lets a connection lead to another step.</summary>
    public static IReadOnlyList<FlowEdit> Redirect(string? flowchart, FlowWay way, string target)
    {
        ArgumentNullException.ThrowIfNull(way);
        return way.Target == target ? [] : [new DisconnectSteps(flowchart, [way]), new ConnectSteps(flowchart, way with { Target = target })];
    }

    /// <summary>The outcomes of a new step of this kind, the one by which it goes on first; empty for one that nothing follows.</summary>
    public static ImmutableArray<string> Ports(StepTemplate kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (NodeKinds.Of(kind.Type) == DiagramNodeKind.End)
        {
            return [];
        }

        var alone = new JsonObject { ["definitionId"] = "alone", ["root"] = kind.Make("step", "step") };
        return WorkflowDefinitionReader.Read(alone).Root?.Ports is [_, ..] ports ? [.. ports] : ["Done"];
    }

    private static JsonNode Replaced(JsonNode who, string role, string instead)
    {
        var replaced = who.DeepClone();
        foreach (var one in Naming(replaced, role).ToList())
        {
            one["role"] = instead;
        }

        return replaced;
    }

    /// <summary>Whoever is named by a role, in a list or in what the rungs of a ladder do.</summary>
    private static IEnumerable<JsonObject> Naming(JsonNode? who, string role) => who switch
    {
        JsonArray list => list.SelectMany(one => Naming(one, role)),
        JsonObject one when JsonRead.Text(one, "role") == role => [one],
        JsonObject rung => Naming(rung["to"], role).Concat(Naming(rung["reassign"], role)),
        _ => [],
    };

    private static DiagramPoint FreePlace(FlowView view, DiagramPoint wanted)
    {
        while (view.Steps.Any(s => s.Box.Grown(12).Overlaps(new DiagramBox(wanted.X - 84, wanted.Y - 30, 168, 60))))
        {
            wanted = wanted with { Y = wanted.Y + 96 };
        }

        return wanted;
    }
}
