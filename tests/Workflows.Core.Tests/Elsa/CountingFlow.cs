using Workflows.Core.Definitions;

namespace Workflows.Core.Tests.Elsa;

/// <summary>
/// Elsa's default way through a flowchart, as small as it can be written: it counts how often each connection was visited and each activity left. Independent of the engine, which asks
/// what is still alive instead; only which connections loop back is taken from there.
/// </summary>
internal sealed class CountingFlow
{
    private readonly RandomFlow _flow;
    private readonly FlowGraph _graph;
    private readonly int[] _left;
    private readonly int[] _visited;
    private readonly bool[] _followed;
    private readonly int[] _rounds;
    private readonly Queue<int> _queue = new();

    private CountingFlow(RandomFlow flow, FlowGraph graph)
    {
        (_flow, _graph) = (flow, graph);
        (_left, _rounds) = (new int[flow.Steps.Count], new int[flow.Steps.Count]);
        (_visited, _followed) = (new int[flow.Connections.Count], new bool[flow.Connections.Count]);
    }

    /// <summary>The activities that complete, in order; <see langword="null"/> when it goes on for too long.</summary>
    public static IReadOnlyList<int>? Run(RandomFlow flow, FlowGraph graph, int most)
    {
        var run = new CountingFlow(flow, graph);
        var completed = new List<int>();
        run._queue.Enqueue(0);
        while (run._queue.TryDequeue(out var step))
        {
            completed.Add(step);
            if (completed.Count > most)
            {
                return null;
            }

            run.Leave(step, flow.Steps[step].Ports(run._rounds[step]++));
        }

        return completed;
    }

    private void Leave(int step, IReadOnlyList<string> outcomes)
    {
        _left[step]++;
        foreach (var connection in _graph.Outbound[step])
        {
            _visited[connection.Index]++;
            _followed[connection.Index] = outcomes.Contains(connection.Port);
            if (!_graph.IsForward(connection))
            {
                if (_followed[connection.Index])
                {
                    _queue.Enqueue(connection.Target);
                }
            }
            else if (_flow.Steps[connection.Target].Join == "WaitAny")
            {
                TakeAny(connection);
            }
            else
            {
                TakeAll(connection.Target);
            }
        }
    }

    private void TakeAny(FlowConnection connection)
    {
        var join = connection.Target;
        if (_visited[connection.Index] <= _left[join] || _queue.Contains(join))
        {
            return;
        }

        if (_graph.Inbound[join].Any(IsFollowed))
        {
            _queue.Enqueue(join);
        }
        else if (_graph.Inbound[join].All(IsVisited))
        {
            Leave(join, []);
        }
    }

    private void TakeAll(int target)
    {
        var inbound = _graph.Inbound[target];
        if (!inbound.All(IsVisited))
        {
            return;
        }

        if (_flow.Steps[target].Join == "WaitAll" ? inbound.All(IsFollowed) : inbound.Any(IsFollowed))
        {
            _queue.Enqueue(target);
        }
        else
        {
            Leave(target, []); // skipped, and so is what follows
        }
    }

    private bool IsVisited(FlowConnection connection) => _visited[connection.Index] > _left[connection.Target];

    private bool IsFollowed(FlowConnection connection) => IsVisited(connection) && _followed[connection.Index];
}
