using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <content>
/// In which order joins run that have become free at once. As with Elsa, a connection that is not followed passes this on along the paths that die with it,
/// depth first in the order of the file; an activity passes it on when the last of its connections has.
/// </content>
internal sealed partial class FlowchartRun
{
    private List<int> Ready(ReadOnlySpan<FlowConnection> remaining)
    {
        var ready = new List<int>();
        if (_arrived.Count > 0)
        {
            foreach (var join in WaitingJoins())
            {
                if (!MissingOf(join, remaining, out _))
                {
                    ready.Add(join);
                }
            }
        }

        return ready;
    }

    private int FirstOf(List<int> ready, FlowConnection decided, ReadOnlySpan<FlowConnection> remaining)
    {
        var dead = DeadBeyond(decided, remaining);
        var undecided = new Dictionary<int, int>();
        return Walk(decided) ?? ready[0];

        int? Walk(FlowConnection connection)
        {
            var target = connection.Target;
            undecided.TryAdd(target, _graph.Inbound[target].Count(c => c == decided || dead.Contains(c.Source)));
            if (--undecided[target] > 0)
            {
                return null;
            }

            if (ready.Contains(target))
            {
                return target;
            }

            return dead.Contains(target) ? _graph.Outbound[target].Where(_graph.IsForward).Select(Walk).FirstOrDefault(found => found is not null) : null;
        }
    }

    /// <summary>Activities that can be reached no more because a connection was not followed.</summary>
    private HashSet<int> DeadBeyond(FlowConnection decided, ReadOnlySpan<FlowConnection> remaining)
    {
        var dead = new HashSet<int>();
        var open = new Queue<int>([decided.Target]);
        while (open.TryDequeue(out var current))
        {
            if (IsDead(current, remaining) && dead.Add(current))
            {
                foreach (var next in _graph.Outbound[current].Where(_graph.IsForward))
                {
                    open.Enqueue(next.Target);
                }
            }
        }

        return dead;
    }

    private bool IsDead(int activity, ReadOnlySpan<FlowConnection> remaining)
    {
        if (LivePositions().Contains(activity) || WaitingJoins().Contains(activity))
        {
            return false;
        }

        var inbound = _graph.Inbound[activity];
        foreach (var connection in inbound)
        {
            if (inbound.Length > 1 && IsAlive(connection, remaining))
            {
                return false;
            }
        }

        return true;
    }
}
