using System.Collections.Immutable;
using Workflows.Core.Definitions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Checks.Soundness;

/// <summary>Says in the words of the business what the state space of a definition shows.</summary>
internal sealed class SoundnessChecks(WorkflowDefinition definition, string path)
{
    private readonly StateSpace _space = StateSpace.Explore(definition);

    /// <summary>What is unsound about a definition, each with the way on which it shows.</summary>
    /// <param name="definition">The definition; it has a root.</param>
    /// <param name="path">How problems call the file.</param>
    public static IEnumerable<Problem> Of(WorkflowDefinition definition, string path) => new SoundnessChecks(definition, path).Problems();

    private IEnumerable<Problem> Problems()
    {
        var findings = _space.Findings.Values.Concat(NoExit()).ToList();
        foreach (var finding in findings)
        {
            yield return Say(finding);
        }

        foreach (var nodeId in NeverBegun().Where(n => findings.TrueForAll(f => f.NodeId != n)))
        {
            yield return Say(new Finding(SoundnessFault.NeverBegun, nodeId, []));
        }

        if (_space.IsTooLarge)
        {
            yield return new Problem(ProblemSeverity.Warning, path, null, "soundness.gave-up", new LocalizedText(
                $"流程的走法太多，只试走了离开始最近的 {StateSpace.MaxSteps} 步，其余的没有检查。可以把一部分步骤放进子流程，或减少同时进行的分支。",
                $"There are too many ways through the flow: only the {StateSpace.MaxSteps} steps nearest to the start were tried. Move some steps into a sub-process, or have fewer branches at the same time."));
        }
    }

    /// <summary>The first situation from which no end can be reached any more.</summary>
    private IEnumerable<Finding> NoExit()
    {
        var situations = _space.Situations;
        var before = situations.SelectMany(s => s.Next.Select(n => (From: s.Number, To: n))).ToLookup(e => e.To, e => e.From);
        var canEnd = new HashSet<int>();
        var open = new Stack<int>(situations.Where(s => s.IsEnd || s.IsCut).Select(s => s.Number));
        while (open.TryPop(out var number))
        {
            if (canEnd.Add(number))
            {
                foreach (var earlier in before[number])
                {
                    open.Push(earlier);
                }
            }
        }

        var lost = situations.Where(s => !canEnd.Contains(s.Number)).ToArray();
        if (lost.OrderBy(s => s.Known.IsDoubtful).FirstOrDefault(s => s.Command is null) is { } waits)
        {
            var bookmark = waits.Instance!.Bookmarks[0];
            yield return new Finding(SoundnessFault.NoExit, waits.Instance.Execution.Executions.Single(e => e.Id == bookmark.ActivityInstanceId).NodeId, [.. _space.WayTo(waits)], IsDoubtful: waits.Known.IsDoubtful);
        }
        else if (lost.Length > 0)
        {
            // Every choice leads to another choice of the same step.
            ImmutableArray<InstanceEvent> way = [.. _space.WayTo(lost[0])];
            yield return new Finding(SoundnessFault.NeverWaits, way.OfType<ActivityEvent>().Last(e => e.Name == ActivityEventName.Started).NodeId, way, IsDoubtful: lost[0].Known.IsDoubtful);
        }
    }

    /// <summary>Activities that never begin although the one before them, or their container, does.</summary>
    private IEnumerable<string> NeverBegun()
    {
        if (!_space.IsWhole || _space.Findings.Keys.Any(k => k.Fault == SoundnessFault.NeverWaits))
        {
            return [];
        }

        return _space.Definition.Activities
            .Where(a => !_space.Begun.Contains(a.NodeId) && a.Parent is { } parent && (_space.Begun.Contains(parent.NodeId) || parent.Parent is null) && IsLedTo(a))
            .Select(a => a.NodeId);
    }

    /// <summary>What nothing leads to is told of the drawing already.</summary>
    private bool IsLedTo(ActivityNode activity)
    {
        if (activity.Parent is not { Kind: FlowchartActivity } parent)
        {
            return true;
        }

        var flowchart = parent.Flowchart;
        var position = flowchart.PositionOf(activity);
        return flowchart.Connections.Any(c => c.Target == position && _space.Begun.Contains(flowchart.Activities[c.Source].NodeId));
    }

