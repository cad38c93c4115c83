using System.Text.Json.Nodes;
using CsCheck;
using Workflows.Core.Checks.Soundness;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using Workflows.Core.Time;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Checks;

/// <summary>What the exploration finds is what the engine does when everything is really done, in every order and with every answer.</summary>
public sealed class SoundnessPropertyTests
{
    private const int MaxVisits = 200;

    private static readonly Gen<JsonObject> Step = Gen.Int[0, 13].Select(Gen.Int[0, 2]).Select((kind, n) => kind switch
    {
        0 or 1 or 2 => Task("?", "Done", "True"),
        3 => Delay("?"),
        4 or 5 => Fork("?", "Done", "True"),
        6 or 7 or 8 => Join("?", new[] { "WaitAny", "WaitAll", "WaitAllActive" }[n]),
        9 => Activity("?", new[] { "Elsa.End", "Elsa.Finish", "Elsa.Complete" }[n]),
        10 => Sequence("?", Task("?.0", "Done"), Line("?.1")),
        11 => Activity("?", "Elsa.Parallel", ("activities", new JsonArray(Task("?.0", "Done"), Delay("?.1")))),
        12 when n == 0 => Fail("?"),
        _ => Activity("?", "Elsa.FlowDecision", ("condition", Wrap("Variable", "?"))),
    });

    private static readonly Gen<JsonObject> Flow = Step.Array[2, 7].Select(Gen.Int[0, 6].Array[2].Array[1, 11], Gen.Int[0, 2].Array[11]).Select((steps, ends, ports) => Chart(steps, ends, ports));

    [Fact]
    public void Exploring_finds_what_running_does_and_nothing_else() => Flow.Sample(root =>
    {
        var decisions = root["activities"]!.AsArray().Where(a => (string)a!["type"]! == "Elsa.FlowDecision").Select(a => (string)a!["id"]!).ToArray();
        var definition = WorkflowDefinitionReader.Read(Definition(root, [.. decisions.Select(d => Variable(d, "Boolean", false))]));
        var space = StateSpace.Explore(definition);
        var codes = SoundnessChecks.Of(definition, "x").Select(p => p.Code).ToHashSet();
        if (codes.Overlaps(["soundness.gave-up", "soundness.never-waits"]) || decisions.Length > 3)
        {
            return; // a loop that never waits ends in the engine by its limit
        }

        var really = new Everything(definition, decisions);
        if (!really.WasTooMuch)
        {
            Assert.Equal(string.Join(' ', really.Begun.Order()), string.Join(' ', space.Begun.Order()));
            Assert.Equal(really.IsLost, codes.Contains("soundness.no-exit"));
            Assert.Equal(really.RunsTwice, space.Findings.Keys.Any(k => k.Fault == SoundnessFault.Twice));
            Assert.Equal(string.Join(' ', really.Left.Order()), string.Join(' ', space.Findings.Keys.Where(k => k.Fault == SoundnessFault.LeftBehind).Select(k => k.NodeId).Order()));
        }
    }, iter: 300, print: f => f.ToJsonString());

    /// <summary>Every run of a definition, by the real activities: each wait ended in each way, each decision with each answer.</summary>
    private sealed class Everything
    {
        private readonly WorkflowPackage _package;
        private readonly string[] _decisions;
        private readonly Dictionary<string, (HashSet<string> Next, bool IsEnd)> _seen = [];
        private int _commands;
        private bool _turnsInCircles;

        public Everything(WorkflowDefinition definition, string[] decisions)
        {
            (_package, _decisions) = (WorkflowPackageReader.OfDefinition(definition), decisions);
            for (var answers = 0; answers < 1 << decisions.Length; answers++)
            {
                // The variables of a start come from the definition: its defaults.
                var json = (JsonObject)definition.Source.DeepClone();
                foreach (var (variable, i) in json["variables"]!.AsArray().Select((v, i) => (v!, i)))
                {
                    variable["value"] = Answer(answers, i);
                }

                var package = WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(json));
                Visit(Take(package, null, new StartInstance(NextId(), Guid.Empty, Run.Officer, [])));
            }
        }

        public HashSet<string> Begun { get; } = [];

        public HashSet<string> Left { get; } = [];

        public bool RunsTwice { get; private set; }

