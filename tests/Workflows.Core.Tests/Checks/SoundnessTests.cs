using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Checks.Soundness;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Checks;

/// <summary>What the exploration of a definition's state space finds, and what it does not hold against a definition.</summary>
public sealed class SoundnessTests
{
    private static readonly JsonObject Start = Activity("start", "Elsa.Start");

    public static TheoryData<string, string, string, string> Unsound => new()
    {
        { "a choice in front of a join for all", "soundness.join-waits j", "d (Yes) > a (Done) > j", Flow([Choice("d"), Task("a", "Done"), Task("b", "Done"), Join("j", "WaitAll"), Task("z", "Done"), End()], "start -> d", "d.True -> a", "d.False -> b", "a -> j", "b -> j", "j -> z", "z -> end") },
        { "a branch that may stop before the join", "soundness.join-waits j", "k > a (No) > b > j", Flow([Fork("k", "A", "B"), Task("a", "Ok", "No"), Task("b", "Done"), Join("j", "WaitAll"), End()], "start -> k", "k.A -> a", "k.B -> b", "a.Ok -> j", "b -> j", "j -> end") },
        { "a loop without exit", "soundness.no-exit a", "a", Flow([Task("a", "Done"), Task("b", "Done"), End()], "start -> a", "a -> b", "b -> a") },
        { "a loop that cannot be left once it is entered", "soundness.no-exit b", "a (More) > b", Flow([Task("a", "Ok", "More"), Task("b", "Done"), Task("c", "Done"), End()], "start -> a", "a.Ok -> end", "a.More -> b", "b -> c", "c -> b") },
        { "a loop that never waits", "soundness.never-waits b", "a > b > a > b", Flow([Line("a"), Line("b")], "start -> a", "a -> b", "b -> a") },
        { "an endless While", "soundness.never-waits x", "x", Definition(Activity("w", "Elsa.While", ("condition", Literal(true)), ("body", Line("x")))).ToJsonString() },
        { "a decision that always leads back to itself", "soundness.never-waits d", "a > d", Flow([Line("a"), Choice("d"), End()], "start -> a", "a -> d", "d.True -> a", "d.False -> a") },
        { "back from one branch while the other goes on", "soundness.twice b", "k > a (Back) > k > b", Flow([Fork("k", "A", "B"), Task("a", "Ok", "Back"), Task("b", "Done"), Join("j", "WaitAllActive"), End()], "start -> k", "k.A -> a", "k.B -> b", "a.Ok -> j", "a.Back -> k", "b -> j", "j -> end") },
        { "an end while another branch is open", "soundness.left-behind end", "k > a > End", Flow([Fork("k", "A", "B"), Task("a", "Done"), Task("b", "Done"), End()], "start -> k", "k.A -> a", "k.B -> b", "a -> end") },
        { "what a decision with a fixed answer never reaches", "soundness.never-begun b", "", Flow([Activity("d", "Elsa.FlowDecision", ("condition", Literal(true))), Task("a", "Done"), Task("b", "Done")], "start -> d", "d.True -> a", "d.False -> b") },
        { "what stands behind a join that is never passed", "soundness.join-waits j", "d (Yes) > a > j", Nested() },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void What_is_unsound_is_told_with_a_way_on_which_it_shows(string what, string expected, string way, string flow)
    {
        var problems = DefinitionChecker.CheckDefinition(flow, "x.json");
        var problem = problems.FirstOrDefault(p => $"{p.Code} {p.ActivityId}" == expected);
        Assert.True(problem is not null, $"{what}: {string.Join('\n', problems.Select(p => $"{p.Code} {p.ActivityId}"))}");
        Assert.Equal(way.Replace(" (Done)", "", StringComparison.Ordinal), string.Join(" > ", problem.Example.Select(s => s.Words.En)));
        Assert.Equal(expected.Contains("twice") || expected.Contains("left") || expected.Contains("begun") ? ProblemSeverity.Warning : ProblemSeverity.Error, problem.Severity);
    }

    public static TheoryData<string, string> Sound => new()
    {
        { "a join for all behind a split", Flow([Fork("k", "A", "B"), Task("a", "Done"), Task("b", "Done"), Join("j", "WaitAll"), End()], "start -> k", "k.A -> a", "k.B -> b", "a -> j", "b -> j", "j -> end") },
        { "a join for the branches that are taken", Flow([Choice("d"), Task("a", "Done"), Task("b", "Done"), Join("j", "WaitAllActive"), End()], "start -> d", "d.True -> a", "d.False -> b", "a -> j", "b -> j", "j -> end") },
        { "rework before the join", Flow([Fork("k", "A", "B"), Task("a", "Ok", "Again"), Task("r", "Done"), Task("b", "Done"), Join("j", "WaitAll"), End()], "start -> k", "k.A -> a", "k.B -> b", "a.Ok -> j", "a.Again -> r", "r -> a", "b -> j", "j -> end") },
        { "the first of two", Flow([Fork("k", "A", "B"), Delay("a"), Task("b", "Done"), Join("j", "WaitAny"), End()], "start -> k", "k.A -> a", "k.B -> b", "a -> j", "b -> j", "j -> end") },
        { "one branch says no and the whole ends", Flow([Fork("k", "A", "B"), Task("a", "Done"), Task("b", "Ok", "No"), Join("j", "WaitAll"), Line("tell"), End()], "start -> k", "k.A -> a", "k.B -> b", "a -> j", "b.Ok -> j", "b.No -> tell", "tell -> end", "j -> end") },
        { "a loop that may be left", Flow([Task("a", "Done"), Task("b", "Ok", "Again"), End()], "start -> a", "a -> b", "b.Again -> a", "b.Ok -> end") },
        { "a silent loop with a condition", Flow([Line("a"), Choice("d"), End()], "start -> a", "a -> d", "d.True -> a", "d.False -> end") },
        { "loops of every kind", Definition(Sequence("s", Loop("w", "Elsa.While", Task("t1", "Done")), Loop("f", "Elsa.ForEach", Task("t2", "Done")), Loop("p", "Elsa.ParallelForEach", Task("t3", "Done")), Loop("c", "Elsa.For", Line("l")))).ToJsonString() },
        { "an endless While that is left by Break", Definition(Activity("w", "Elsa.While", ("condition", Literal(true)), ("body", Sequence("s", Task("t", "Done"), Activity("b", "Elsa.Break"))))).ToJsonString() },
        { "something done once for every token on purpose", Flow([Fork("k", "A", "B"), Delay("a"), Delay("b"), Cascade(Task("c", "Done"))], "start -> k", "k.A -> a", "k.B -> b", "a -> c", "b -> c") },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void What_is_sound_is_left_alone(string what, string flow) =>
        Assert.True(!DefinitionChecker.CheckDefinition(flow, "x.json").Any(p => p.Code.StartsWith("soundness", StringComparison.Ordinal)), $"{what}: {string.Join('\n', DefinitionChecker.CheckDefinition(flow, "x.json").Select(p => $"{p.Message.En} [{string.Join(" > ", p.Example.Select(s => s.Words.En))}]"))}");

    [Fact]
    public void More_than_can_be_looked_at_is_said_to_be()
    {
        var branches = Enumerable.Range(0, 9).ToArray();
        var steps = branches.SelectMany(b => new[] { Task($"a{b}", "Done"), Task($"b{b}", "Done") });
        var ways = branches.SelectMany(b => new[] { $"k.{b} -> a{b}", $"a{b} -> b{b}", $"b{b} -> j" });
        var flow = Flow([Fork("k", [.. branches.Select(b => $"{b}")]), .. steps, Join("j", "WaitAll"), End()], ["start -> k", "j -> end", .. ways]);
        Assert.Equal(["soundness.gave-up"], DefinitionChecker.CheckDefinition(flow, "x.json").Select(p => p.Code));
    }

    [Fact]
    public void Each_way_to_start_is_looked_at()
    {
        var trigger = Activity("t", "Elsa.Event", ("eventName", Literal("e")), ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        var flow = Flow([trigger, Task("a", "Done"), Task("b", "Done"), Task("c", "Done"), End()], "start -> a", "a -> end", "t -> b", "b -> c", "c -> b");
        var problem = Assert.Single(DefinitionChecker.CheckDefinition(flow, "x.json"), p => p.Code == "soundness.no-exit");
        Assert.Equal(["t", "b"], problem.Example.Select(s => s.ActivityId));
    }

    private static JsonObject Choice(string id) => Activity(id, "Elsa.FlowDecision", ("condition", Wrap("Variable", "Flag")));

    private static JsonObject End() => Activity("end", "Elsa.End");

    private static JsonObject Loop(string id, string type, JsonObject body) => Activity(id, type, ("body", body), ("items", Script("1")), ("end", Script("3")), ("condition", Script("true")));

    private static JsonObject Cascade(JsonObject activity)
    {
        activity["customProperties"] = new JsonObject { ["mergeMode"] = "Cascade" };
        return activity;
    }

    private static string Nested()
    {
        var inner = Flowchart("inner", [Choice("d"), Task("a", "Done"), Task("b", "Done"), Join("j", "WaitAll"), Task("z", "Done")], ["d.True -> a", "d.False -> b", "a -> j", "b -> j", "j -> z"]);
        return Flow([inner, End()], "start -> inner", "inner -> end");
    }

    private static string Flow(JsonObject[] activities, params string[] connections) =>
        Definition(Flowchart("f", [(JsonObject)Start.DeepClone(), .. activities], connections), Variable("Flag", "Boolean")).ToJsonString();
}