    private Problem Say(Finding finding)
    {
        var node = _space.Node(finding.NodeId);
        var (severity, code, zh, en) = finding.Fault switch
        {
            SoundnessFault.JoinWaits when !_space.Begun.Contains(finding.NodeId) && _space.IsWhole => (
                ProblemSeverity.Error,
                "soundness.join-waits",
                "它要等所有分支都到达，而这些分支不会同时到来，所以永远等不齐，后面的步骤都不会执行。请改为“走了的分支都到齐”，或从一个“分支”步骤引出它们",
                "It waits for all branches, and these branches never come together: it waits for ever and nothing after it is done. Let it wait for the ways that were taken, or begin them with a split"),
            SoundnessFault.JoinWaits => (
                ProblemSeverity.Error,
                "soundness.join-waits",
                "有的走法里，它要等的分支不会到来：它和后面的步骤被跳过，流程没有走到结束就停了。请改为“走了的分支都到齐”，或让另一条路走到结束",
                "There is a way on which a branch that it waits for never comes: it and all after it is left out, and the flow stops without reaching an end. Let it wait for the ways that were taken, or lead the other way to an end"),
            SoundnessFault.Twice => (
                ProblemSeverity.Warning,
                "soundness.twice",
                "同一步骤可能同时进行两次：有分支回到了前面，而另一分支还在进行。请先汇合，再往回走",
                "It can be under way twice at once: one branch goes back while another is still going on. Join the branches before going back"),
            SoundnessFault.LeftBehind => (
                ProblemSeverity.Warning,
                "soundness.left-behind",
                $"走到这里时，“{Title(finding.Other).Zh}”可能还没有办完，会被撤掉。如果不是有意的，请先汇合再结束",
                $"When this is reached, '{Title(finding.Other).En}' may still be going on; it is then withdrawn. Unless that is meant, join the branches before the end"),
            SoundnessFault.NeverWaits => (
                ProblemSeverity.Error,
                "soundness.never-waits",
                "这个循环没有出口，也没有任何等待：流程走到这里会一直空转并报错。请给它一个会变的条件",
                "This loop has no exit and nothing to wait for: the flow would run in circles and fail. Give it a condition that changes"),
            SoundnessFault.NoExit => (
                ProblemSeverity.Error,
                "soundness.no-exit",
                "走到这里以后，流程再也到不了结束，只能一直循环下去。请从循环里引出一条通往结束的路",
                "Once here, the flow can never come to an end and only goes round. Lead a way out of the loop to an end"),
            _ => (
                ProblemSeverity.Warning,
                "soundness.never-begun",
                "虽有连线，但没有一种走法会走到这一步",
                "Connections lead here, but no way through the flow ever does"),
        };
        var words = finding.IsDoubtful && severity == ProblemSeverity.Error
            ? new LocalizedText(
                $"“{node.Title.Zh}”：可能有问题——如果数据真会让这些判断这样走，{zh}",
                $"'{node.Title.En}': perhaps, if the data ever let these decisions come out like this: {en}")
            : new LocalizedText($"“{node.Title.Zh}”：{zh}", $"'{node.Title.En}': {en}");
        return new Problem(finding.IsDoubtful ? ProblemSeverity.Warning : severity, path, node.Id, code, words) { Example = Example(finding, node) };
    }

    private LocalizedText Title(string? nodeId) => nodeId is null ? LocalizedText.Same("") : _space.Node(nodeId).Title;

    /// <summary>The steps that were left on the way, without what only holds others, and the one that the way ends at.</summary>
    private ImmutableArray<ExampleStep> Example(Finding finding, ActivityNode last)
    {
        if (finding.Way.IsEmpty)
        {
            return [];
        }

        var left = finding.Way.OfType<ActivityEvent>()
            .Where(e => e.Name == ActivityEventName.Completed && definition.FindNode(e.NodeId) is { Parent: not null, Kind: not StartActivity } node && !node.Children.Any())
            .Select(e => Left(definition.FindNode(e.NodeId)!, e.Outcomes is [var only] ? only : null))
            .ToList();
        if (left.Count == 0 || left[^1].ActivityId != last.Id)
        {
            left.Add(new ExampleStep(last.Id, null, last.Title));
        }

        return [.. left];
    }

    private static ExampleStep Left(ActivityNode node, string? outcome)
    {
        if (outcome is null || node.Ports is { Count: < 2 })
        {
            return new ExampleStep(node.Id, outcome, node.Title);
        }

        var words = OutcomeWords.Of(node, outcome);
        return new ExampleStep(node.Id, outcome, new LocalizedText($"{node.Title.Zh}（{words.Zh}）", $"{node.Title.En} ({words.En})"));
    }
}