        /// <summary>A loop that never waits gives the same answers for ever here, while exploring gives another one some day.</summary>
        public bool WasTooMuch => _seen.Count > MaxVisits || _turnsInCircles;

        /// <summary>Whether some state leads to no end.</summary>
        public bool IsLost
        {
            get
            {
                var good = _seen.Where(s => s.Value.IsEnd).Select(s => s.Key).ToHashSet();
                while (_seen.Where(s => !good.Contains(s.Key) && s.Value.Next.Overlaps(good)).Select(s => s.Key).ToArray() is { Length: > 0 } more)
                {
                    good.UnionWith(more);
                }

                return _seen.Keys.Any(k => !good.Contains(k));
            }
        }

        private string Visit(WorkflowInstance instance)
        {
            var executions = instance.Execution.Executions.ToDictionary(e => e.Id);
            var twice = executions.Values.GroupBy(e => (e.ParentId, e.NodeId)).Any(g => g.Count() > 1);
            RunsTwice |= twice;
            var key = string.Join(' ', executions.Values.Select(e => $"{Path(e)}{e.IsFaulted}{e.State?.ToJsonString()}").Order());
            if (_seen.Count > MaxVisits || !_seen.TryAdd(key, ([], instance.Status == InstanceStatus.Finished || twice)) || _seen[key].IsEnd)
            {
                return key;
            }

            foreach (var bookmark in instance.Bookmarks)
            {
                for (var answers = 0; answers < 1 << _decisions.Length; answers++)
                {
                    var variables = (JsonObject)instance.Execution.Variables.DeepClone();
                    foreach (var (decision, i) in _decisions.Select((d, i) => (d, i)))
                    {
                        variables[decision] = Answer(answers, i);
                    }

                    var prepared = instance with { Execution = instance.Execution with { Variables = variables } };
                    foreach (var command in Commands(prepared, bookmark))
                    {
                        _seen[key].Next.Add(Visit(Take(_package, prepared, command)));
                    }
                }
            }

            return key;

            string Path(ActivityExecution e) => e.ParentId is { } p ? $"{Path(executions[p])}/{e.NodeId}" : e.NodeId;
        }

        private IEnumerable<InstanceCommand> Commands(WorkflowInstance instance, Bookmark bookmark) => bookmark.Kind switch
        {
            BookmarkKind.Task => instance.Tasks.Single(t => t.Id.ToString() == bookmark.Name).Outcomes.Select(o => new CompleteTask(NextId(), instance.Id, Run.Officer, Guid.Parse(bookmark.Name!), o.Name, [], "x")),
            _ => [new FireTimer(NextId(), instance.Id, Actor.System("t"), instance.Timers.Single(t => t.BookmarkId == bookmark.Id).Id)],
        };

        private WorkflowInstance Take(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command)
        {
            var decision = Engine.Decide(package, instance, command, new DecisionContext(Run.Monday, Units.Chart, WorkingCalendar.Default) { MaxExecutions = 200 });
            Assert.Null(decision.Refusal);
            _turnsInCircles |= decision.Next!.Incidents.Any(i => i.Message.Contains("loop without wait", StringComparison.Ordinal));
            ActivityEvent? end = null;
            foreach (var e in decision.Events.OfType<ActivityEvent>())
            {
                Begun.UnionWith(e.Name == ActivityEventName.Started ? [e.NodeId] : []);
                end = e switch
                {
                    { Name: ActivityEventName.Started } => null,
                    { Name: ActivityEventName.Completed, ActivityType: "Elsa.End" or "Elsa.Finish" or "Elsa.Complete" } => e,
                    _ => end,
                };
                Left.UnionWith(end is not null && e.Name == ActivityEventName.Canceled ? [end.NodeId] : []);
            }

            return decision.Next!;
        }

        private static bool Answer(int answers, int decision) => (answers >> decision & 1) == 1;

        private Guid NextId() => new(++_commands, 1, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]);
    }

    private static JsonObject Chart(JsonObject[] steps, int[][] ends, int[] ports)
    {
        var activities = steps.Select((s, i) => (JsonObject)JsonNode.Parse(s.ToJsonString().Replace("?", $"n{i}", StringComparison.Ordinal))!).ToArray();
        string[] names = ["Done", "True", "False"];
        return Flowchart("f", activities, ends.Select((e, i) => $"n{e[0] % activities.Length}.{names[ports[i]]} -> n{e[1] % activities.Length}"));
    }
}
