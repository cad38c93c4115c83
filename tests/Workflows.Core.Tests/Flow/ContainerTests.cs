using System.Text.Json.Nodes;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

public sealed class ContainerTests
{
    [Fact]
    public void End_completes_its_own_flowchart_and_the_outer_one_goes_on()
    {
        var inner = Flowchart("inner", [Line("i1"), Activity("e", "Elsa.End"), Line("never")], ["i1 -> e", "e -> never"]);
        var run = Run.Start(Graph([inner, Line("outer")], ["inner -> outer"]));
        Assert.Equal("i1 outer", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void Finish_ends_everything_at_any_depth_and_withdraws_what_waits()
    {
        var inner = Flowchart("inner", [Line("i1"), Activity("f", "Elsa.Finish")], ["i1 -> f"]);
        var run = Run.Start(Graph(
            [Fork("fork", "a", "b", "c"), Task("work", "Done"), Delay("wait"), inner, Line("never")],
            ["fork.a -> work", "fork.b -> wait", "fork.c -> inner", "inner -> never"]));
        Assert.Equal("i1", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
        Assert.Empty(run.Instance.Tasks);
        Assert.Empty(run.Instance.Timers);
        Assert.Empty(run.Instance.Bookmarks);
        Assert.Equal(Workflows.Core.Instances.HumanTaskState.Withdrawn, run.Last.TaskChanges.Single().State);
    }

    [Fact]
    public void Finish_leaves_no_failure_behind_that_nobody_could_deal_with()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "a", "b"), Fail("bad"), Task("work", "Done"), Activity("f", "Elsa.Finish")],
            ["fork.a -> bad", "fork.b -> work", "work -> f"]));
        run.Complete("work");
        Assert.Equal("Finished/Finished", run.Status);
        Assert.Empty(run.Instance.Incidents);
        Assert.Equal("cancelled", run.Events.OfType<Workflows.Core.Instances.IncidentResolved>().Single().How);
    }

    [Fact]
    public void Finish_drops_what_is_queued()
    {
        var run = Run.Start(Graph([Fork("fork", "a", "b"), Activity("f", "Elsa.Finish"), Line("never")], ["fork.a -> f", "fork.b -> never"]));
        Assert.Equal("", run.Written);
    }

    [Fact]
    public void A_nested_flowchart_holds_up_the_outer_one_until_nothing_in_it_waits()
    {
        var inner = Flowchart("inner", [Fork("fork", "a", "b"), Delay("d"), Line("i")], ["fork.a -> d", "fork.b -> i"]);
        var run = Run.Start(Graph([inner, Line("outer")], ["inner -> outer"]));
        Assert.Equal("i", run.Written);
        run.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal("i outer", run.Written);
    }

    [Fact]
    public void Complete_gives_a_nested_flowchart_its_outcome()
    {
        var inner = Flowchart("inner", [Line("i"), Activity("c", "Elsa.Complete", ("outcomes", Wrap("Object", "[\"Approved\"]"))), Line("never")], ["i -> c", "c -> never"]);
        var run = Run.Start(Graph([inner, Line("yes"), Line("no")], ["inner.Approved -> yes", "inner.Done -> no"]));
        Assert.Equal("i yes", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void Complete_inside_a_loop_of_the_root_completes_the_workflow()
    {
        var body = Sequence("body", Line("x"), Activity("c", "Elsa.Complete"), Line("never"));
        var run = Run.Start(Workflow(Sequence("s", Activity("w", "Elsa.While", ("condition", Literal(true)), ("body", body)), Line("after"))));
        Assert.Equal("x", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void ForEach_gives_its_body_every_item_and_survives_waiting()
    {
        var body = Sequence("body", Delay("d"), LineOf("l", Script("getVariable('CurrentIndex') + ':' + getCurrentValue() + ':' + variables.Item")));
        var loop = Activity("each", "Elsa.ForEach", ("items", Script("['a','b']")), ("body", body), ("currentValue", new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = "v-Item" } }));
        var run = Run.Start(Workflow(Sequence("s", loop, Line("after")), Variable("Item"))).Wait(TimeSpan.FromMinutes(1));
        Assert.Equal(["0:a:a", "1:b:b", "after"], run.Lines);
    }

    [Theory]
    [InlineData(1, 3, 1, true, "1 2 3")]
    [InlineData(1, 3, 1, false, "1 2")]
    [InlineData(3, 1, 1, true, "3 2 1")]
    [InlineData(0, 10, 5, true, "0 5 10")]
    public void For_counts_up_and_down(int start, int end, int step, bool inclusive, string expected)
    {
        var loop = Activity("f", "Elsa.For", ("start", Literal(start)), ("end", Literal($"{end}")), ("step", Literal(step)), ("outerBoundInclusive", Literal(inclusive)), ("body", LineOf("l", Script("getCurrentValue()"))));
        Assert.Equal(expected, Run.Start(Workflow(loop)).Written);
    }

    [Fact]
    public void Break_leaves_the_nearest_loop_through_sequences_and_flowcharts()
    {
        var check = Activity("if", "Elsa.If", ("condition", Script("getCurrentValue() === 2")), ("then", Activity("b", "Elsa.Break")));
        var body = Flowchart("body", [check, LineOf("l", Script("getCurrentValue()"))], ["if -> l"]);
        var inner = Activity("f", "Elsa.For", ("start", Literal(1)), ("end", Literal(5)), ("body", Sequence("s", body, Line("."))));
        var run = Run.Start(Workflow(Sequence("outer", inner, Line("after"))));
        Assert.Equal("1 . after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void While_asks_its_condition_before_every_round()
    {
        var run = Run.Start(Workflow(Activity("w", "Elsa.While", ("condition", Script("variables.N < 3")), ("body", Set("count", "N", "variables.N + 1"))), Variable("N", "Int32", "0")));
        Assert.Equal(3, (long)run.Instance.Execution.Variables["N"]!);
    }

    [Fact]
    public void Parallel_waits_for_all_and_fork_with_WaitAny_for_the_first()
    {
        var all = Run.Start(Workflow(Sequence("s", Activity("p", "Elsa.Parallel", ("activities", new JsonArray(Delay("d"), Line("x")))), Line("after"))));
        Assert.Equal("x", all.Written);
        Assert.Equal("x after", all.Wait(TimeSpan.FromSeconds(10)).Written);
        var any = Run.Start(Workflow(Sequence("s", Activity("p", "Elsa.Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(Delay("d"), Line("x")))), Line("after"))));
        Assert.Equal("x after", any.Written);
        Assert.Empty(any.Instance.Timers);
    }

    [Fact]
    public void ParallelForEach_runs_all_items_side_by_side()
    {
        var body = Sequence("body", Delay("d"), LineOf("l", Script("getCurrentValue()")));
        var run = Run.Start(Workflow(Sequence("s", Activity("each", "Elsa.ParallelForEach", ("items", Script("[1,2,3]")), ("body", body)), Line("after"))));
        Assert.Equal(3, run.Instance.Timers.Length);
        Assert.Equal("1 2 3 after", run.Wait(TimeSpan.FromSeconds(10)).Written);
    }

    [Fact]
    public void Switch_runs_the_first_case_that_holds_or_all_or_the_default()
    {
        JsonObject Of(string mode, int n) => Activity(
            "sw",
            "Elsa.Switch",
            ("mode", Literal(mode)),
            ("cases", new JsonArray(Case("a", $"{n} > 1", Line("a")), Case("b", $"{n} > 2", Line("b")))),
            ("default", Line("none")));
        Assert.Equal("a", Run.Start(Workflow(Of("MatchFirst", 3))).Written);
        Assert.Equal("a b", Run.Start(Workflow(Of("MatchAny", 3))).Written);
        Assert.Equal("none", Run.Start(Workflow(Of("MatchAny", 0))).Written);
    }

    [Fact]
    public void FlowSwitch_leaves_by_the_labels_of_the_cases_that_hold()
    {
        JsonObject Of(string mode, int n) => Activity("sw", "Elsa.FlowSwitch", ("mode", Literal(mode)), ("cases", new JsonArray(Case("a", $"{n} > 1"), Case("b", $"{n} > 2"))));
        string Written(string mode, int n) => Run.Start(Graph([Of(mode, n), Line("a"), Line("b"), Line("none"), Line("after")], ["sw.a -> a", "sw.b -> b", "sw.Default -> none", "a -> after", "b -> after", "none -> after"])).Written;
        Assert.Equal("a after", Written("MatchFirst", 3));
        Assert.Equal("a b after", Written("MatchAny", 3));
        Assert.Equal("none after", Written("MatchAny", 0));
    }

    [Fact]
    public void Variables_of_a_container_belong_to_each_execution_of_it()
    {
        var body = Sequence("body", Set("count", "Own", "variables.Own + 1"), LineOf("l", Script("variables.Own")));
        body["variables"] = new JsonArray(Variable("Own", "Int32", 5));
        var run = Run.Start(Workflow(Activity("f", "Elsa.For", ("start", Literal(1)), ("end", Literal(2)), ("body", body))));
        Assert.Equal("6 6", run.Written);
        Assert.False(run.Instance.Execution.Variables.ContainsKey("Own"));
    }

    [Fact]
    public void An_unknown_activity_is_an_incident_that_names_its_type()
    {
        var run = Run.Start(Graph([Line("a"), Activity("x", "Contoso.Magic"), Line("b")], ["a -> x", "x -> b"]));
        Assert.Equal("Finished/Faulted", run.Status);
        Assert.Contains("Contoso.Magic", run.Instance.Incidents.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_workflow_and_an_empty_flowchart_finish_at_once()
    {
        Assert.Equal("Finished/Finished", Run.Start(Graph([], [])).Status);
        Assert.Equal("Finished/Finished", Run.Start(Workflow(Sequence("s"))).Status);
    }

    private static JsonObject Case(string label, string condition, JsonObject? activity = null) =>
        new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition }, ["activity"] = activity };
}
