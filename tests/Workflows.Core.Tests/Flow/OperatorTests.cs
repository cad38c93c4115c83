using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

public sealed class OperatorTests
{
    private static readonly Actor Operator = new("owner", "流程所有者", [new RoleGrant(Roles.ProcessOwner, "")]);

    [Fact]
    public void A_failed_step_is_skipped_and_the_flow_goes_on()
    {
        var run = Run.Start(Graph([Fail("bad"), Line("after")], ["bad -> after"]));

        Assert.Null(run.Do(new SkipActivity(run.NextId(), run.Instance.Id, Operator, At(run, "bad"), null, "data is lost")));

        Assert.Equal("after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
        Assert.Empty(run.Instance.Incidents);
        Assert.Equal("data is lost", run.Events.OfType<ActivitySkipped>().Single().Reason);
    }

    [Fact]
    public void What_has_come_to_a_halt_is_not_paused()
    {
        var run = Run.Start(Graph([Fail("bad")], []));

        Assert.Equal("instance.nothing-waits", run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "waiting for the court"))?.Code);

        Assert.Equal("Finished/Faulted", run.Status);
    }

    [Fact]
    public void What_fails_again_after_a_retry_has_ended_again()
    {
        var run = Run.Start(Graph([Fail("bad")], []));

        Assert.Null(run.Do(new RetryIncident(run.NextId(), run.Instance.Id, Operator, run.Instance.Incidents.Single().Id)));

        Assert.Equal("Finished/Faulted", run.Status);
        Assert.Equal(2, run.Events.OfType<InstanceEnded>().Count());
    }

    [Fact]
    public void A_task_is_skipped_by_the_port_that_the_operator_names()
    {
        var run = Run.Start(Graph([Task("ask", "Yes", "No"), Line("yes"), Line("no")], ["ask.Yes -> yes", "ask.No -> no"]));

        Assert.Equal("operator.unknown-port", run.Do(new SkipActivity(run.NextId(), run.Instance.Id, Operator, At(run, "ask"), "Perhaps", "left"))?.Code);
        Assert.Null(run.Do(new SkipActivity(run.NextId(), run.Instance.Id, Operator, At(run, "ask"), "No", "left")));

        Assert.Equal("no", run.Written);
        Assert.Equal(HumanTaskState.Withdrawn, run.Last.TaskChanges.Single().State);
    }

    [Fact]
    public void A_token_is_moved_to_another_step_of_the_flowchart()
    {
        var run = Run.Start(Graph([Task("first", "Done"), Line("skipped"), Task("third", "Done"), Line("end")], ["first -> skipped", "skipped -> third", "third -> end"]));

        Assert.Equal("operator.not-beside", run.Do(new MoveToken(run.NextId(), run.Instance.Id, Operator, At(run, "first"), "nowhere", "wrong way"))?.Code);
        Assert.Null(run.Do(new MoveToken(run.NextId(), run.Instance.Id, Operator, At(run, "first"), "third", "wrong way")));
        Assert.Equal(["third"], run.Instance.Tasks.Select(t => t.Name));
        run.Complete("third");

        Assert.Equal("end", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_join_does_not_wait_for_a_branch_whose_token_was_moved_behind_it()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "A", "B"), Task("a", "Done"), Task("b", "Done"), Line("joined"), Line("last")],
            ["fork.A -> a", "fork.B -> b", "a -> joined", "b -> joined", "joined -> last"]));
        run.Complete("a");

        Assert.Null(run.Do(new MoveToken(run.NextId(), run.Instance.Id, Operator, At(run, "b"), "last", "not needed")));

        Assert.Equal("last joined last", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_variable_gets_another_value_of_its_type()
    {
        var run = Run.Start(Graph([Task("ask", "Done"), LineOf("say", Script("`${getAmount()}`"))], ["ask -> say"], Variable("amount", "Int32", 1)));

        Assert.Equal("operator.unknown-variable", run.Do(new EditVariable(run.NextId(), run.Instance.Id, Operator, "other", 5, "typo"))?.Code);
        Assert.Equal("operator.wrong-value", run.Do(new EditVariable(run.NextId(), run.Instance.Id, Operator, "amount", "many", "typo"))?.Code);
        Assert.Equal("operator.reason-required", run.Do(new EditVariable(run.NextId(), run.Instance.Id, Operator, "amount", 5, " "))?.Code);
        Assert.Null(run.Do(new EditVariable(run.NextId(), run.Instance.Id, Operator, "amount", "5", "typo")));
        run.Complete("ask");

        Assert.Equal("5", run.Written);
        Assert.Equal(1, run.Events.OfType<VariableEdited>().Single().Before!.GetValue<int>());
    }

    [Fact]
    public void A_pause_stops_people_and_ladder_and_gives_the_lost_working_time_back()
    {
        var ask = Task("ask", "Done");
        ask["due"] = "2wd";
        ask["ladder"] = new JsonArray(new JsonObject { ["rung"] = "overdue", ["at"] = "0" });
        var run = Run.Start(Graph([ask, Line("after")], ["ask -> after"]));
        Assert.Equal(Run.Monday.AddDays(2), run.Instance.Tasks.Single().DueAt);

        run.Wait(TimeSpan.FromHours(1));
        Assert.Null(run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "waiting for the court")));
        Assert.Equal("instance.paused", run.Complete("ask")?.Code);
        Assert.Equal("instance.paused", run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "again"))?.Code);
        run.Wait(TimeSpan.FromDays(7)); // to the next Monday
        run.Store();
        Assert.Empty(run.Events.OfType<TaskEscalated>());
        Assert.Null(run.Do(new ContinueInstance(run.NextId(), run.Instance.Id, Operator, "the court has spoken")));

        Assert.Equal(Run.Monday.AddDays(9), run.Instance.Tasks.Single().DueAt);
        Assert.Equal(Run.Monday.AddDays(9), run.Instance.Timers.Single().DueAt);
        Assert.Equal(Run.Monday.AddDays(9), run.Events.OfType<TaskDueMoved>().Single().To);
        Assert.Equal("instance.not-paused", run.Do(new ContinueInstance(run.NextId(), run.Instance.Id, Operator, "again"))?.Code);
        Assert.Null(run.Complete("ask"));
        Assert.Equal("after", run.Written);
    }

    [Fact]
    public void A_task_that_comes_during_a_pause_has_all_its_time_afterwards()
    {
        var ask = Task("ask", "Done");
        ask["due"] = "2wd";
        ask["ladder"] = new JsonArray(new JsonObject { ["rung"] = "end", ["at"] = "0", ["decide"] = "Done" });
        var run = Run.Start(Graph([Delay("wait", "1.00:00:00"), ask, Line("after")], ["wait -> ask", "ask -> after"]));
        Assert.Null(run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "waiting for the court")));

        run.Wait(TimeSpan.FromDays(7)); // the task comes on Tuesday
        Assert.Equal(Run.Monday.AddDays(1), run.Task("ask").CreatedAt);
        Assert.Empty(run.Instance.Timers);
        run.Store();
        Assert.Null(run.Do(new ContinueInstance(run.NextId(), run.Instance.Id, Operator, "the court has spoken")));

        Assert.Equal(Run.Monday.AddDays(9), run.Task("ask").DueAt);
        Assert.Equal(Run.Monday.AddDays(9), run.Instance.Timers.Single().DueAt);
    }

    [Fact]
    public void Nobody_is_taken_out_of_a_round_while_it_is_paused()
    {
        var run = Run.Start(Graph([Approval("a", "All", ["ada", "bob"])], []), by: Run.Person("requester"));
        Assert.Null(run.Do(new AddSigners(run.NextId(), run.Instance.Id, Run.Person("ada"), run.TaskOf("ada").Id, ["zoe"], SignerPosition.Beside, null)));
        Assert.Null(run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "waiting for the court")));
        Assert.Equal("instance.paused", run.Do(new RemoveSigner(run.NextId(), run.Instance.Id, Run.Person("ada"), "a", 3, null))?.Code);
    }

    private static Guid At(Run run, string activityId) => run.Instance.Execution.Executions.Single(e => e.NodeId.EndsWith(':' + activityId, StringComparison.Ordinal)).Id;
}
