using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

public sealed class WaitingTests
{
    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "00:00:30", 30)]
    [InlineData("Elsa.Delay", "timeSpan", "PT2M", 120)]
    [InlineData("Elsa.Timer", "interval", "00:01:00", 60)]
    [InlineData("Elsa.StartAt", "dateTime", "2026-11-23T01:00:10Z", 10)]
    [InlineData("Elsa.Cron", "cronExpression", "0 10 * * *", 3600)]
    [InlineData("Elsa.Delay", "timeSpan", "1wh", 3600)]
    public void Waits_for_time_set_one_timer_and_go_on_when_it_fires(string type, string input, string value, int seconds)
    {
        var run = Run.Start(Graph([Activity("w", type, (input, Literal(value))), Line("after")], ["w -> after"]));
        Assert.Equal(Run.Monday.AddSeconds(seconds), run.Instance.Timers.Single().DueAt);
        Assert.Equal("Running/Suspended", run.Status);
        Assert.Equal("after", run.Wait(TimeSpan.FromSeconds(seconds)).Written);
    }

    [Fact]
    public void A_timer_fires_once()
    {
        var run = Run.Start(Graph([Delay("a"), Delay("b")], ["a -> b"]));
        var timer = run.Instance.Timers.Single();
        Assert.Null(run.Do(new FireTimer(run.NextId(), run.Instance.Id, Actor.System("t"), timer.Id)));
        Assert.Equal("timer.gone", run.Do(new FireTimer(run.NextId(), run.Instance.Id, Actor.System("t"), timer.Id))?.Code);
    }

    [Fact]
    public void A_burnt_bookmark_refuses_and_a_task_is_not_resumed_past_its_rules()
    {
        var run = Run.Start(Graph([Event("e", "paid"), Task("t", "Done")], ["e -> t"]));
        var bookmark = run.Instance.Bookmarks.Single();
        Assert.Null(run.Resume(bookmark, new JsonObject { ["sum"] = 5 }));
        Assert.Equal("bookmark.gone", run.Resume(bookmark)?.Code);
        Assert.Equal("bookmark.is-task", run.Resume(run.Instance.Bookmarks.Single())?.Code);
    }

    [Fact]
    public void An_instance_started_by_its_trigger_does_not_wait_for_it_again_but_one_started_by_hand_does()
    {
        var trigger = Event("e", "paid");
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var package = Graph([trigger, Line("after")], ["e -> after"]);
        Assert.Equal("after", Run.Start(package, trigger: "e").Written);
        Assert.Equal("Running/Suspended", Run.Start(package).Status);
    }

    [Fact]
    public void A_trigger_in_a_loop_waits_when_it_is_reached_again()
    {
        var trigger = Activity("e", "Elsa.Timer", ("interval", Literal("00:00:10")));
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var run = Run.Start(Graph([trigger, Line("l"), Decision("d", "true")], ["e -> l", "l -> d", "d.True -> e"]), trigger: "e");
        Assert.Equal("l", run.Written);
        Assert.Equal("Running/Suspended", run.Status);
        Assert.Equal("l l l", run.Wait(TimeSpan.FromSeconds(20)).Written);
    }

    [Fact]
    public void Work_that_failed_outside_is_an_incident_and_can_be_tried_again()
    {
        var run = Run.Start(Graph([Activity("s", "ClosedLoop.Screen"), Line("after")], ["s -> after"]));
        Assert.Null(run.Do(new FailBookmark(run.NextId(), run.Instance.Id, Actor.System("pump"), run.Instance.Bookmarks.Single().Id, "no data")));
        Assert.Equal("Finished/Faulted", run.Status);
        var incident = run.Instance.Incidents.Single();
        Assert.Equal("no data", incident.Message);
        Assert.Null(run.Do(new RetryIncident(run.NextId(), run.Instance.Id, Run.Officer, incident.Id)));
        Assert.Equal("Running/Suspended", run.Status);
        Assert.Equal(2, run.Effects.OfType<DoWork>().Count());
        run.Resume(run.Instance.Bookmarks.Single(), new JsonObject { ["found"] = 3 });
        Assert.Equal("after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
        Assert.Equal(2, run.Events.OfType<InstanceEnded>().Count());
        Assert.Equal("incident.gone", run.Do(new RetryIncident(run.NextId(), run.Instance.Id, Run.Officer, incident.Id))?.Code);
    }

    [Fact]
    public void A_retried_branch_reaches_the_join_that_waited_for_it()
    {
        var run = Run.Start(Graph(
            [Fork("f", "x", "y"), Activity("x", "ClosedLoop.Screen"), Line("y"), Line("join")],
            ["f.x -> x", "f.y -> y", "x -> join", "y -> join"]));
        run.Do(new FailBookmark(run.NextId(), run.Instance.Id, Actor.System("pump"), run.Instance.Bookmarks.Single().Id, "no"));
        Assert.Equal("y", run.Written);
        run.Do(new RetryIncident(run.NextId(), run.Instance.Id, Run.Officer, run.Instance.Incidents.Single().Id));
        run.Resume(run.Instance.Bookmarks.Single());
        Assert.Equal("y join", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_child_that_is_waited_for_is_started_once_under_a_known_id_and_its_output_is_the_result()
    {
        var activity = Activity("x", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("child")), ("input", Script("({ a: 1 })")), ("waitForCompletion", Literal("true")));
        activity["result"] = new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = "v-R" } };
        var run = Run.Start(Graph([activity, LineOf("l", Script("variables.R.sum"))], ["x -> l"], Variable("R")));
        var start = run.Effects.OfType<StartChild>().Single();
        Assert.Equal(("child", 1, run.Instance.Bookmarks.Single().Id), (start.DefinitionId, (int)start.Input["a"]!, start.BookmarkId));
        run.Resume(run.Instance.Bookmarks.Single(), new JsonObject { ["Output"] = new JsonObject { ["sum"] = 7 } });
        Assert.Equal("7", run.Written);
    }

    [Fact]
    public void Cancelling_a_parent_cancels_the_children_it_waits_for_and_no_others()
    {
        JsonObject Dispatch(string id, string child, bool waits) => Activity(id, "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal(child)), ("waitForCompletion", Literal(waits)));
        var run = Run.Start(Graph([Fork("f", "a", "b", "c"), Dispatch("a", "awaited", true), Dispatch("b", "let-go", false), Activity("c", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("started")))], ["f.a -> a", "f.b -> b", "f.c -> c"]));
        run.Do(new CancelInstance(run.NextId(), run.Instance.Id, Run.Officer, "wrong person"));
        Assert.Equal("Finished/Cancelled", run.Status);
        var awaited = run.Effects.OfType<StartChild>().Single(s => s.DefinitionId == "awaited");
        Assert.Equal([(awaited.ChildId, "wrong person")], run.Effects.OfType<CancelChild>().Select(c => (c.ChildId, c.Reason)));
    }

    [Fact]
    public void A_child_that_has_ended_or_could_not_start_is_not_cancelled()
    {
        var dispatch = Activity("a", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal(true)));
        var ended = Run.Start(Graph([(JsonObject)dispatch.DeepClone()], []));
        ended.Resume(ended.Instance.Bookmarks.Single(), new JsonObject());
        Assert.Equal("Finished/Finished", ended.Status);
        Assert.Empty(ended.Effects.OfType<CancelChild>());
        var unknown = Run.Start(Graph([dispatch], []));
        unknown.Do(new FailBookmark(unknown.NextId(), unknown.Instance.Id, Actor.System("pump"), unknown.Instance.Bookmarks.Single().Id, "no such workflow"));
        Assert.Equal("Finished/Faulted", unknown.Status);
        Assert.Empty(unknown.Effects.OfType<CancelChild>());
    }

    [Fact]
    public void Ids_come_from_the_command_in_the_order_of_creation()
    {
        var run = Run.Start(Graph([Fork("f", "a", "b"), Task("a", "Done"), Task("b", "Done")], ["f.a -> a", "f.b -> b"]));
        var ids = run.Instance.Tasks.Select(t => t.Id).ToArray();
        Assert.Equal(ids, ids.OrderBy(i => i.ToString(), StringComparer.Ordinal));
        Assert.All(ids, i => Assert.Equal(7, i.Version));
        Assert.Equal(Run.Monday.ToUnixTimeMilliseconds(), Convert.ToInt64(ids[0].ToString("N")[..12], 16));
    }
}
