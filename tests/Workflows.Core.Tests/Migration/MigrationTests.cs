using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Migration;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Migration;

public sealed class MigrationTests
{
    private static readonly Actor Owner = new("owner", "流程所有者", [new RoleGrant(Roles.ProcessOwner, "")]);

    [Fact]
    public void A_running_instance_goes_on_with_the_new_version_and_does_nothing_twice()
    {
        var run = Run.Start(Graph([Line("begun"), Task("check", "Done"), Line("end")], ["begun -> check", "check -> end"]));
        var task = run.Instance.Tasks.Single();

        run.Migrate(Second([Line("begun"), Line("new before"), Task("check", "Done", "Back"), Task("again", "Done"), Line("end")], ["begun -> new before", "new before -> check", "check -> again", "again -> end"]), Owner);

        Assert.Equal(2, run.Instance.DefinitionVersion);
        Assert.Equal(task.Id, run.Instance.Tasks.Single().Id);
        Assert.Equal(["Done", "Back"], run.Instance.Tasks.Single().Outcomes.Select(o => o.Name));
        Assert.Equal((1, 2), (run.Events.OfType<InstanceMigrated>().Single().FromVersion, run.Events.OfType<InstanceMigrated>().Single().ToVersion));
        run.Complete("check");
        run.Complete("again");
        Assert.Equal("begun end", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_round_that_is_under_way_goes_on_in_the_new_version()
    {
        var run = Run.Start(Graph([Approval("a", "All", ["ada", "bob"]), Line("end")], ["a.Approved -> end"]));
        run.Decide("ada");

        run.Migrate(Second([Approval("a", "All", ["ada", "bob"]), Approval("b", "Any", ["eve"]), Line("end")], ["a.Approved -> b", "b.Approved -> end"]), Owner);

        Assert.Equal("bob", run.Asked);
        run.Decide("bob");
        Assert.Equal("eve", run.Asked);
        run.Decide("eve");
        Assert.Equal("end", run.Written);
    }

    [Fact]
    public void Who_was_to_get_it_straight_back_is_passed_over_when_the_new_version_does_not_know_them()
    {
        var run = Run.Start(Graph([Task("fill", "Done"), Approval("a", "All", ["ada"]), Line("end")], ["fill -> a", "a.Approved -> end"]));
        run.Complete("fill");
        Assert.Null(run.Do(new SendBack(run.NextId(), run.Instance.Id, Run.Person("ada"), run.TaskOf("ada").Id, "fill", SendBackMode.Straight, "重填")));

        run.Migrate(Second([Task("fill", "Done"), Approval("b", "All", ["bob"]), Line("end")], ["fill -> b", "b.Approved -> end"]), Owner);

        run.Complete("fill");
        Assert.Equal("bob", run.Asked);
        run.Decide("bob");
        Assert.Equal("end", run.Written);
    }

    [Fact]
    public void A_step_that_is_gone_blocks_until_it_is_said_what_it_becomes()
    {
        var first = Graph([Task("check", "Done"), Line("end")], ["check -> end"]);
        var run = Run.Start(first);
        var second = Second([Task("verify", "Done"), Line("end")], ["verify -> end"]);

        var refusal = run.TryMigrate(second, Owner);
        Assert.Equal("migration.blocked", refusal?.Code);
        Assert.Contains("'check'", refusal!.Message.En, StringComparison.Ordinal);
        Assert.Equal("check", Assert.Single(InstanceMigration.Judge(new MigrationPlan(first, second), run.Instance).Missing));
        Assert.Equal(["verify"], new MigrationPlan(first, second).Candidates("check").Select(c => c.Id));
        Assert.Null(run.TryMigrate(second, Owner, ("check", "verify")));

        Assert.Equal("verify", run.Instance.Tasks.Single().Name);
        run.Complete("verify");
        Assert.Equal("end", run.Written);
    }

    [Fact]
    public void Two_steps_that_run_side_by_side_cannot_both_become_the_same()
    {
        JsonObject[] both = [Fork("fork", "A", "B"), Task("a", "Done"), Task("b", "Done"), Line("end")];
        var run = Run.Start(Graph(both, ["fork.A -> a", "fork.B -> b", "a -> end", "b -> end"]));

        var refusal = run.TryMigrate(Second([Fork("fork", "A", "B"), Task("a", "Done"), Line("end")], ["fork.A -> a", "fork.B -> end", "a -> end"]), Owner, ("b", "a"));

        Assert.Equal("migration.blocked", refusal?.Code);
        Assert.Contains("'a'", refusal!.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_to_what_does_not_exist_is_a_problem_of_the_plan()
    {
        var plan = new MigrationPlan(
            Graph([Task("check", "Done")], []),
            Second([Task("verify", "Done"), Line("line")], []),
            new Dictionary<string, string> { ["check"] = "line", ["nothing"] = "verify" });
        Assert.Equal(2, plan.Problems.Length);
    }

    [Fact]
    public void Tokens_that_wait_in_a_join_come_along()
    {
        JsonObject[] activities = [Fork("fork", "A", "B"), Task("a", "Done"), Task("b", "Done"), Line("joined")];
        string[] connections = ["fork.A -> a", "fork.B -> b", "a -> joined", "b -> joined"];
        var run = Run.Start(Graph(activities, connections));
        run.Complete("a");

        run.Migrate(Second([Line("unused"), .. activities.Select(a => (JsonObject)a.DeepClone())], ["unused -> joined", .. connections.Reverse()]), Owner);
        run.Complete("b");

        Assert.Equal("joined", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_join_whose_last_missing_branch_is_gone_opens_at_once()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "A", "B"), Task("a", "Done"), Task("b", "Done"), Line("aside"), Line("joined")],
            ["fork.A -> a", "fork.B -> b", "a -> joined", "b -> joined", "b -> aside"]));
        run.Complete("a");

        run.Migrate(Second(
            [Fork("fork", "A", "B"), Task("a", "Done"), Task("b", "Done"), Line("aside"), Line("other"), Line("joined")],
            ["fork.A -> a", "fork.B -> b", "a -> joined", "other -> joined", "b -> aside"]), Owner);

        Assert.Equal("joined", run.Written);
        run.Complete("b");
        Assert.Equal("joined aside", run.Written);
    }

    [Fact]
    public void A_token_whose_connection_is_gone_blocks()
    {
        var run = Run.Start(Graph(
            [Fork("fork", "A", "B"), Task("a", "Done"), Task("b", "Done"), Line("joined")],
            ["fork.A -> a", "fork.B -> b", "a -> joined", "b -> joined"]));
        run.Complete("a");
        var second = Second([Fork("fork", "A", "B"), Task("a", "Done"), Task("b", "Done"), Line("joined")], ["fork.A -> a", "fork.B -> b", "b -> joined"]);
        Assert.Contains("'joined'", run.TryMigrate(second, Owner)!.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_that_has_run_at_the_first_token_ignores_the_others_in_the_new_version_too()
    {
        JsonObject[] activities = [Line("s"), Task("a", "Done"), Join("j", "WaitAny"), Line("end")];
        var run = Run.Start(Graph(activities, ["s -> j", "s -> a", "a -> j", "j -> end"]));
        Assert.Equal("s end", run.Written);

        run.Migrate(Second(activities.Select(a => (JsonObject)a.DeepClone()), ["s -> a", "a -> j", "j -> end"]), Owner);
        run.Complete("a");

        Assert.Equal("s end", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void A_token_to_be_ignored_is_forgotten_where_its_connection_loops_back_now()
    {
        JsonObject[] activities = [Line("s"), Task("a", "Done"), Join("j", "WaitAny"), Task("b", "Done")];
        var run = Run.Start(Graph(activities, ["s -> j", "s -> a", "a -> j", "j -> b"]));

        run.Migrate(Second(activities.Select(a => (JsonObject)a.DeepClone()), ["s -> j", "j -> b", "b -> a", "a -> j"]), Owner);
        run.Complete("a");

        Assert.Equal(["b", "b"], run.Instance.Tasks.Select(t => t.Name));
    }

    [Fact]
    public void Tasks_are_told_anew_whether_they_changed_or_not()
    {
        var run = Run.Start(Graph([Task("t", "Done")], []));
        run.Migrate(Second([Task("t", "Done")], []), Owner);
        Assert.Equal(run.Instance.Tasks.Select(t => t.Id), run.Last.TaskChanges.Select(t => t.Id));
    }

    [Fact]
    public void A_sequence_goes_on_behind_the_step_it_is_at_wherever_that_stands_now()
    {
        var run = Run.Start(Workflow(Sequence("s", Task("t", "Done"), Line("after"))));

        run.Migrate(Version(2, Workflow(Sequence("s", Line("new"), Line("newer"), Task("t", "Done"), Line("between"), Line("after")))), Owner);
        run.Complete("t");

        Assert.Equal("between after", run.Written);
    }

    [Fact]
    public void A_state_machine_stays_in_its_state_and_needs_it_in_the_new_version()
    {
        var run = Run.Start(Workflow(Machine("draft", "open", "done")));
        run.Raise("open"); // from draft to open

        Assert.Contains("'open'", run.TryMigrate(Version(2, Workflow(Machine("draft", "other", "done"))), Owner)!.Message.En, StringComparison.Ordinal);
        run.Migrate(Version(3, Workflow(Machine("first", "draft", "open", "done"))), Owner);
        run.Raise("done");

        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void New_variables_get_their_first_value_and_those_that_are_gone_are_kept()
    {
        var run = Run.Start(Graph([Task("t", "Done")], [], Variable("old", "String", "kept")));

        run.Migrate(Second([Task("t", "Done"), LineOf("say", Script("getRate()"))], ["t -> say"], Variable("rate", "Int32", 7)), Owner);
        run.Complete("t");

        Assert.Equal("7", run.Written);
        Assert.Equal("kept", run.Instance.Execution.Variables["old"]!.GetValue<string>());
    }

    [Fact]
    public void A_failed_instance_is_moved_to_the_version_that_mends_it_and_tried_again()
    {
        var run = Run.Start(Graph([LineOf("say", Script("nothing.at.all")), Line("after")], ["say -> after"]));
        Assert.Equal("Finished/Faulted", run.Status);

        run.Migrate(Second([LineOf("say", Script("'mended'")), Line("after")], ["say -> after"]), Owner);
        Assert.Null(run.Do(new RetryIncident(run.NextId(), run.Instance.Id, Owner, run.Instance.Incidents.Single().Id)));

        Assert.Equal("mended after", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void What_has_ended_or_is_there_already_is_not_moved()
    {
        var done = Run.Start(Graph([Line("l")], []));
        Assert.Equal("instance.finished", done.TryMigrate(Second([Line("l")], []), Owner)?.Code);
        var run = Run.Start(Graph([Task("t", "Done")], []));
        Assert.Equal("migration.same-version", run.TryMigrate(Graph([Task("t", "Done")], []), Owner)?.Code);
    }

    /// <summary>States in a row; an event named like the next one leads to it.</summary>
    private static JsonObject Machine(params string[] states) => Activity(
        "machine",
        "Elsa.StateMachine",
        ("initialState", states[0]),
        ("states", new JsonArray([.. states.Select(s => new JsonObject { ["name"] = s })])),
        ("transitions", new JsonArray([.. states.Zip(states.Skip(1)).Select(p => new JsonObject { ["from"] = p.First, ["to"] = p.Second, ["trigger"] = Event("on-" + p.First, p.Second) })])));

    private static WorkflowPackage Second(IEnumerable<JsonObject> activities, IEnumerable<string> connections, params JsonObject[] variables) => Version(2, Graph(activities, connections, variables));

    private static WorkflowPackage Version(int version, WorkflowPackage package) => WorkflowPackageReader.OfDefinition(
        WorkflowDefinitionReader.Read(new JsonObject([.. package.Definition.Source.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())), KeyValuePair.Create("version", (JsonNode?)version)])));
}
