using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

public sealed class JoinTests
{
    [Fact]
    public void Branches_take_turns_first_in_first_out()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Line("x1"), Line("x2"), Line("y1"), Line("y2")],
            ["fork.x -> x1", "x1 -> x2", "fork.y -> y1", "y1 -> y2"]));
        Assert.Equal("x1 y1 x2 y2", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void An_implicit_join_waits_for_all_live_branches_and_runs_once()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Delay("x"), Line("y"), Line("after")],
            ["fork.x -> x", "fork.y -> y", "x -> after", "y -> after"]));
        Assert.Equal("y", run.Written);
        run.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal("y after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_merge_of_a_decision_does_not_wait_for_the_path_not_taken()
    {
        var run = Run.Start(Graph(
            [Decision("d", "true"), Line("yes"), Line("no"), Line("after")],
            ["d.True -> yes", "d.False -> no", "yes -> after", "no -> after"]));
        Assert.Equal("yes after", run.Written);
    }

    [Fact]
    public void A_dead_branch_of_several_steps_is_dead_all_the_way()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Decision("d", "false"), Line("a"), Line("b"), Line("c"), Delay("y"), Line("after")],
            ["fork.x -> d", "d.True -> a", "a -> b", "b -> c", "c -> after", "fork.y -> y", "y -> after"]));
        Assert.Equal("", run.Written);
        run.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal("after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_join_that_nothing_reaches_is_skipped_with_what_follows()
    {
        var run = Run.Start(Graph(
            [Decision("d", "true"), Line("other"), Fork("fork", "x", "y"), Line("x"), Line("y"), Line("join"), Line("after")],
            ["d.True -> other", "d.False -> fork", "fork.x -> x", "fork.y -> y", "x -> join", "y -> join", "join -> after"]));
        Assert.Equal("other", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void WaitAll_with_an_untaken_path_skips_the_join_and_what_follows_and_the_instance_finishes()
    {
        var run = Run.Start(Graph(
            [Decision("d", "true"), Line("yes"), Line("no"), Join("join", "WaitAll"), Line("after")],
            ["d.True -> yes", "d.False -> no", "yes -> join", "no -> join", "join -> after"]));
        Assert.Equal("yes", run.Written);
        Assert.DoesNotContain("join", run.Completed);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void WaitAll_runs_when_every_path_was_taken()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Delay("x"), Line("y"), Join("join", "WaitAll"), Line("after")],
            ["fork.x -> x", "fork.y -> y", "x -> join", "y -> join", "join -> after"]));
        Assert.Equal("y", run.Written);
        run.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal("y after", run.Written);
    }

    [Fact]
    public void WaitAllActive_ignores_the_path_not_taken()
    {
        var run = Run.Start(Graph(
            [Decision("d", "true"), Line("yes"), Line("no"), Join("join", "WaitAllActive"), Line("after")],
            ["d.True -> yes", "d.False -> no", "yes -> join", "no -> join", "join -> after"]));
        Assert.Equal("yes after", run.Written);
    }

    [Fact]
    public void WaitAny_runs_once_and_cancels_what_waits_in_the_other_branches()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Delay("x"), Line("y"), Join("join", "WaitAny"), Line("after")],
            ["fork.x -> x", "fork.y -> y", "x -> join", "y -> join", "join -> after"]));
        Assert.Equal("y after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
        Assert.Empty(run.Instance.Timers);
    }

    [Fact]
    public void WaitAny_lets_what_is_already_queued_run_but_does_not_run_twice()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Line("x"), Line("y"), Join("join", "WaitAny"), Line("after")],
            ["fork.x -> x", "fork.y -> y", "x -> join", "y -> join", "join -> after"]));
        Assert.Equal("x y after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_failed_branch_lets_the_others_finish_and_the_join_behind_it_never_runs()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Fail("x"), Line("y"), Line("y2"), Line("join")],
            ["fork.x -> x", "fork.y -> y", "y -> y2", "y2 -> join", "x -> join"]));
        Assert.Equal("y y2", run.Written);
        Assert.Equal("Finished/Faulted", run.Status);
        Assert.Equal("x failed", Assert.Single(run.Instance.Incidents).Message);
    }

    [Fact]
    public void A_failed_branch_beside_one_that_waits_parks_the_instance_as_running_and_faulted()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "x", "y"), Fail("x"), Delay("y"), Line("y2")],
            ["fork.x -> x", "fork.y -> y", "y -> y2"]));
        Assert.Equal("Running/Faulted", run.Status);
        run.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal("y2", run.Written);
        Assert.Equal("Finished/Faulted", run.Status);
    }
}
