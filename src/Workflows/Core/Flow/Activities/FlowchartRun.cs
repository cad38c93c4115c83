using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Moves the tokens of one execution of a flowchart. Remembers arrived and ignored tokens by the connection's position.</summary>
internal sealed partial class FlowchartRun
{
    internal const string StartKey = "start";
    internal const string ArrivedKey = "arrived";
    internal const string IgnoredKey = "ignored";
    private readonly ActivityContext _context;
    private readonly FlowchartLayout _layout;
    private readonly FlowGraph _graph;
    private readonly List<int> _arrived;
    private readonly List<int> _ignored;
    private bool _changed;

    public FlowchartRun(ActivityContext context)
    {
        _context = context;
        _layout = context.Node.Flowchart;
        _graph = Graph(context.Node, context.Execution.State);
        _arrived = Read(context.Execution.State, ArrivedKey);
        _ignored = Read(context.Execution.State, IgnoredKey);
    }

    /// <summary>An activity completed: its outcomes are followed in the order of the file.</summary>
    public void Leave(ActivityNode completed, IReadOnlyList<string> outcomes)
    {
        var outbound = _graph.Outbound[_layout.PositionOf(completed)];
        for (var i = 0; i < outbound.Length; i++)
        {
            var remaining = outbound.AsSpan()[(i + 1)..];
            var connection = outbound[i];
            if (outcomes.Contains(connection.Port))
            {
                Follow(connection, remaining);
            }

            Release(connection, remaining);
        }

        Save();
        Settle();
    }

    /// <summary>Something that was alive is alive no more.</summary>
    public void Reconsider()
    {
        Release(null, []);
        Save();
        Settle();
    }

    /// <summary>Goes back to an activity: what runs in the region beyond it is stopped, tokens that came from there are taken off, and it begins again.</summary>
    public void Rewind(int target, IReadOnlySet<int> region, string reason)
    {
        foreach (var child in _context.Step.Live.Where(e => e.Parent == Self && region.Contains(_layout.PositionOf(e.Node))).ToArray())
        {
            _context.Step.Cancel(child, tellParent: false, reason);
        }

        _changed |= _arrived.RemoveAll(c => region.Contains(_layout.Connections[c].Source)) + _ignored.RemoveAll(c => region.Contains(_layout.Connections[c].Source)) > 0;
        Save();
        _context.Schedule(_layout.Activities[target]);
    }

    /// <summary>Stops what waits in the branches that lead to a join.</summary>
    public void CancelBranchesInto(ActivityNode join)
    {
        var ancestors = _graph.Ancestors(_layout.PositionOf(join)).ToHashSet();
        foreach (var child in _context.Step.Live.Where(e => e.Parent == _context.Execution && e.Node != join && ancestors.Contains(_layout.PositionOf(e.Node))).ToArray())
        {
            _context.Step.Cancel(child, tellParent: false);
        }
    }

    private void Follow(FlowConnection connection, ReadOnlySpan<FlowConnection> remaining)
    {
        if (_ignored.Remove(connection.Index))
        {
            _changed = true;
            return;
        }

        var target = _layout.Activities[connection.Target];
        if (_graph.AllInbound[connection.Target].Length <= 1)
        {
            _context.Schedule(target);
            return;
        }

        var mode = ModeOf(target);
        if (mode == MergeMode.Cascade || !IsMerged(connection, mode))
        {
            _context.Schedule(target);
        }
        else if (mode == MergeMode.Race)
        {
            FireAtFirst(connection, target, remaining);
        }
        else if (!_arrived.Contains(connection.Index))
        {
            _arrived.Add(connection.Index);
            _changed = true;
        }
    }

    /// <summary>Whether the connection is one of several that its target takes together. Only <see cref="MergeMode.Converge"/> takes those that loop back too.</summary>
    private bool IsMerged(FlowConnection connection, MergeMode mode) =>
        mode == MergeMode.Converge || (_graph.IsForward(connection) && _graph.Inbound[connection.Target].Length > 1);

    private ImmutableArray<FlowConnection> Merged(int target, MergeMode mode) =>
        mode == MergeMode.Converge ? _graph.AllInbound[target] : _graph.Inbound[target];

    private void FireAtFirst(FlowConnection first, ActivityNode join, ReadOnlySpan<FlowConnection> remaining)
    {
        if (IsQueued(join))
        {
            return;
        }

        _context.Schedule(join);
        CancelBranchesInto(join);
        foreach (var other in _graph.Inbound[first.Target])
        {
            if (other != first && !_ignored.Contains(other.Index) && IsAlive(other, remaining))
            {
                _ignored.Add(other.Index);
                _changed = true;
            }
        }
    }

