using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Simulation;

public sealed class SimulationTests
{
    [Fact]
    public void A_run_jumps_over_waiting_until_it_finishes()
    {
        var run = new DefinitionRun(Graph([Line("a"), Delay("d", "10.00:00:00"), Line("b")], ["a -> d", "d -> b"]));
        Assert.Null(run.RunOut());
        Assert.Equal("""{"status":"Finished","subStatus":"Finished","lines":["a","b"],"completed":["a","d","b"],"variables":{},"output":{}}""", run.ToJson().ToJsonString());
    }

    [Fact]
    public void A_run_stops_where_it_waits_for_something_else_than_time()
    {
        var run = new DefinitionRun(WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(Samples.LeaveRequest)), new JsonObject { ["Employee"] = "Ann" });
        Assert.Null(run.RunOut());
        Assert.Equal("Suspended", (string?)run.ToJson()["subStatus"]);
        Assert.Equal(4, run.Host.Journal.Count);
    }

    [Fact]
    public void A_drive_plays_the_outside_world()
    {
        var run = new DefinitionRun(Graph(
            [Activity("t", "Elsa.RunTask", ("taskName", Literal("check"))), Event("e", "paid"), Delay("d"), Delay("long", "01:00:00"), Line("after")],
            ["t -> e", "e -> d", "d -> after", "after -> long"]));
        Assert.NotNull(run.Drive(new JsonObject { ["completeTask"] = "nothing" }));
        Assert.Null(run.Drive(new JsonObject { ["completeTask"] = "check", ["result"] = true }));
        Assert.Null(run.Drive(new JsonObject { ["event"] = "paid" }));
        Assert.Empty(run.Host.Lines);
        Assert.Null(run.Drive(new JsonObject { ["wait"] = "PT10S" }));
        Assert.Equal(["after"], run.Host.Lines);
        Assert.Equal("Running", (string?)run.ToJson()["status"]);
    }

    [Fact]
    public void Children_run_in_the_same_host_and_give_their_output_back()
    {
        var child = Definition(Sequence("s", Delay("d"), Activity("o", "Elsa.SetOutput", ("outputName", Literal("Sum")), ("outputValue", Script("getInput('A') + 1")))));
        child["definitionId"] = "child";
        var call = Activity("x", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("child")), ("input", Script("({ A: 2 })")), ("waitForCompletion", Literal(true)));
        call["result"] = new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = "v-R" } };
        var run = new DefinitionRun(
            Graph([call, LineOf("l", Script("variables.R.Sum"))], ["x -> l"], Variable("R")),
            children: [WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(child))]);
        Assert.Null(run.RunOut());
        Assert.Equal(["3"], run.Host.Lines);
    }

    [Fact]
    public void A_child_that_is_unknown_is_an_incident_of_the_parent()
    {
        var call = Activity("x", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("child")));
        Assert.Contains("child", new DefinitionRun(Graph([call], [])).Instance.Incidents.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_a_parent_cancels_its_child_in_the_same_host()
    {
        var child = Definition(Event("e", "never"));
        child["definitionId"] = "child";
        var call = Activity("x", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal(true)));
        var run = new DefinitionRun(Graph([call], []), children: [WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(child))]);
        Assert.Null(run.Host.Do(new CancelInstance(run.Host.NextId(), run.Instance.Id, Actor.System("test"), "over")));
        Assert.Equal([InstanceSubStatus.Cancelled, InstanceSubStatus.Cancelled], run.Host.Instances.Select(i => i.SubStatus));
    }

    [Fact]
    public void Events_reach_the_instances_that_wait_for_them_and_correlate()
    {
        var waiter = Definition(Graph([Event("e", "go"), Line("went")], ["e -> went"]).Definition.Source["root"]!.DeepClone().AsObject());
        waiter["definitionId"] = "waiter";
        var host = new VirtualHost([WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(waiter))]);
        host.Start("waiter", [], correlationId: "a");
        host.Start("waiter", [], correlationId: "b");
        Assert.Equal(1, host.Publish("go", correlationId: "b"));
        Assert.Equal(1, host.Publish("go"));
        Assert.Equal(0, host.Publish("go"));
        Assert.Equal(["went", "went"], host.Lines);
    }

    [Fact]
    public void A_published_event_resumes_the_branch_of_the_same_instance_that_waits_for_it()
    {
        var publish = Activity("p", "Elsa.PublishEvent", ("eventName", Literal("go")), ("isLocalEvent", Literal(true)), ("payload", Script("({ n: 5 })")));
        var wait = Event("e", "go");
        wait["result"] = new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = "v-R" } };
        var run = new DefinitionRun(Graph([Fork("f", "a", "b"), wait, LineOf("l", Script("variables.R.n")), publish], ["f.a -> e", "e -> l", "f.b -> p"], Variable("R")));
        Assert.Equal(["5"], run.Host.Lines);
        Assert.Equal("Finished", (string?)run.ToJson()["status"]);
    }

    [Fact]
    public void A_scenario_that_does_not_hold_says_which_step_and_why()
    {
        var package = Graph([Task("t", "Ok"), Line("l")], ["t.Ok -> l"]);
        string Failure(string steps) => string.Join(';', ScenarioRunner.Run(
            Scenario.Read($$"""{ "people": { "county-1": { "roles": [{ "role": "county-officer", "unit": "4209001" }] } }, "steps": {{steps}} }""", "s.json"),
            package).Failures);
        Assert.Equal("", Failure("""[ { "expectTask": { "name": "t", "assignee": null, "candidates": [{ "role": "county-officer", "unit": "4209001" }] } }, { "claim": "t", "by": "county-1" }, { "complete": "t", "by": "county-2", "refused": "task.not-yours" }, { "complete": "t", "by": "county-1" }, { "complete": "t", "by": "county-1", "refused": "task.already-completed" }, { "expect": { "status": "Finished", "lines": ["l"], "completed": ["l"] } } ]"""));
        Assert.Contains("step 1 (complete): refused: task.not-yours", Failure("""[ { "complete": "t", "by": "nobody" } ]"""), StringComparison.Ordinal);
        Assert.Contains("should have been refused with task.excluded, but was accepted", Failure("""[ { "complete": "t", "by": "county-1", "refused": "task.excluded" } ]"""), StringComparison.Ordinal);
        Assert.Contains("openTasks should be 'x', but is 't'", Failure("""[ { "expect": { "openTasks": ["x"] } } ]"""), StringComparison.Ordinal);
        Assert.Contains("candidates should be", Failure("""[ { "expectTask": { "name": "t", "candidates": [] } } ]"""), StringComparison.Ordinal);
        Assert.Contains("no mail 'x'", Failure("""[ { "expectMail": { "template": "x" } } ]"""), StringComparison.Ordinal);
        Assert.Contains("unknown step", Failure("""[ { "dance": 1 } ]"""), StringComparison.Ordinal);
    }
}
