using Workflows.Core.Definitions;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Checks;

/// <summary>Checks how a flowchart is drawn: where it begins, what can be reached, which outcomes lead nowhere.</summary>
internal sealed class FlowchartChecks(ActivityNode flowchart, Action<ProblemSeverity, ActivityNode, string, LocalizedText> add)
{
    private readonly FlowchartLayout _layout = flowchart.Flowchart;

    public void Run()
    {
        foreach (var broken in _layout.BrokenConnections)
        {
            add(ProblemSeverity.Error, flowchart, "connection.unknown-activity", new LocalizedText($"连线指向不存在的活动：{broken}", $"A connection names an activity that is not there: {broken}"));
        }

        if (_layout.Start < 0)
        {
            add(ProblemSeverity.Warning, flowchart, "start.missing", new LocalizedText("流程图是空的：一开始就结束", "The flowchart is empty: it ends as soon as it begins"));
            return;
        }

        CheckReach();
        for (var i = 0; i < _layout.Activities.Length; i++)
        {
            CheckPorts(i);
        }
    }

    private void CheckReach()
    {
        var reached = new bool[_layout.Activities.Length];
        foreach (var start in Starts())
        {
            var from = _layout.From(start).Reachable;
            for (var i = 0; i < reached.Length; i++)
            {
                reached[i] |= from[i];
            }
        }

        for (var i = 0; i < reached.Length; i++)
        {
            if (!reached[i])
            {
                add(ProblemSeverity.Warning, _layout.Activities[i], "activity.unreachable", new LocalizedText("从起点到达不了此活动", "It cannot be reached from the start"));
            }
        }

        var alternatives = Enumerable.Range(0, reached.Length).Count(i => _layout.Connections.All(c => c.Target != i));
        if (_layout.Activities[_layout.Start].Type != "Elsa.Start" && alternatives != 1 && !_layout.Activities[_layout.Start].CanStartWorkflow)
        {
            add(ProblemSeverity.Warning, flowchart, "start.unclear", new LocalizedText($"没有开始活动，将从“{_layout.Activities[_layout.Start].Label}”开始", $"There is no start activity; it will begin at '{_layout.Activities[_layout.Start].Label}'"));
        }
    }

    private IEnumerable<int> Starts() => Enumerable.Range(0, _layout.Activities.Length)
        .Where(i => i == _layout.Start || _layout.Activities[i] is { CanStartWorkflow: true, Kind.IsTrigger: true });

    /// <summary>Who draws ends means every way to lead to one; a flow without any ends with its last steps.</summary>
    private bool HasEnds => _layout.Activities.Any(a => a.Kind is EndActivity or FinishActivity or CompleteActivity);

    private void CheckPorts(int position)
    {
        var activity = _layout.Activities[position];
        if (activity.Kind?.Ports(activity) is not { } ports)
        {
            return;
        }

        var used = _layout.Connections.Where(c => c.Source == position).Select(c => c.Port).Distinct().ToArray();
        foreach (var port in used.Except(ports))
        {
            add(ProblemSeverity.Error, activity, "connection.unknown-outcome", new LocalizedText($"没有“{port}”这个结果，这条连线永远走不到", $"It has no outcome '{port}', so this connection is never followed"));
        }

        if (ports.Count < 2)
        {
            if (ports.Count == 1 && used.Length == 0 && HasEnds)
            {
                add(ProblemSeverity.Warning, activity, "activity.dead-end", new LocalizedText("后面没有步骤，流程走到这里就停了，没有到达“结束”。请连到下一步或“结束”", "Nothing follows, so the flow stops here without reaching an end. Connect it with the next step or an end"));
            }

            return;
        }

        foreach (var port in ports.Except(used).Where(p => p != "Default"))
        {
            var words = OutcomeWords.Of(activity, port);
            add(ProblemSeverity.Warning, activity, "outcome.unconnected", new LocalizedText($"结果“{words.Zh}”没有连线，分支将在此结束", $"The outcome '{words.En}' leads nowhere, so the branch ends here"));
        }
    }
}
