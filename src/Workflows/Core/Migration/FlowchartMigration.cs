using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Migration;

/// <summary>Says the tokens of a flowchart in the words of another version.</summary>
internal static class FlowchartMigration
{
    /// <summary>
    /// Carries arrived tokens over to the same connections of another version. A token whose connection is gone cannot be carried over.
    /// A token that is to be ignored when it comes is ignored there too, unless its connection loops back now: then it is the next round's.
    /// </summary>
    public static JsonObject Tokens(StateMove move)
    {
        var state = (JsonObject)move.State.DeepClone();
        MigrateStart(state, move);
        var arrived = FlowchartRun.Read(state, FlowchartRun.ArrivedKey);
        foreach (var lost in arrived.Select(c => move.From.Flowchart.Connections[c]).Where(c => Counterpart(move, c) is null))
        {
            var (source, target) = (move.From.Flowchart.Activities[lost.Source].Title, move.From.Flowchart.Activities[lost.Target].Title);
            move.Blockers.Add(new LocalizedText(
                $"已有分支从“{source.Zh}”到达“{target.Zh}”并在等待其他分支，新版本中没有这条连线。",
                $"A branch has come from '{source.En}' to '{target.En}' and waits for others there; the new version has no such connection."));
        }

        var ignored = FlowchartRun.Read(state, FlowchartRun.IgnoredKey);
        FlowchartRun.Write(state, FlowchartRun.ArrivedKey, [.. Counterparts(move, arrived).Select(c => c.Index)]);
        FlowchartRun.Write(state, FlowchartRun.IgnoredKey, [.. Counterparts(move, ignored).Where(FlowchartRun.Graph(move.To, state).IsForward).Select(c => c.Index)]);
        return state;
    }

    /// <summary>Tokens run as seen from the start. When the new version's own start does not lead to where this run began, the run keeps its own.</summary>
    private static void MigrateStart(JsonObject state, StateMove move)
    {
        var (from, to) = (move.From.Flowchart, move.To.Flowchart);
        var began = JsonRead.Int(state, FlowchartRun.StartKey) ?? from.Start;
        state.Remove(FlowchartRun.StartKey);
        if (began >= 0 && move.Plan.Target(from.Activities[began]) is { } start && !to.From(to.Start).Beyond(to.Start).Contains(to.PositionOf(start)))
        {
            state[FlowchartRun.StartKey] = to.PositionOf(start);
        }
    }

    private static IEnumerable<FlowConnection> Counterparts(StateMove move, List<int> connections) =>
        connections.Select(c => Counterpart(move, move.From.Flowchart.Connections[c])).OfType<FlowConnection>();

    private static FlowConnection? Counterpart(StateMove move, FlowConnection connection)
    {
        var (from, to) = (move.From.Flowchart, move.To.Flowchart);
        return move.Plan.Target(from.Activities[connection.Source]) is { } source && move.Plan.Target(from.Activities[connection.Target]) is { } target
            ? to.Connections.FirstOrDefault(c => c.Source == to.PositionOf(source) && c.Target == to.PositionOf(target) && c.Port == connection.Port)
            : null;
    }
}
