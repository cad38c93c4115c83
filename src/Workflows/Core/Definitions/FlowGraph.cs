using System.Collections.Immutable;

namespace Workflows.Core.Definitions;

/// <summary>
/// A flowchart as seen from its start: which connections lead forward and which loop back, and from where each connection can still be reached.
/// </summary>
/// <remarks>
/// A connection loops back when, walking breadth first from the start, its target already leads to its source. Joins never wait for those.
/// </remarks>
internal sealed class FlowGraph
{
    private readonly ImmutableArray<FlowConnection> _connections;
    private readonly bool[] _forward;
    private readonly bool[]?[] _reaches;
    private readonly bool[]?[] _reachesForward;
    private readonly int[] _depth;

    public FlowGraph(int count, ImmutableArray<FlowConnection> connections, int start)
    {
        _connections = connections;
        Start = start;
        (_forward, Reachable) = Classify(count, connections, start);
        Outbound = Group(count, connections, c => c.Source, _ => true);
        Inbound = Group(count, connections, c => c.Target, c => _forward[c.Index]);
        AllInbound = Group(count, connections, c => c.Target, _ => true);
        _reaches = new bool[]?[connections.Length];
        _reachesForward = new bool[]?[connections.Length];
        foreach (var connection in connections.Where(IsForward))
        {
            var beyond = Beyond(connection.Target);
            _reaches[connection.Index] = Sources(count, connection, c => _forward[c.Index] || !beyond.Contains(c.Source));
            _reachesForward[connection.Index] = Sources(count, connection, c => _forward[c.Index]);
        }

        _depth = Depths(count);
    }

    public int Start { get; }

    /// <summary>Whether an activity can be reached from the start at all, by position.</summary>
    public bool[] Reachable { get; }

    /// <summary>All connections that leave an activity, in the order of the file.</summary>
    public ImmutableArray<FlowConnection>[] Outbound { get; }

    /// <summary>Forward connections into an activity.</summary>
    public ImmutableArray<FlowConnection>[] Inbound { get; }

    /// <summary>Connections into an activity, those that loop back too.</summary>
    public ImmutableArray<FlowConnection>[] AllInbound { get; }

    public bool IsForward(FlowConnection connection) => _forward[connection.Index];

    /// <summary>
    /// Whether a token at an activity may still follow a forward connection in this round: not through its target itself, a join, and not through a loop that
    /// the join lies in, because that is the next round. A loop inside a branch that leads to the join, such as rework, may still bring one.
    /// </summary>
    public bool MayFollow(int activity, FlowConnection connection) => _reaches[connection.Index]![activity];

    /// <summary>The same along forward connections only; used when joins wait for each other and for nothing else.</summary>
    public bool MayFollowForward(int activity, FlowConnection connection) => _reachesForward[connection.Index]![activity];

    /// <summary>Longest forward distance from the start; an activity is deeper than everything that leads forward to it.</summary>
    public int Depth(int activity) => _depth[activity];

    /// <summary>Every activity that leads forward to an activity.</summary>
    public IEnumerable<int> Ancestors(int activity)
    {
        var seen = new HashSet<int>();
        var open = new Queue<int>([activity]);
        while (open.TryDequeue(out var current))
        {
            foreach (var connection in Inbound[current])
            {
                if (seen.Add(connection.Source))
                {
                    open.Enqueue(connection.Source);
                }
            }
        }

        return seen;
    }

    /// <summary>An activity and everything that it leads forward to.</summary>
    public HashSet<int> Beyond(int activity)
    {
        var seen = new HashSet<int> { activity };
        var open = new Queue<int>([activity]);
        while (open.TryDequeue(out var current))
        {
            foreach (var connection in Outbound[current].Where(IsForward))
            {
                if (seen.Add(connection.Target))
                {
                    open.Enqueue(connection.Target);
                }
            }
        }

        return seen;
    }

    private static ImmutableArray<FlowConnection>[] Group(int count, ImmutableArray<FlowConnection> connections, Func<FlowConnection, int> by, Func<FlowConnection, bool> where)
    {
        var groups = connections.Where(where).ToLookup(by);
        return [.. Enumerable.Range(0, count).Select(i => groups[i].ToImmutableArray())];
    }

    private static (bool[] Forward, bool[] Reachable) Classify(int count, ImmutableArray<FlowConnection> connections, int start)
    {
        var forward = new bool[connections.Length];
        var reachable = new bool[count];
        if (start < 0)
        {
            return (forward, reachable);
        }

        var next = new List<int>[count];
        for (var i = 0; i < count; i++)
        {
            next[i] = [];
        }

        var open = new Queue<int>([start]);
        reachable[start] = true;
        while (open.TryDequeue(out var source))
        {
            foreach (var connection in connections.Where(c => c.Source == source && !forward[c.Index]))
            {
                if (LeadsTo(next, connection.Target, source))
                {
                    continue;
                }

                forward[connection.Index] = true;
                next[source].Add(connection.Target);
                if (!reachable[connection.Target])
                {
                    reachable[connection.Target] = true;
                    open.Enqueue(connection.Target);
                }
            }
        }

        return (forward, reachable);
    }

    private static bool LeadsTo(List<int>[] next, int from, int to)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([from]);
        while (open.TryPop(out var current))
        {
            if (current == to)
            {
                return true;
            }

            if (seen.Add(current))
            {
                next[current].ForEach(open.Push);
            }
        }

        return false;
    }

    /// <summary>The activities from which a connection can be followed, not walking through its target.</summary>
    private bool[] Sources(int count, FlowConnection connection, Func<FlowConnection, bool> along)
    {
        var found = new bool[count];
        var open = new Stack<int>([connection.Source]);
        while (open.TryPop(out var current))
        {
            if (found[current] || current == connection.Target || !Reachable[current])
            {
                continue;
            }

            found[current] = true;
            foreach (var back in _connections.Where(c => c.Target == current && along(c)))
            {
                open.Push(back.Source);
            }
        }

        return found;
    }

    private int[] Depths(int count)
    {
        var depth = new int[count];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var connection in _connections.Where(c => _forward[c.Index] && depth[c.Target] <= depth[c.Source]))
            {
                depth[connection.Target] = depth[connection.Source] + 1;
                changed = true;
            }
        }

        return depth;
    }
}
