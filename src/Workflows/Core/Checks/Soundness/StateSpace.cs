using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Checks.Soundness;

/// <summary>
/// Everything that can happen to an instance of a definition, found by letting <see cref="Engine"/> itself take every step in every way, nearest to the start first.
/// What people and the world decide can come out in every way each time, and so can what the data decide unless another step has told of it
/// (<see cref="Known"/>): more is looked at than may really happen, and never less.
/// </summary>
/// <remarks>
/// A step in which something is chosen is taken again from its beginning for each choice, with the answers known so far; a choice that nothing is known of yet ends it.
/// </remarks>
internal sealed class StateSpace : IExplorer
{
    /// <summary>How many steps are taken before it is given up: about half a second.</summary>
    public const int MaxSteps = 5000;

    private static readonly Actor Nobody = Actor.System("check");
    private static readonly Guid InstanceId = new("00000000-0000-7000-8000-000000000001");

    private readonly WorkflowPackage _package;
    private readonly DecisionContext _context;
    private readonly Dictionary<string, int> _known = [];
    private readonly List<Situation> _situations = [];
    private readonly Dictionary<string, ActivityNode> _nodes;
    private readonly bool _mayRepeat;
    private readonly Conditions _conditions;
    private Attempt _attempt = null!;
    private int _commands;
    private int _steps;

    private StateSpace(WorkflowDefinition definition)
    {
        var workflow = definition.Workflow.Recast(ExploredKinds.Of);
        Definition = new WorkflowDefinition
        {
            DefinitionId = definition.DefinitionId,
            Version = definition.Version,
            Name = definition.Name,
            Source = [],
            Workflow = workflow,
            Root = workflow.Slot("root"),
        };
        _conditions = new Conditions(definition);
        _package = WorkflowPackageReader.OfDefinition(Definition);
        _nodes = Definition.Activities.DistinctBy(a => a.NodeId).ToDictionary(a => a.NodeId);
        _mayRepeat = _nodes.Values.Any(n => MergeModes.Of(n, _ => null) == MergeMode.Cascade);
        _context = new DecisionContext(default, OrgChart.Empty, WorkingCalendar.Default) { Explorer = this, MaxExecutions = 200 + (20 * _nodes.Count) };
    }

    /// <summary>The definition with stand-ins for what works or waits.</summary>
    public WorkflowDefinition Definition { get; }

    public IReadOnlyList<Situation> Situations => _situations;

    /// <summary>Whether there was more than could be looked at.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Whether everything was looked at, to the end.</summary>
    public bool IsWhole => _situations.All(s => !s.IsCut);

    /// <summary>Paths of the activities that began at least once.</summary>
    public HashSet<string> Begun { get; } = [];

    /// <summary>What shows while a step is taken, each once, at its first appearance.</summary>
    public Dictionary<(SoundnessFault Fault, string NodeId), Finding> Findings { get; } = [];

    public static StateSpace Explore(WorkflowDefinition definition)
    {
        var space = new StateSpace(definition);
        space.Run();
        return space;
    }

    /// <summary>What happened on the way to a situation, from the start.</summary>
    public IEnumerable<InstanceEvent> WayTo(Situation situation) =>
        (situation.From < 0 ? [] : WayTo(_situations[situation.From])).Concat(situation.Events);

    public ActivityNode Node(string nodeId) => _nodes[nodeId];

    int IExplorer.Choose(ActivityContext at, int ways) => Choose(at, ways);

    private int Choose(ActivityContext at, int ways)
    {
        var step = at.Step;
        if (step.Events.Count != _attempt.TurnBegan)
        {
            _attempt.TurnBegan = step.Events.Count;
            _attempt.Turn.Clear();
        }

        if (ways == 1)
        {
            return 0;
        }

        if (_attempt.Asked == _attempt.Answers.Length)
        {
            throw new UndecidedException(step.Events, Situation.Signature(step, at.Execution, _attempt.Turn, _attempt.GivenUp, _attempt.Known), ways);
        }

        var answer = _attempt.Answers[_attempt.Asked++];
        _attempt.Turn.Add(answer);
        return answer;
    }

    bool IExplorer.Holds(ActivityContext at, Expression? condition)
    {
        Hear(at.Step.Events);
        if (_conditions.Of(at.Node, condition) is not { } asked)
        {
            return Choose(at, 2) == 0;
        }

        if (_attempt.Known.Implies(asked, at.Node.NodeId) is { } known)
        {
            return known;
        }

        var holds = Choose(at, 2) == 0;
        _attempt.Known = _attempt.Known.With(asked, _conditions.IsRelated(at.Node, condition!), at.Node.NodeId, holds);
        return holds;
    }

    void IExplorer.GivenUp(ActivityContext flowchart, ActivityNode join) => _attempt.GivenUp = _attempt.GivenUp.Add(join.NodeId);