    /// <summary>Runs, or gives up, every join that has nothing left to wait for.</summary>
    /// <param name="decided">The connection that a completed activity has just followed or not; <see langword="null"/> when something else has changed.</param>
    /// <param name="remaining">Its connections that are still to be decided.</param>
    private void Release(FlowConnection? decided, ReadOnlySpan<FlowConnection> remaining)
    {
        while (Ready(remaining) is { Count: > 0 } ready)
        {
            var join = ready.Count > 1 && decided is not null ? FirstOf(ready, decided, remaining) : ready[0];
            MissingOf(join, remaining, out var isComplete);
            Release(join, isComplete);
        }

        for (var i = _ignored.Count - 1; i >= 0; i--)
        {
            if (!IsAlive(_layout.Connections[_ignored[i]], remaining))
            {
                _ignored.RemoveAt(i);
                _changed = true;
            }
        }
    }

    private void Release(int join, bool isComplete)
    {
        _arrived.RemoveAll(c => _layout.Connections[c].Target == join);
        _changed = true;
        var target = _layout.Activities[join];
        if (isComplete || ModeOf(target) is not (MergeMode.Merge or MergeMode.Converge))
        {
            _context.Schedule(target);
        }
        else
        {
            _context.Step.Context.Explorer?.GivenUp(_context, target);
        }
    }

    /// <summary>Whether a token may still come to a join.</summary>
    private bool MissingOf(int join, ReadOnlySpan<FlowConnection> remaining, out bool isComplete)
    {
        var mode = ModeOf(_layout.Activities[join]);
        isComplete = true;
        foreach (var connection in Merged(join, mode))
        {
            if (!_arrived.Contains(connection.Index))
            {
                isComplete = false;
                if (mode == MergeMode.Converge || IsAlive(connection, remaining))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsAlive(FlowConnection connection, ReadOnlySpan<FlowConnection> remaining)
    {
        foreach (var next in remaining)
        {
            if (next == connection || _graph.MayFollow(next.Target, connection))
            {
                return true;
            }
        }

        foreach (var position in LivePositions())
        {
            if (_graph.MayFollow(position, connection))
            {
                return true;
            }
        }

        foreach (var join in WaitingJoins())
        {
            if (join != connection.Target && _graph.MayFollow(join, connection))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// When nothing runs any more: joins that wait only for each other (through loops) are released, the foremost first; then the flowchart is complete,
    /// unless a branch has failed.
    /// </summary>
    private void Settle()
    {
        if (_context.Execution.IsOver || IsBusy())
        {
            return;
        }

        var failed = FailedPositions().ToArray();
        foreach (var join in WaitingJoins().OrderBy(_graph.Depth).ToArray())
        {
            var missing = Merged(join, ModeOf(_layout.Activities[join])).Where(c => !_arrived.Contains(c.Index)).ToArray();
            if (!missing.Any(c => _graph.IsForward(c) && failed.Any(f => _graph.MayFollowForward(f, c))))
            {
                Release(join, missing.Length == 0);
                Save();
                Settle();
                return;
            }
        }

        if (failed.Length == 0)
        {
            _context.Complete();
        }
    }

    private bool IsBusy() =>
        _context.Step.Queued.Any(BelongsHere) || _context.Step.Live.Any(e => e.Parent == Self && !e.IsFaulted);

    private bool IsQueued(ActivityNode node) => _context.Step.Queued.Any(w => BelongsHere(w) && w.Node == node);

    private bool BelongsHere(Step.WorkItem item) => item.Owner == Self;

    private Execution Self => _context.Execution;

    private IEnumerable<int> LivePositions()
    {
        foreach (var execution in _context.Step.Live)
        {
            if (execution.Parent == Self)
            {
                yield return _layout.PositionOf(execution.Node);
            }
        }

        foreach (var item in _context.Step.Queued)
        {
            if (BelongsHere(item))
            {
                yield return _layout.PositionOf(item.Node);
            }
        }
    }

    private IEnumerable<int> FailedPositions() =>
        _context.Step.Live.Where(e => e.Parent == Self && e.IsFaulted).Select(e => _layout.PositionOf(e.Node));

    private int[] WaitingJoins() => [.. _arrived.Select(c => _layout.Connections[c].Target).Distinct()];

    private MergeMode ModeOf(ActivityNode node)
    {
        var context = _context;
        return MergeModes.Of(node, context.Evaluate);
    }

    /// <summary>The graph as seen from where an execution of a flowchart began.</summary>
    internal static FlowGraph Graph(ActivityNode flowchart, JsonObject? state) => flowchart.Flowchart.From(JsonRead.Int(state, StartKey) ?? flowchart.Flowchart.Start);

    internal static List<int> Read(JsonObject? state, string key) => state?[key] is JsonArray array ? [.. array.Select(i => Conversion.Integer(i)!.Value)] : [];

    private void Save()
    {
        if (!_changed)
        {
            return;
        }

        _changed = false;
        var state = _context.Execution.ChangeState();
        Write(state, ArrivedKey, _arrived);
        Write(state, IgnoredKey, _ignored);
    }

    internal static void Write(JsonObject state, string key, List<int> connections)
    {
        state.Remove(key);
        if (connections.Count > 0)
        {
            state[key] = new JsonArray([.. connections.Select(c => (JsonNode)c)]);
        }
    }
}
