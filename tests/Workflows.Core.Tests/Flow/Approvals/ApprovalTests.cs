using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow.Approvals;

/// <summary>The modes of an approval and its policies.</summary>
public sealed class ApprovalTests
{
    private static readonly string[] Three = ["ada", "bob", "eve"];

    [Fact]
    public void All_asks_everyone_at_once_and_wants_everyone()
    {
        var run = Start(Approval("a", "All", Three));
        Assert.Equal("ada bob eve", run.Asked);
        Assert.Null(run.Decide("bob"));
        Assert.Null(run.Decide("ada"));
        Assert.Equal("eve", run.Asked);
        Assert.Null(run.Decide("eve"));
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void One_rejection_decides_and_takes_the_others_out_of_their_inboxes()
    {
        var run = Start(Approval("a", "All", Three));
        Assert.Equal("task.comment-required", run.Decide("bob", "Rejected", comment: null)?.Code);
        Assert.Null(run.Decide("bob", "Rejected"));
        Assert.Equal("rejected", run.Written);
        Assert.Equal(2, run.Events.OfType<TaskWithdrawn>().Count(w => w.Reason == WithdrawalReasons.Decided));
        Assert.Equal(new ApprovalDecided("a", new LocalizedText("a", "a"), ApprovalVerdict.Rejected, 0, 1, 3, ByMachine: false), run.Events.OfType<ApprovalDecided>().Single());
    }

    [Fact]
    public void A_rejection_may_wait_for_what_the_others_say()
    {
        var run = Start(Approval("a", "All", Three, ("onRejection", "Waits")));
        run.Decide("bob", "Rejected");
        run.Decide("ada");
        Assert.Equal("eve", run.Asked);
        run.Decide("eve");
        Assert.Equal("rejected", run.Written);
    }

    [Fact]
    public void Any_is_settled_by_the_first()
    {
        var run = Start(Approval("a", "Any", Three));
        run.Decide("eve");
        Assert.Equal("approved", run.Written);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void Any_with_waiting_rejections_is_rejected_only_by_all()
    {
        var run = Start(Approval("a", "Any", Three, ("onRejection", "Waits")));
        run.Decide("ada", "Rejected");
        run.Decide("bob", "Rejected");
        Assert.Equal("eve", run.Asked);
        run.Decide("eve", "Rejected");
        Assert.Equal("rejected", run.Written);
    }

    [Fact]
    public void In_order_asks_the_next_when_the_one_before_has_approved()
    {
        var run = Start(Approval("a", "InOrder", Three));
        Assert.Equal("ada", run.Asked);
        run.Decide("ada");
        Assert.Equal("bob", run.Asked);
        run.Decide("bob");
        run.Decide("eve");
        Assert.Equal("approved", run.Written);
    }

    [Theory]
    [InlineData(60, "Approved Approved", "approved")]
    [InlineData(60, "Rejected Rejected", "rejected")]
    [InlineData(67, "Approved Approved", "")]
    [InlineData(67, "Rejected", "rejected")]
    [InlineData(33, "Rejected Approved", "approved")]
    public void A_vote_ends_as_soon_as_its_share_is_reached_or_out_of_reach(int percent, string votes, string expected)
    {
        var run = Start(Approval("a", "Vote", Three, ("needed", Percent(percent))));
        foreach (var (person, vote) in Three.Zip(votes.Split(' ')))
        {
            Assert.Null(run.Decide(person, vote));
        }

        Assert.Equal(expected, run.Written);
    }

    [Fact]
    public void Weight_counts_in_a_vote()
    {
        var approvers = new JsonArray(
            new JsonObject { ["person"] = "ada", ["weight"] = 3 },
            new JsonObject { ["people"] = Script("['bob', 'eve']") });
        var run = Start(Activity("a", "ClosedLoop.Approval", ("mode", "Vote"), ("approvers", approvers), ("needed", new JsonObject { ["weight"] = 3 })));
        run.Decide("bob");
        Assert.Equal("ada eve", run.Asked);
        run.Decide("ada");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void A_weight_that_all_together_do_not_have_is_an_incident_and_not_a_verdict()
    {
        var run = Start(Approval("a", "Vote", Three, ("needed", new JsonObject { ["weight"] = 4 })));
        Assert.Contains("4", Assert.Single(run.Instance.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_named_twice_is_asked_once_with_the_greater_weight()
    {
        var approvers = new JsonArray(
            new JsonObject { ["person"] = "ada" },
            new JsonObject { ["person"] = "ada", ["weight"] = 2 },
            new JsonObject { ["person"] = "bob" });
        var run = Start(Activity("a", "ClosedLoop.Approval", ("mode", "Vote"), ("approvers", approvers), ("needed", Percent(60))));
        Assert.Equal("ada bob", run.Asked);
        run.Decide("ada");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void Nobody_approves_their_own_request_unless_the_definition_says_so()
    {
        var run = Start(Approval("a", "All", Three), by: Run.Person("bob"));
        Assert.Equal("ada eve", run.Asked);
        Assert.Equal("task.excluded", run.Do(new TransferTask(run.NextId(), run.Instance.Id, Run.Person("ada"), run.TaskOf("ada").Id, "bob", null))?.Code);
        Assert.Equal("ada bob eve", Start(Approval("a", "All", Three, ("mayApproveOwn", true)), by: Run.Person("bob")).Asked);
        Assert.Equal("ada bob", Start(Approval("a", "All", Three, ("requester", Literal("eve")))).Asked);
    }

    [Fact]
    public void Nobody_to_ask_stops_the_flow_until_it_is_put_right()
    {
        var run = Start(Approval("a", "All", ["bob"]), by: Run.Person("bob"));
        Assert.Equal("Finished/Faulted", run.Status);
        Assert.Contains("没有审批人", run.Instance.Incidents.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_to_ask_may_mean_approved_by_the_machine()
    {
        var run = Start(Approval("a", "All", ["bob"], ("onEmpty", "Approve")), by: Run.Person("bob"));
        Assert.Equal("approved", run.Written);
        Assert.True(run.Events.OfType<ApprovalDecided>().Single().ByMachine);
    }

    [Fact]
    public void Nobody_to_ask_may_mean_somebody_else()
    {
        var fallback = new JsonArray(new JsonObject { ["person"] = "boss" });
        Assert.Equal("boss", Start(Approval("a", "All", ["bob"], ("onEmpty", "Fallback"), ("fallback", fallback)), by: Run.Person("bob")).Asked);
        var nobody = new JsonArray(new JsonObject { ["person"] = "bob" });
        Assert.Single(Start(Approval("a", "All", ["bob"], ("onEmpty", "Fallback"), ("fallback", nobody)), by: Run.Person("bob")).Instance.Incidents);
    }

    [Fact]
    public void Who_approved_just_before_may_have_it_carried_over_as_the_machines()
    {
        var flow = Graph(
            [Approval("first", "Any", ["ada"]), Approval("second", "All", Three, ("onRepeat", "Carry")), Line("approved")],
            ["first.Approved -> second", "second.Approved -> approved"]);
        var run = Run.Start(flow);
        run.Decide("ada");
        Assert.Equal("bob eve", run.Asked);
        Assert.Equal(new ApprovalCarried("second", 1, "ada"), run.Events.OfType<ApprovalCarried>().Single());
        run.Decide("bob");
        run.Decide("eve");
        Assert.False(run.Events.OfType<ApprovalDecided>().Last().ByMachine);
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void Everyone_who_holds_a_role_can_be_asked_each_for_themselves()
    {
        var approvers = new JsonArray(new JsonObject { ["role"] = "county-officer", ["unit"] = Script("org.county('420900101')"), ["each"] = true });
        var run = Start(Activity("a", "ClosedLoop.Approval", ("approvers", approvers)), chart: People("ada", "bob", "eve"), by: Run.Person("eve"));
        Assert.Equal("ada bob", run.Asked);
    }

    [Fact]
    public void One_person_has_one_voice_although_a_role_would_give_them_another()
    {
        var approvers = new JsonArray(new JsonObject { ["person"] = "ada" }, new JsonObject { ["role"] = "county-officer", ["unit"] = "4209001" });
        var run = Start(Activity("a", "ClosedLoop.Approval", ("approvers", approvers)), chart: People("ada", "bob"));
        var pooled = run.Instance.Tasks.Single(t => t.Assignee is null);
        var ada = Officer("ada");
        Assert.Equal("task.excluded", run.Do(new CompleteTask(run.NextId(), run.Instance.Id, ada, pooled.Id, "Approved", [], null))?.Code);
        Assert.Null(run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Officer("bob"), pooled.Id, "Approved", [], null)));
        Assert.Equal("ada", run.Asked);
    }

    [Fact]
    public void A_role_that_only_an_approver_holds_is_their_seat_twice()
    {
        var approvers = new JsonArray(new JsonObject { ["person"] = "ada" }, new JsonObject { ["role"] = "county-officer", ["unit"] = "4209001" });
        Assert.Equal("ada", Start(Activity("a", "ClosedLoop.Approval", ("approvers", approvers)), chart: People("ada")).Asked);
    }

    [Fact]
    public void Two_roles_of_one_person_are_settled_by_one_decision()
    {
        var approvers = new JsonArray(new JsonObject { ["role"] = "county-officer" }, new JsonObject { ["role"] = "auditor" });
        var chart = new OrgChart(Units.Chart.Units, [new Actor("ada", "ada", [new RoleGrant("county-officer", "4209001"), new RoleGrant("auditor", "42090")])]);
        var run = Start(Activity("a", "ClosedLoop.Approval", ("approvers", approvers)), chart: chart);
        Assert.Equal("(pool) (pool)", run.Asked);
        run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Officer("ada"), run.Instance.Tasks[0].Id, "Approved", [], null));
        Assert.Equal("approved", run.Written);
        Assert.True(run.Events.OfType<SignerRemoved>().Single().By.IsSystem);
    }

    [Fact]
    public void A_deadline_may_decide_and_is_marked_as_the_machines()
    {
        var ladder = new JsonArray(new JsonObject { ["rung"] = "overdue", ["at"] = "0", ["decide"] = "Rejected" });
        var run = Start(Approval("a", "All", ["ada", "bob"], ("due", "PT1H"), ("ladder", ladder)));
        run.Decide("ada");
        run.Wait(TimeSpan.FromHours(1));
        Assert.Equal("rejected", run.Written);
        Assert.True(run.Events.OfType<TaskCompleted>().Last().ByMachine);
        Assert.Equal(HumanTaskState.TimedOut, run.Last.TaskChanges.Single(t => t.Outcome == "Rejected").State);
        Assert.Equal((ApprovalVerdict.Rejected, false), (run.Events.OfType<ApprovalDecided>().Single().Verdict, run.Events.OfType<ApprovalDecided>().Single().ByMachine));
    }

    [Fact]
    public void What_was_decided_goes_to_the_variables_that_the_outputs_are_bound_to()
    {
        var approval = Approval("a", "All", ["ada", "bob"]);
        foreach (var output in (string[])["outcome", "comment", "decisions", "result"])
        {
            approval[output] = new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = $"v-{output}" } };
        }

        var run = Run.Start(Graph([approval], [], Variable("outcome", "String"), Variable("comment", "String"), Variable("decisions"), Variable("result")));
        run.Decide("ada", comment: "可以");
        run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Run.Person("bob"), run.TaskOf("bob").Id, "Approved", new JsonObject { ["amount"] = 5 }, "好"));
        var variables = run.Instance.Execution.Variables;
        Assert.Equal(("Approved", "好", 5), ((string?)variables["outcome"], (string?)variables["comment"], (int?)variables["result"]!["amount"]));
        Assert.Equal(["ada", "bob"], variables["decisions"]!.AsArray().Select(d => (string?)d!["by"]));
    }

    [Fact]
    public void A_failure_in_the_middle_keeps_what_was_decided()
    {
        var approval = Approval("a", "InOrder", ["ada", "bob"], ("data", Script("variables.broken && ({}).x.y")));
        var run = Run.Start(Graph([approval, Line("approved")], ["a.Approved -> approved"], Variable("broken", "Boolean", false)));
        run.Set("broken", true);
        Assert.Null(run.Decide("ada"));
        var incident = Assert.Single(run.Instance.Incidents);
        run.Set("broken", false);
        Assert.Null(run.Do(new RetryIncident(run.NextId(), run.Instance.Id, Run.Officer, incident.Id)));
        Assert.Equal("bob", run.Asked);
        run.Decide("bob");
        Assert.Equal("approved", run.Written);
    }

    private static Actor Officer(string id) => new(id, id, [new RoleGrant("county-officer", "4209001")]);

    private static OrgChart People(params string[] officers) => new(Units.Chart.Units, officers.Select(Officer));

    private static Run Start(JsonObject approval, Actor? by = null, OrgChart? chart = null) => Run.Start(
        Graph([approval, Line("approved"), Line("rejected")], ["a.Approved -> approved", "a.Rejected -> rejected"]),
        by: by,
        chart: chart);
}