    void IExplorer.NeverWaits(ActivityNode at) => _attempt.NeverWaits = at;

    private void Run()
    {
        var triggers = Definition.Root is { Kind: FlowchartActivity } root ? root.Flowchart.Activities.Where(a => a is { CanStartWorkflow: true, Kind: AnyWay }).Select(a => (string?)a.Id) : [];
        foreach (var trigger in triggers.Prepend(null))
        {
            Try(null, null, new StartInstance(NextId(), InstanceId, Nobody, [], TriggerActivityId: trigger), []);
        }

        for (var i = 0; i < _situations.Count; i++)
        {
            if (_steps < MaxSteps)
            {
                GoOn(_situations[i]);
            }
            else
            {
                IsTooLarge |= !_situations[i].IsEnd;
                _situations[i].IsCut = !_situations[i].IsEnd;
            }
        }
    }

    private void GoOn(Situation situation)
    {
        if (situation.IsEnd || situation.IsCut)
        {
            return;
        }

        if (situation.Command is { } command)
        {
            for (var way = 0; way < situation.Ways; way++)
            {
                Try(situation, situation.Instance, command, situation.Answers.Add(way));
            }

            return;
        }

        foreach (var bookmark in situation.Instance!.Bookmarks)
        {
            Try(situation, situation.Instance, new ResumeBookmark(NextId(), InstanceId, Nobody, bookmark.Id, null), []);
        }
    }

    private void Try(Situation? from, WorkflowInstance? instance, InstanceCommand command, ImmutableArray<int> answers)
    {
        _steps++;
        var known = from?.Known ?? Known.Nothing;
        _attempt = new Attempt(answers, from?.GivenUp ?? []) { Known = known };
        try
        {
            var next = Engine.Decide(_package, instance, command, _context);
            Arrive(from, next);
        }
        catch (UndecidedException choice)
        {
            var told = Untold(from, choice.Events);
            Add(from, choice.Signature, number => new Situation(number, from?.Number ?? -1, told, instance, command, answers, choice.Ways, Forget(told)) { Told = choice.Events.Count, Known = known });
        }
    }

    private void Arrive(Situation? from, Decision decision)
    {
        var next = decision.Next!;
        Hear(decision.Events);
        var told = Untold(from, decision.Events);
        var givenUp = Forget(told);
        var isEnd = next.Status == InstanceStatus.Finished;
        var twice = isEnd ? null : Twice(next);
        var situation = Add(from, Situation.Signature(next, givenUp, _attempt.Known), number => new Situation(number, from?.Number ?? -1, told, next, null, [], 0, givenUp) { IsEnd = isEnd, IsCut = twice is not null, Known = _attempt.Known });
        var way = new Lazy<ImmutableArray<InstanceEvent>>(() => [.. from is null ? [] : WayTo(from), .. told]);
        if (twice is not null && !_mayRepeat)
        {
            Find(SoundnessFault.Twice, twice, way);
        }

        if (_attempt.NeverWaits is { } loop)
        {
            Find(SoundnessFault.NeverWaits, loop.NodeId, new(() => OneRound(way.Value, loop.NodeId)));
        }

        foreach (var (join, flowchart) in Abandoned(decision.Events, givenUp))
        {
            Find(SoundnessFault.JoinWaits, join, new(() => [.. way.Value.TakeWhile(e => e != flowchart)]));
        }

        foreach (var (end, left) in LeftBehind(decision.Events))
        {
            Find(SoundnessFault.LeftBehind, end, way, left);
        }
    }

    private Situation Add(Situation? from, string signature, Func<int, Situation> make)
    {
        if (!_known.TryGetValue(signature, out var number))
        {
            _known[signature] = number = _situations.Count;
            _situations.Add(make(number));
        }

        from?.Next.Add(number);
        return _situations[number];
    }

    private void Find(SoundnessFault fault, string nodeId, Lazy<ImmutableArray<InstanceEvent>> way, string? other = null)
    {
        var isDoubtful = _attempt.Known.IsDoubtful;
        if (!Findings.TryGetValue((fault, nodeId), out var found) || (found.IsDoubtful && !isDoubtful))
        {
            Findings[(fault, nodeId)] = new Finding(fault, nodeId, way.Value, other, isDoubtful);
        }
    }

    /// <summary>Forgets of the data what the steps have written that were told of since the last time.</summary>
    private void Hear(IReadOnlyList<InstanceEvent> events)
    {
        for (; _attempt.Heard < events.Count; _attempt.Heard++)
        {
            if (events[_attempt.Heard] is ActivityEvent happened)
            {
                _attempt.Known = _attempt.Known.Without(_conditions.WrittenBy(happened.NodeId));
            }
        }
    }

