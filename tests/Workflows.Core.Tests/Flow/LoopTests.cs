using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

public sealed class LoopTests
{
    [Fact]
    public void A_back_edge_repeats_until_the_decision_leaves()
    {
        var run = Run.Start(Graph(
            [Line("begin"), Set("count", "N", "variables.N + 1"), Decision("more", "variables.N < 3"), Line("end")],
            ["begin -> count", "count -> more", "more.True -> count", "more.False -> end"],
            Variable("N", "Int32", 0)));
        Assert.Equal("begin end", run.Written);
        Assert.Equal(3, run.Instance.Execution.Variables["N"]!.GetValue<long>());
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_fork_and_its_join_inside_a_loop_work_every_round()
    {
        var run = Run.Start(Graph(
            [Set("count", "N", "variables.N + 1"), Fork("fork", "a", "b"), Line("a"), Line("b"), Line("join"), Decision("more", "variables.N < 3"), Line("end")],
            ["count -> fork", "fork.a -> a", "fork.b -> b", "a -> join", "b -> join", "join -> more", "more.True -> count", "more.False -> end"],
            Variable("N", "Int32", 0)));
        Assert.Equal("a b join a b join a b join end", run.Written);
    }

    [Theory]
    [InlineData("WaitAll", "a b join a b join end")]
    [InlineData("WaitAny", "a b join a b join end")]
    [InlineData("WaitAllActive", "a b join a b join end")]
    public void An_explicit_join_inside_a_loop_re_arms_every_round(string mode, string expected)
    {
        var run = Run.Start(Graph(
            [Set("count", "N", "variables.N + 1"), Fork("fork", "a", "b"), Line("a"), Line("b"), Join("j", mode), Line("join"), Decision("more", "variables.N < 2"), Line("end")],
            ["count -> fork", "fork.a -> a", "fork.b -> b", "a -> j", "b -> j", "j -> join", "join -> more", "more.True -> count", "more.False -> end"],
            Variable("N", "Int32", 0)));
        Assert.Equal(expected, run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_merge_of_a_decision_inside_a_loop_works_every_round()
    {
        var run = Run.Start(Graph(
            [Set("count", "N", "variables.N + 1"), Decision("odd", "variables.N % 2 === 1"), Line("o"), Line("e"), Line("merge"), Decision("more", "variables.N < 3"), Line("end")],
            ["count -> odd", "odd.True -> o", "odd.False -> e", "o -> merge", "e -> merge", "merge -> more", "more.True -> count", "more.False -> end"],
            Variable("N", "Int32", 0)));
        Assert.Equal("o merge e merge o merge end", run.Written);
    }

    [Fact]
    public void Rework_in_one_branch_does_not_kill_the_join_behind_it()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Line("x"), Task("work", "Submit"), Task("review", "Approve", "Reject"), Set("note", "N", "variables.N + 1"), Line("join"), Line("after")],
            ["fork.x -> x", "fork.y -> work", "x -> join", "work.Submit -> review", "review.Approve -> join", "review.Reject -> note", "note -> work", "join -> after"],
            Variable("N", "Int32", 0)));
        for (var round = 0; round < 3; round++)
        {
            run.Complete("work", "Submit");
            run.Complete("review", "Reject");
            Assert.Equal("x", run.Written);
        }

        run.Complete("work", "Submit");
        run.Complete("review", "Approve");
        Assert.Equal("x join after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void Work_that_was_sent_back_still_reaches_a_merge_with_an_early_way_out()
    {
        var run = Run.Start(Graph(
            [Task("issue", "Issue", "Discard"), Task("onsite", "Submit", "Return"), Set("returned", "N", "1"), Task("review", "Approve", "Reject"), Line("archive")],
            ["issue.Issue -> onsite", "issue.Discard -> archive", "onsite.Submit -> review", "onsite.Return -> returned", "returned -> issue", "review.Reject -> onsite", "review.Approve -> archive"],
            Variable("N", "Int32", 0)));
        run.Complete("issue", "Issue");
        run.Complete("onsite", "Return");
        run.Complete("issue", "Issue");
        run.Complete("onsite", "Submit");
        run.Complete("review", "Reject");
        run.Complete("onsite", "Submit");
        run.Complete("review", "Approve");
        Assert.Equal("archive", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_back_edge_into_a_place_that_does_not_dominate_runs_instead_of_failing()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Line("x"), Set("y", "N", "variables.N + 1"), Decision("d", "variables.N < 2"), Line("end")],
            ["fork.x -> x", "fork.y -> y", "y -> d", "x -> y", "d.True -> x", "d.False -> end"],
            Variable("N", "Int32", 0)));
        Assert.Equal("Finished/Finished", run.Status);
        Assert.EndsWith("end", run.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_never_waits_is_stopped_with_an_incident()
    {
        var run = Run.Start(Graph([Line("a"), Line("b")], ["a -> b", "b -> a"]));
        Assert.Equal("Finished/Faulted", run.Status);
        Assert.Contains("loop without wait", Assert.Single(run.Instance.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_while_without_a_body_is_stopped_too()
    {
        var run = Run.Start(Workflow(Activity("w", "Elsa.While", ("condition", Literal(true)))));
        Assert.Contains("loop without wait", Assert.Single(run.Instance.Incidents).Message, StringComparison.Ordinal);
    }
}
