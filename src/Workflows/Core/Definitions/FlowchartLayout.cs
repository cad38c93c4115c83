using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>A connection between two activities of a flowchart, by their positions.</summary>
/// <param name="Index">Position in the file.</param>
/// <param name="Source">Position of the source activity.</param>
/// <param name="Port">The outcome it leaves by.</param>
/// <param name="Target">Position of the target activity.</param>
internal sealed record FlowConnection(int Index, int Source, string Port, int Target);

/// <summary>The activities and connections of a flowchart. How tokens run depends on where it starts, so graphs are kept by start.</summary>
internal sealed class FlowchartLayout
{
    private readonly ConcurrentDictionary<int, FlowGraph> _graphs = new();
    private readonly Dictionary<ActivityNode, int> _positions;

    private FlowchartLayout(ImmutableArray<ActivityNode> activities, ImmutableArray<FlowConnection> connections, ImmutableArray<string> broken, int start)
    {
        Activities = activities;
        Connections = connections;
        BrokenConnections = broken;
        Start = start;
        _positions = activities.Select((a, i) => (a, i)).ToDictionary(p => p.a, p => p.i);
    }

    /// <summary>Activities in the order of the file.</summary>
    public ImmutableArray<ActivityNode> Activities { get; }

    /// <summary>Connections whose ends both exist, in the order of the file.</summary>
    public ImmutableArray<FlowConnection> Connections { get; }

    /// <summary>Connections that name an activity that is not there; the checker reports them.</summary>
    public ImmutableArray<string> BrokenConnections { get; }

    /// <summary>Position of the activity where the flow begins when no trigger says otherwise; -1 for an empty flowchart.</summary>
    public int Start { get; }

    public int PositionOf(ActivityNode node) => _positions[node];

    /// <summary>The graph as seen from a start.</summary>
    public FlowGraph From(int start) => _graphs.GetOrAdd(start, static (s, self) => new FlowGraph(self.Activities.Length, self.Connections, s), this);

    public static FlowchartLayout Read(ActivityNode flowchart)
    {
        ImmutableArray<ActivityNode> activities = [.. flowchart.Slots.Where(s => s.Slot == "activities").Select(s => s.Node)];
        var byId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < activities.Length; i++)
        {
            byId.TryAdd(activities[i].Id, i);
        }

        var connections = ImmutableArray.CreateBuilder<FlowConnection>();
        var broken = ImmutableArray.CreateBuilder<string>();
        foreach (var json in JsonRead.Objects(flowchart.Json["connections"]))
        {
            var (source, port) = End(json, "source", "sourcePort");
            var (target, _) = End(json, "target", "targetPort");
            if (source is not null && target is not null && byId.TryGetValue(source, out var from) && byId.TryGetValue(target, out var to))
            {
                connections.Add(new FlowConnection(connections.Count, from, string.IsNullOrEmpty(port) ? "Done" : port, to));
            }
            else
            {
                broken.Add($"{source ?? "?"} → {target ?? "?"}");
            }
        }

        return new FlowchartLayout(activities, connections.ToImmutable(), broken.ToImmutable(), FindStart(flowchart, activities, connections, byId));
    }

    /// <summary>An end in today's form (<c>{ "activity", "port" }</c>) or in the old one (<c>"source": id, "sourcePort": port</c>).</summary>
    private static (string? Activity, string? Port) End(JsonObject connection, string member, string portMember) => connection[member] is JsonObject end
        ? (JsonRead.Text(end, "activity"), JsonRead.Text(end, "port"))
        : (JsonRead.Text(connection, member), JsonRead.Text(connection, portMember));

    private static int FindStart(ActivityNode flowchart, ImmutableArray<ActivityNode> activities, ImmutableArray<FlowConnection>.Builder connections, Dictionary<string, int> byId)
    {
        var named = flowchart.Json["start"] is JsonObject start ? JsonRead.Text(start, "id") : JsonRead.Text(flowchart.Json, "start");
        if (named is not null && byId.TryGetValue(named, out var explicitStart))
        {
            return explicitStart;
        }

        var candidates = Enumerable.Range(0, activities.Length).ToArray();
        int? First(Func<int, bool> predicate) => candidates.Where(predicate).Select(i => (int?)i).FirstOrDefault();
        return First(i => activities[i].Type == "Elsa.Start")
            ?? First(i => activities[i].CanStartWorkflow)
            ?? First(i => connections.All(c => c.Target != i))
            ?? First(_ => true)
            ?? -1;
    }
}