    /// <summary>What happened until an activity began for the second time.</summary>
    private static ImmutableArray<InstanceEvent> OneRound(ImmutableArray<InstanceEvent> way, string nodeId)
    {
        var begun = way.Where(e => e is ActivityEvent { Name: ActivityEventName.Started } started && started.NodeId == nodeId).Skip(1).FirstOrDefault();
        return [.. way.TakeWhile(e => e != begun)];
    }

    /// <summary>What a step has told since the situation that it is repeated from.</summary>
    private ImmutableArray<InstanceEvent> Untold(Situation? from, IReadOnlyList<InstanceEvent> events)
    {
        ImmutableArray<InstanceEvent> untold = [.. events.Skip(from?.Told ?? 0).Where(e => e is ActivityEvent)];
        Begun.UnionWith(untold.OfType<ActivityEvent>().Where(e => e.Name == ActivityEventName.Started).Select(e => e.NodeId));
        return untold;
    }

    /// <summary>A join that runs after all has lost nothing.</summary>
    private ImmutableSortedSet<string> Forget(ImmutableArray<InstanceEvent> events) =>
        _attempt.GivenUp.Except(events.OfType<ActivityEvent>().Where(e => e.Name == ActivityEventName.Started).Select(e => e.NodeId));

    /// <summary>An activity that runs twice at once in the same execution of its container, unless that is what the container is for.</summary>
    private string? Twice(WorkflowInstance instance)
    {
        var kinds = instance.Execution.Executions.ToDictionary(e => e.Id, e => _nodes.GetValueOrDefault(e.NodeId)?.Kind);
        return instance.Execution.Executions
            .Where(e => e.ParentId is { } parent && kinds[parent] is FlowchartActivity)
            .GroupBy(e => (e.ParentId, e.NodeId))
            .FirstOrDefault(g => g.Count() > 1)?.Key.NodeId;
    }

    /// <summary>Joins that have lost tokens in a flowchart that has come to its end without any activity that ends it.</summary>
    private static IEnumerable<(string Join, ActivityEvent Flowchart)> Abandoned(ImmutableArray<InstanceEvent> events, ImmutableSortedSet<string> givenUp)
    {
        if (givenUp.IsEmpty)
        {
            yield break;
        }

        var completed = events.OfType<ActivityEvent>().Where(e => e.Name == ActivityEventName.Completed).ToArray();
        foreach (var flowchart in completed.Where(e => e.ActivityType == "Elsa.Flowchart" && !completed.Any(c => c.ParentActivityInstanceId == e.ActivityInstanceId && Ends(c))))
        {
            foreach (var join in givenUp.Where(j => j.StartsWith(flowchart.NodeId + ":", StringComparison.Ordinal) && j.IndexOf(':', flowchart.NodeId.Length + 1) < 0))
            {
                yield return (join, flowchart);
            }
        }
    }

    /// <summary>Ends that were reached while something else was still going on, with what that was.</summary>
    private static IEnumerable<(string End, string Left)> LeftBehind(ImmutableArray<InstanceEvent> events)
    {
        ActivityEvent? end = null;
        foreach (var happened in events.OfType<ActivityEvent>())
        {
            if (happened.Name == ActivityEventName.Completed && Ends(happened))
            {
                end = happened;
            }
            else if (end is not null && happened.Name == ActivityEventName.Canceled && !end.NodeId.StartsWith(happened.NodeId + ":", StringComparison.Ordinal))
            {
                yield return (end.NodeId, happened.NodeId);
            }
            else if (happened.Name == ActivityEventName.Started)
            {
                end = null;
            }
        }
    }

    private static bool Ends(ActivityEvent activity) => activity.ActivityType is "Elsa.End" or "Elsa.Finish" or "Elsa.Complete" or "Elsa.Break";

    private Guid NextId() => new(++_commands, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>One taking of a step.</summary>
    private sealed class Attempt(ImmutableArray<int> answers, ImmutableSortedSet<string> givenUp)
    {
        public ImmutableArray<int> Answers { get; } = answers;

        public int Asked { get; set; }

        /// <summary>What is known of the data, and how many events of the step it takes into account.</summary>
        public required Known Known { get; set; }

        public int Heard { get; set; }

        /// <summary>Answers to the activity that is asking, and how many events there were when it began to.</summary>
        public List<int> Turn { get; } = [];

        public int TurnBegan { get; set; } = -1;

        public ImmutableSortedSet<string> GivenUp { get; set; } = givenUp;

        public ActivityNode? NeverWaits { get; set; }
    }

    /// <summary>A step has come to a choice that nothing is known of yet.</summary>
    private sealed class UndecidedException(IReadOnlyList<InstanceEvent> events, string signature, int ways) : Exception
    {
        public IReadOnlyList<InstanceEvent> Events { get; } = events;

        public string Signature { get; } = signature;

        public int Ways { get; } = ways;
    }
}
