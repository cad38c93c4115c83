using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using Workflows.Core.Time;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

/// <summary>What holds for every flow, drawn at random: loops, joins of every mode, nesting, tasks, waits, failures.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<JsonObject> AnyLeaf = Gen.Int[0, 9].Select(Gen.Int[0, 2]).Select((kind, n) => kind switch
    {
        0 => Delay("?", $"00:00:0{n + 1}"),
        1 => Activity("?", "ClosedLoop.UserTask", ("maySendBack", true), ("candidates", new JsonArray(new JsonObject { ["role"] = "county-officer" })), ("outcomes", new JsonArray(new JsonObject { ["name"] = "Done" }, new JsonObject { ["name"] = "True" }))),
        2 => Event("?", $"event{n}"),
        3 => Activity("?", "Elsa.FlowDecision", ("condition", Wrap("Variable", "Flag"))),
        4 => Fork("?", "Done", "True", "False"),
        5 => Join("?", new[] { "WaitAny", "WaitAll", "WaitAllActive" }[n]),
        6 when n == 0 => Fail("?"),
        7 when n == 0 => Activity("?", "Elsa.End"),
        8 when n == 0 => Activity("?", "Elsa.Complete"),
        7 => Approval("?", n == 1 ? "All" : "InOrder", ["ada", "bob"]),
        8 => Activity("?", "Elsa.SetVariable", ("variable", Variable("Flag")), ("value", Literal(n == 1))),
        _ => Line("?"),
    });

    private static readonly Gen<string> AnyPort = Gen.Int[0, 3].Select(i => new[] { "Done", "True", "False", "Approved" }[i]);

    private static readonly Gen<JsonObject> AnyFlowchart =
        AnyLeaf.Array[1, 7].Select(Gen.Int[0, 6].Array[2].Array[0, 12], AnyPort.Array[12]).Select((leaves, ends, ports) => Chart("f", leaves, ends, ports));

    private static readonly Gen<JsonObject> AnyRoot =
        AnyLeaf.Array[1, 6].Select(AnyFlowchart, Gen.Int[0, 6].Array[2].Array[0, 12], AnyPort.Array[12])
            .Select((leaves, inner, ends, ports) => Chart("root", [.. leaves, inner], ends, ports));

    [Fact]
    public void A_running_instance_always_has_something_it_waits_for() => AnyRoot.Select(Gen.Int[0, 1000].Array[0, 12]).Sample((root, choices) =>
    {
        var host = new Player(root);
        Assert.True(host.IsSound(), host.Describe());
        foreach (var choice in choices)
        {
            host.Move(choice);
            Assert.True(host.IsSound(), host.Describe());
        }
    }, iter: 600, print: p => p.Item1.ToJsonString());

    [Fact]
    public void Deciding_twice_gives_the_same_and_changes_nothing_it_was_given() => AnyRoot.Select(Gen.Int[0, 1000].Array[0, 6]).Sample((root, choices) =>
    {
        var host = new Player(root);
        foreach (var choice in choices)
        {
            if (host.Next(choice) is not { } command)
            {
                return;
            }

            var before = Text(host.Instance);
            var first = host.Decide(command);
            var second = host.Decide(command);
            Assert.Equal(before, Text(host.Instance));
            Assert.Equal(Text(first), Text(second));
            host.Take(first);
        }
    }, iter: 300, print: p => p.Item1.ToJsonString());

    [Fact]
    public void Storing_and_reading_back_in_the_middle_changes_nothing() => AnyRoot.Select(Gen.Int[0, 1000].Array[0, 6]).Sample((root, choices) =>
    {
        var straight = new Player(root);
        var stored = new Player(root);
        foreach (var choice in choices)
        {
            stored.Take(stored.Instance with { }, InstanceSerializer.ReadInstance(InstanceSerializer.Write(stored.Instance)));
            straight.Move(choice);
            stored.Move(choice);
            Assert.Equal(Text(straight.Instance), Text(stored.Instance));
        }
    }, iter: 300, print: p => p.Item1.ToJsonString());

    private static string Text(WorkflowInstance instance) => Encoding.UTF8.GetString(InstanceSerializer.Write(instance));

    private static string Text(Decision decision) => string.Join('\n', decision.Events.Select(e => Encoding.UTF8.GetString(InstanceSerializer.Write(e)))
        .Concat(decision.Effects.Select(e => Encoding.UTF8.GetString(InstanceSerializer.Write(e))))
        .Append(decision.Next is null ? decision.Refusal!.Code : Text(decision.Next)));

    private static JsonObject Chart(string id, JsonObject[] leaves, int[][] ends, string[] ports)
    {
        var activities = leaves.Select(l => (JsonObject)l.DeepClone()).ToArray();
        for (var i = 0; i < activities.Length; i++)
        {
            activities[i]["id"] = $"{id}-{i}";
            activities[i]["name"] = $"{id}-{i}";
        }

        return Flowchart(id, activities, ends.Select((e, i) => $"{id}-{e[0] % activities.Length}.{ports[i % ports.Length]} -> {id}-{e[1] % activities.Length}"));
    }

    /// <summary>Plays a random outside world against one instance.</summary>
    private sealed class Player
    {
        private readonly WorkflowPackage _package;
        private DateTimeOffset _now = Run.Monday;
        private int _commands;

        public Player(JsonObject root)
        {
            _package = Workflow((JsonObject)root.DeepClone(), Variable("Flag", "Boolean", false));
            var start = new StartInstance(Id(), Id(), Run.Officer, []);
            Instance = Engine.Decide(_package, null, start, Context).Next!;
        }

        public WorkflowInstance Instance { get; private set; }

        private DecisionContext Context => new(_now, Units.Chart, WorkingCalendar.Default) { MaxExecutions = 200 };

        public Decision Decide(InstanceCommand command) => Engine.Decide(_package, Instance, command, Context);

        public void Take(Decision decision) => Instance = decision.Next ?? Instance;

        public void Take(WorkflowInstance expected, WorkflowInstance next)
        {
            Assert.Equal(expected.Revision, next.Revision);
            Instance = next;
        }

        public void Move(int choice)
        {
            if (Next(choice) is { } command)
            {
                Take(Decide(command));
            }
        }

        public InstanceCommand? Next(int choice)
        {
            var moves = new List<Func<InstanceCommand>>();
            moves.AddRange(Instance.Tasks.SelectMany(t => t.Outcomes.Select(o => (Func<InstanceCommand>)(() => new CompleteTask(Id(), Instance.Id, Holder(t), t.Id, o.Name, [], "r")))));
            moves.AddRange(Instance.Tasks.SelectMany(t => Engine.EarlierSteps(_package, Instance, t).Where(s => choice % 2 == 0 || s.MayReturnStraight).Select(s => (Func<InstanceCommand>)(() => new SendBack(Id(), Instance.Id, Holder(t), t.Id, s.ActivityId, (SendBackMode)(choice % 2), "r")))));
            moves.AddRange(Instance.Execution.DoneSteps.Where(d => d.PersonId is not null).TakeLast(1).Select(d => (Func<InstanceCommand>)(() => new TakeBack(Id(), Instance.Id, Run.Person(d.PersonId!), d.TaskId!.Value))));
            moves.AddRange(Instance.Bookmarks.Where(b => b.Kind == BookmarkKind.Event).Select(b => (Func<InstanceCommand>)(() => new ResumeBookmark(Id(), Instance.Id, Actor.System("event"), b.Id, choice))));
            moves.AddRange(Instance.Incidents.Select(i => (Func<InstanceCommand>)(() => new RetryIncident(Id(), Instance.Id, Run.Officer, i.Id))));
            if (Instance.Timers.MinBy(t => t.DueAt) is { } timer)
            {
                moves.Add(() =>
                {
                    _now = timer.DueAt;
                    return new FireTimer(Id(), Instance.Id, Actor.System("timer"), timer.Id);
                });
            }

            return moves.Count == 0 ? null : moves[choice % moves.Count]();
        }

        private static Actor Holder(HumanTask task) => task.Assignee is { } assignee ? Run.Person(assignee) : Run.Officer;

        public bool IsSound()
        {
            var waits = Instance.Bookmarks.Length > 0;
            var timersMatch = Instance.Timers.All(t => t.TaskId is not null || Instance.Bookmarks.Any(b => b.Id == t.BookmarkId));
            var tasksMatch = Instance.Tasks.Length == Instance.Bookmarks.Count(b => b.Kind == BookmarkKind.Task);
            var noDefect = !Instance.Incidents.Any(i => i.Message.Contains("defect", StringComparison.Ordinal));
            return timersMatch && tasksMatch && noDefect && (Instance.Status == InstanceStatus.Running ? waits : !waits && Instance.Timers.IsEmpty);
        }

        public string Describe() => $"{Text(Instance)}\n{_package.Definition.Source.ToJsonString()}";

        private Guid Id() => new(++_commands, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
    }
}
