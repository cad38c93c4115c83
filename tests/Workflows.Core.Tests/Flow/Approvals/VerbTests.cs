using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow.Approvals;

/// <summary>What people do with a task besides completing it: each verb with its rule, its fact and its refusal.</summary>
public sealed class VerbTests
{
    private static readonly Actor Administrator = new("admin", "管理员", [new RoleGrant(Roles.Administrator, "42090")]);

    [Fact]
    public void A_delegate_gives_an_opinion_and_the_delegator_decides()
    {
        var run = Start(Approval("a", "All", ["ada"]));
        Assert.Null(Delegate(run, "ada", "zoe"));
        Assert.Equal("zoe", run.Asked);
        Assert.Equal("task.delegated", run.Decide("zoe")?.Code);
        Assert.Equal("task.delegated", Transfer(run, "zoe", "max")?.Code);
        Assert.Equal("task.delegated", Delegate(run, "zoe", "max")?.Code);
        Assert.Equal("task.not-yours", run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Run.Person("ada"), run.TaskOf("zoe").Id, "Approved", [], null))?.Code);
        Assert.Equal("task.comment-required", Resolve(run, "zoe", " ")?.Code);
        Assert.Equal("task.not-yours", Resolve(run, "max", "好")?.Code);
        Assert.Null(Resolve(run, "zoe", "可以同意"));
        Assert.Equal(("ada", "可以同意"), (run.TaskOf("ada").Assignee, run.Events.OfType<TaskResolved>().Single().Opinion));
        Assert.Equal("task.not-delegated", Resolve(run, "ada", null)?.Code);
        run.Decide("ada");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void The_delegator_may_have_the_task_back_without_an_opinion()
    {
        var run = Start(Approval("a", "All", ["ada"]));
        Delegate(run, "ada", "zoe");
        Assert.Null(Resolve(run, "ada", null));
        Assert.Equal("ada", run.Asked);
        Assert.Equal("task.already-claimed", Delegate(run, "ada", "ada")?.Code);
        Assert.Equal("task.no-receiver", Delegate(run, "ada", "")?.Code);
    }

    [Fact]
    public void A_task_of_a_pool_that_was_delegated_is_given_back_and_not_released()
    {
        var run = Run.Start(Graph([Task("t", "Done")], []));
        Assert.Null(run.Do(new DelegateTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("t").Id, "zoe", null)));
        Assert.Equal("task.delegated", run.Do(new ReleaseTask(run.NextId(), run.Instance.Id, Run.Person("zoe"), run.Task("t").Id))?.Code);
        Assert.Null(Resolve(run, "zoe", "好"));
        Assert.Equal((HumanTaskState.Claimed, "county-1"), (run.Task("t").State, run.Task("t").Assignee));
    }

    [Fact]
    public void Who_decides_in_the_round_may_still_give_an_opinion_on_the_seat_of_another()
    {
        var approvers = new JsonArray(new JsonObject { ["person"] = "bob" }, new JsonObject { ["role"] = "county-officer" });
        var run = Start(Activity("a", "ClosedLoop.Approval", ("approvers", approvers)), by: Run.Person("requester"));
        var pooled = run.Instance.Tasks.Single(t => t.Assignee is null).Id;
        Assert.Null(run.Do(new DelegateTask(run.NextId(), run.Instance.Id, Run.Officer, pooled, "zoe", null)));
        Assert.Null(Add(run, "bob", SignerPosition.Beside, "zoe"));
        Assert.Null(run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Run.Person("zoe"), run.Instance.Tasks.Single(t => t.Assignee == "zoe" && t.Id != pooled).Id, "Approved", [], null)));
        Assert.Null(run.Decide("bob"));
        Assert.Equal("zoe", run.Asked);
        Assert.Null(Resolve(run, "zoe", "好"));
        Assert.Equal("county-1", run.Asked);
        Assert.Null(run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Run.Officer, pooled, "Approved", [], null)));
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void A_decision_on_a_task_that_was_handed_over_comes_back_to_who_decided()
    {
        var run = Start(Approval("a", "All", ["ada", "bob"]));
        Assert.Null(Transfer(run, "ada", "zoe"));
        var task = run.TaskOf("zoe").Id;
        Assert.Null(run.Decide("zoe"));
        Assert.Null(Add(run, "bob", SignerPosition.Beside, "ada"));
        Assert.Null(run.Decide("ada"));
        Assert.Null(TakeBack(run, "zoe", task));
        Assert.Equal("bob zoe", run.Asked);
    }

    [Fact]
    public void A_signer_added_before_decides_first_and_then_the_task_comes_again()
    {
        var run = Start(Approval("a", "All", ["ada", "bob"]));
        Assert.Null(Add(run, "ada", SignerPosition.Before, "zoe"));
        Assert.Equal("bob zoe", run.Asked);
        Assert.Equal(WithdrawalReasons.OthersFirst, run.Events.OfType<TaskWithdrawn>().Single().Reason);
        run.Decide("bob");
        run.Decide("zoe");
        Assert.Equal("ada", run.Asked);
        run.Decide("ada");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void A_signer_added_after_is_asked_when_the_one_who_added_them_has_decided_and_before_who_follows()
    {
        var run = Start(Approval("a", "InOrder", ["ada", "bob"]));
        Assert.Null(Add(run, "ada", SignerPosition.After, "zoe", "max"));
        Assert.Equal("ada", run.Asked);
        run.Decide("ada");
        Assert.Equal("zoe", run.Asked);
        run.Decide("zoe");
        Assert.Equal("max", run.Asked);
        run.Decide("max");
        Assert.Equal("bob", run.Asked);
        run.Decide("bob");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void A_signer_added_beside_is_asked_at_once()
    {
        var run = Start(Approval("a", "InOrder", ["ada", "bob"]));
        Add(run, "ada", SignerPosition.Beside, "zoe");
        Assert.Equal("ada zoe", run.Asked);
        run.Decide("ada");
        Assert.Equal("zoe", run.Asked);
        run.Decide("zoe");
        Assert.Equal("bob", run.Asked);
    }

    [Fact]
    public void Signers_are_added_by_who_has_the_task_and_are_people_without_a_voice_yet()
    {
        var run = Start(Approval("a", "All", ["ada", "bob"]), by: Run.Person("req"));
        Assert.Equal("task.not-yours", run.Do(new AddSigners(run.NextId(), run.Instance.Id, Run.Person("max"), run.TaskOf("ada").Id, ["zoe"], SignerPosition.Beside, null))?.Code);
        Assert.Equal("people.required", Add(run, "ada", SignerPosition.Beside)?.Code);
        Assert.Equal("people.required", Add(run, "ada", SignerPosition.Beside, "zoe", "")?.Code);
        Assert.Equal("people.required", Add(run, "ada", SignerPosition.Beside, [.. Enumerable.Range(0, 101).Select(i => $"p{i}")])?.Code);
        Assert.Equal("approval.already-approver", Add(run, "ada", SignerPosition.Beside, "bob")?.Code);
        Assert.Equal("approval.already-approver", Add(run, "ada", SignerPosition.Beside, "ada")?.Code);
        Assert.Equal("task.excluded", Add(run, "ada", SignerPosition.Beside, "req")?.Code);
        Assert.Equal("approval.already-approver", Transfer(run, "ada", "bob")?.Code);
        var other = Run.Start(Graph([Task("t", "Ok")], []));
        Assert.Equal("task.no-approval", other.Do(new AddSigners(other.NextId(), other.Instance.Id, Run.Officer, other.Task("t").Id, ["zoe"], SignerPosition.Beside, null))?.Code);
        var any = Start(Approval("a", "Any", ["ada", "bob"]));
        Assert.Equal("approval.no-after", Add(any, "ada", SignerPosition.After, "zoe")?.Code);
    }

    [Fact]
    public void A_signer_can_be_taken_out_by_who_added_them_while_undecided_and_never_the_last()
    {
        var run = Start(Approval("a", "All", ["ada"]));
        Add(run, "ada", SignerPosition.Beside, "zoe", "max");
        Assert.Equal("approval.not-yours", Remove(run, "zoe", 3)?.Code);
        Assert.Equal("approval.not-yours", Remove(run, "ada", 1)?.Code);
        Assert.Equal("approval.gone", Remove(run, "ada", 9)?.Code);
        Assert.Null(Remove(run, "ada", 3));
        Assert.Equal("ada zoe", run.Asked);
        run.Decide("zoe");
        Assert.Equal("approval.decided", Remove(run, "ada", 2)?.Code);
        Assert.Null(run.Do(new RemoveSigner(run.NextId(), run.Instance.Id, Administrator, "a", 1, "离职")));
        Assert.Equal("approved", run.Written);
        Assert.Equal("approval.last-approver", Remove(Start(Approval("a", "All", ["ada"])), Administrator, 1)?.Code);
    }

    [Fact]
    public void Taking_out_a_signer_who_was_to_come_first_brings_the_task_back()
    {
        var run = Start(Approval("a", "All", ["ada"]));
        Add(run, "ada", SignerPosition.Before, "zoe");
        Assert.Null(Remove(run, "ada", 2));
        Assert.Equal("ada", run.Asked);
    }

    [Fact]
    public void Sent_back_to_be_walked_again_every_step_in_between_is_done_again()
    {
        var run = Chain();
        run.Complete("fill", "Done", new JsonObject { ["amount"] = 5 });
        run.Decide("ada");
        Assert.Equal(["check", "fill"], run.EarlierSteps("boss").Select(s => s.ActivityId));
        Assert.Equal("task.comment-required", SendBack(run, "boss", "fill", SendBackMode.WalkAgain, null)?.Code);
        Assert.Equal("sendback.no-such-step", SendBack(run, "boss", "final", SendBackMode.WalkAgain)?.Code);
        var first = run.Events.OfType<TaskCompleted>().First().TaskId;
        Assert.Null(SendBack(run, "boss", "fill", SendBackMode.WalkAgain));
        var redo = run.Task("fill");
        Assert.Equal(("county-1", first), (redo.Assignee, redo.RedoOf));
        run.Complete("fill");
        Assert.Equal("ada", run.Asked);
        run.Decide("ada");
        run.Decide("boss");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void Sent_back_to_come_straight_back_the_steps_in_between_are_passed_over()
    {
        var run = Chain();
        run.Complete("fill");
        run.Decide("ada");
        Assert.Null(SendBack(run, "boss", "fill", SendBackMode.Straight));
        Assert.Equal("county-1", run.Asked);
        run.Complete("fill");
        Assert.Equal("boss", run.Asked);
        run.Decide("boss");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void Who_has_decided_in_the_round_need_not_decide_again_when_the_flow_comes_straight_back()
    {
        var run = Run.Start(Graph([Task("fill", "Done"), Approval("a", "All", ["ada", "bob", "eve"]), Line("approved")], ["fill -> a", "a.Approved -> approved"]));
        run.Complete("fill");
        run.Decide("bob");
        SendBack(run, "ada", "fill", SendBackMode.Straight);
        Assert.Equal("county-1", run.Asked);
        run.Complete("fill");
        Assert.Equal("ada eve", run.Asked);
        run.Decide("ada");
        run.Decide("eve");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void An_outcome_that_leads_elsewhere_is_followed_although_the_flow_was_to_come_straight_back()
    {
        var run = Run.Start(Graph(
            [Task("fill", "Done", "GiveUp"), Approval("a", "All", ["ada"]), Line("given-up"), Line("approved")],
            ["fill.Done -> a", "fill.GiveUp -> given-up", "a.Approved -> approved"]));
        run.Complete("fill");
        SendBack(run, "ada", "fill", SendBackMode.Straight);
        run.Complete("fill", "GiveUp");
        Assert.Equal(("given-up", "Finished/Finished"), (run.Written, run.Status));
    }

    [Fact]
    public void Sending_back_from_one_branch_leaves_the_other_alone()
    {
        var run = Run.Start(Graph(
            [Task("fill", "Done"), Fork("fork", "l", "r"), Task("left", "Done"), Approval("check", "All", ["ada"]), Approval("right", "All", ["bob"]), Line("both")],
            ["fill -> fork", "fork.l -> left", "left -> check", "fork.r -> right", "check.Approved -> both", "right.Approved -> both"]));
        run.Complete("fill");
        run.Complete("left");
        SendBack(run, "ada", "left", SendBackMode.WalkAgain);
        Assert.Contains("bob", run.Asked, StringComparison.Ordinal);
        run.Decide("bob");
        run.Complete("left");
        run.Decide("ada");
        Assert.Equal("both", run.Written);
    }

    [Fact]
    public void Sending_back_before_a_fork_walks_both_branches_again()
    {
        var run = Run.Start(Graph(
            [Task("fill", "Done"), Fork("fork", "l", "r"), Approval("left", "All", ["ada"]), Approval("right", "All", ["bob"]), Line("both")],
            ["fill -> fork", "fork.l -> left", "fork.r -> right", "left.Approved -> both", "right.Approved -> both"]));
        run.Complete("fill");
        run.Decide("bob");
        SendBack(run, "ada", "fill", SendBackMode.WalkAgain);
        Assert.Equal("county-1", run.Asked);
        run.Complete("fill");
        Assert.Equal("ada bob", run.Asked);
        run.Decide("ada");
        Assert.Equal("", run.Written);
        run.Decide("bob");
        Assert.Equal("both", run.Written);
    }

    [Fact]
    public void Coming_straight_back_into_a_fork_leaves_the_other_branch_as_it_stands()
    {
        var run = Run.Start(Graph(
            [Task("fill", "Done"), Fork("fork", "l", "r"), Approval("left", "All", ["ada"]), Approval("right", "All", ["bob"]), Line("both")],
            ["fill -> fork", "fork.l -> left", "fork.r -> right", "left.Approved -> both", "right.Approved -> both"]));
        run.Complete("fill");
        run.Decide("bob");
        SendBack(run, "ada", "fill", SendBackMode.Straight);
        run.Complete("fill");
        Assert.Equal("ada", run.Asked);
        run.Decide("ada");
        Assert.Equal("both", run.Written);
    }

    [Fact]
    public void A_plain_task_is_sent_back_only_where_its_definition_says_so()
    {
        var run = Run.Start(Graph([Task("fill", "Done"), Task("next", "Done")], ["fill -> next"]));
        run.Complete("fill");
        Assert.Equal("task.no-send-back", run.Do(new SendBack(run.NextId(), run.Instance.Id, Run.Officer, run.Task("next").Id, "fill", SendBackMode.WalkAgain, "重填"))?.Code);
        var open = Task("next", "Done");
        open["maySendBack"] = true;
        run = Run.Start(Graph([Task("fill", "Done"), open], ["fill -> next"]));
        run.Complete("fill");
        Assert.Null(run.Do(new SendBack(run.NextId(), run.Instance.Id, Run.Officer, run.Task("next").Id, "fill", SendBackMode.Straight, "重填")));
        run.Complete("fill");
        Assert.Equal("county-1", run.Task("next").Assignee);
    }

    [Fact]
    public void What_I_did_last_can_be_taken_back_while_nobody_has_acted_on_it()
    {
        var run = Chain();
        run.Complete("fill");
        var filled = run.Events.OfType<TaskCompleted>().Single().TaskId;
        Assert.Equal("takeback.not-yours", TakeBack(run, "ada", filled)?.Code);
        Assert.Null(TakeBack(run, "county-1", filled));
        Assert.Equal((HumanTaskState.Claimed, filled), (run.Task("fill").State, run.Task("fill").RedoOf));
        run.Complete("fill");
        run.Decide("ada");
        Assert.Equal("takeback.gone-on", TakeBack(run, "county-1", run.Events.OfType<TaskCompleted>().First(c => c.TaskId != filled).TaskId)?.Code);
        Assert.Equal("takeback.gone-on", TakeBack(run, "county-1", run.NextId())?.Code);
    }

    [Fact]
    public void What_the_next_person_has_begun_cannot_be_taken_back()
    {
        var run = Run.Start(Graph([Task("fill", "Done"), Task("next", "Done")], ["fill -> next"]));
        run.Complete("fill");
        var filled = run.Events.OfType<TaskCompleted>().Single().TaskId;
        run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("next").Id));
        Assert.Equal("takeback.gone-on", TakeBack(run, "county-1", filled)?.Code);
    }

    [Fact]
    public void What_was_sent_back_to_me_is_there_already_and_is_not_taken_back()
    {
        var run = Chain();
        run.Complete("fill");
        var filled = run.Events.OfType<TaskCompleted>().Single().TaskId;
        Assert.Null(SendBack(run, "ada", "fill", SendBackMode.WalkAgain));
        Assert.Equal("takeback.gone-on", TakeBack(run, "county-1", filled)?.Code);
        Assert.Equal(filled, run.Task("fill").RedoOf);
    }

    [Fact]
    public void A_decision_can_be_taken_back_while_the_round_is_open_and_the_next_has_not_decided()
    {
        var run = Start(Approval("a", "InOrder", ["ada", "bob", "eve"]));
        run.Decide("ada");
        var decision = run.Events.OfType<TaskCompleted>().Single().TaskId;
        Assert.Equal("takeback.not-yours", TakeBack(run, "bob", decision)?.Code);
        Assert.Null(TakeBack(run, "ada", decision));
        Assert.Equal("ada", run.Asked);
        run.Decide("ada");
        run.Decide("bob");
        Assert.Equal("takeback.gone-on", TakeBack(run, "ada", run.Events.OfType<TaskCompleted>().ElementAt(1).TaskId)?.Code);
        run.Decide("eve");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void The_decision_that_settled_a_round_can_be_taken_back_and_the_round_goes_on_as_it_was()
    {
        var run = Run.Start(Graph([Approval("a", "All", ["ada", "bob"]), Approval("final", "All", ["boss"]), Line("approved")], ["a.Approved -> final", "final.Approved -> approved"]));
        run.Decide("ada");
        run.Decide("bob");
        var last = run.Events.OfType<TaskCompleted>().Last().TaskId;
        Assert.Null(TakeBack(run, "bob", last));
        Assert.Equal("bob", run.Asked);
        run.Decide("bob");
        run.Decide("boss");
        Assert.Equal("approved", run.Written);
    }

    [Fact]
    public void The_starter_calls_it_off_until_somebody_else_has_decided()
    {
        var run = Chain();
        run.Complete("fill");
        Assert.Equal("withdraw.not-allowed", Withdraw(run, "ada")?.Code);
        Assert.Null(Withdraw(run, "county-1"));
        Assert.Equal("Finished/Cancelled", run.Status);
        Assert.Equal("instance.finished", Withdraw(run, "county-1")?.Code);

        var late = Chain();
        late.Complete("fill");
        late.Decide("ada");
        Assert.Equal("withdraw.too-late", Withdraw(late, "county-1")?.Code);
    }

    [Theory]
    [InlineData("Always", null)]
    [InlineData("Never", "withdraw.not-allowed")]
    public void A_definition_says_until_when_it_can_be_called_off(string policy, string? refused)
    {
        var definition = Definition(Flowchart("f", [Approval("a", "All", ["ada", "bob"])], []));
        definition["customProperties"] = new JsonObject { ["closedLoop"] = new JsonObject { ["withdraw"] = policy } };
        var run = Run.Start(WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(definition)));
        run.Decide("ada");
        Assert.Equal(refused, Withdraw(run, "county-1")?.Code);
    }

    [Fact]
    public void A_task_is_urged_so_often_and_not_too_soon_again()
    {
        var run = Start(Approval("a", "All", ["ada"]));
        Assert.Equal("urge.own", Urge(run, "ada")?.Code);
        Assert.Null(Urge(run, "county-1"));
        Assert.Equal("urge.too-soon", Urge(run, "county-1")?.Code);
        run.Wait(TimeSpan.FromHours(2));
        Assert.Null(Urge(run, "max"));
        run.Wait(TimeSpan.FromHours(2));
        Assert.Null(Urge(run, "county-1"));
        run.Wait(TimeSpan.FromHours(2));
        Assert.Equal("urge.limit", Urge(run, "county-1")?.Code);
        Assert.Equal((3, 3), (run.TaskOf("ada").Urged, run.Events.OfType<TaskUrged>().Last().Times));
    }

    [Fact]
    public void An_urge_sends_the_mail_that_the_package_has_for_it()
    {
        var files = new Dictionary<string, string>
        {
            ["workflow.json"] = Definition(Flowchart("f", [Approval("a", "All", ["ada"])], [])).ToJsonString(),
            ["mail/task-urged.zh-CN.liquid"] = "催办\n\n{{ urge.note }}",
        };
        var run = Run.Start(WorkflowPackageReader.Read(files));
        Urge(run, "county-1");
        var mail = run.Effects.OfType<SendMail>().Single();
        Assert.Equal(("task-urged", "ada", "county-1"), (mail.Template, mail.To.Single().Value, (string?)mail.Model["urge"]!["by"]));
    }

    [Fact]
    public void Comments_are_written_by_anyone_and_counted_on_the_task()
    {
        var run = Start(Approval("a", "All", ["ada"]));
        Assert.Null(Comment(run, "请看附件"));
        Assert.Equal("comment.required", Comment(run, " ")?.Code);
        Assert.Equal("comment.too-large", Comment(run, new string('长', 2001))?.Code);
        Assert.Equal((1, "请看附件"), (run.TaskOf("ada").Comments, run.Events.OfType<CommentAdded>().Single().Text));
    }

    [Fact]
    public void What_has_ended_can_still_be_commented_on_and_copied_and_stays_ended()
    {
        var run = Start(Approval("a", "All", ["ada"]));
        var task = run.TaskOf("ada").Id;
        run.Decide("ada");
        Assert.Null(run.Do(new CommentOnInstance(run.NextId(), run.Instance.Id, Run.Officer, task, "谢谢")));
        Assert.Null(run.Do(new CopyInstance(run.NextId(), run.Instance.Id, Run.Officer, ["zoe"], null)));
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void Copies_are_sent_by_who_works_on_it_or_asked_for_it()
    {
        var run = Start(Approval("a", "All", ["ada", "bob"]));
        Assert.Null(Copy(run, "county-1", "zoe", "zoe", "max"));
        Assert.Equal(["zoe", "max"], run.Events.OfType<InstanceCopied>().Single().People);
        Assert.Null(Copy(run, "ada", "zoe"));
        Assert.Equal("copy.not-allowed", Copy(run, "stranger", "zoe")?.Code);
        Assert.Equal("people.required", Copy(run, "ada")?.Code);
    }

    [Fact]
    public void A_substitute_acts_for_the_absent_person_and_the_trail_says_so()
    {
        var run = Start(Approval("a", "All", ["ada", "bob"]));
        var zoe = Run.Person("zoe") with { StandsIn = [new StandIn(new Actor("ada", "阿达", []), "drawn")] };
        var task = run.TaskOf("ada");
        Assert.Null(run.Do(new CompleteTask(run.NextId(), run.Instance.Id, zoe, task.Id, "Approved", [], null)));
        var by = run.Events.OfType<TaskCompleted>().Single().By;
        Assert.Equal(("zoe", "ada"), (by.PersonId, by.OnBehalfOf?.Id));
        Assert.Equal("task.not-yours", run.Do(new CompleteTask(run.NextId(), run.Instance.Id, zoe, run.TaskOf("bob").Id, "Approved", [], null))?.Code);
    }

    [Fact]
    public void A_substitute_takes_tasks_of_the_absent_persons_roles_in_the_workflows_meant_only()
    {
        var run = Run.Start(Graph([Task("t", "Ok")], []));
        Actor For(string? definition) => Run.Person("zoe") with { StandsIn = [new StandIn(Run.Officer, definition)] };
        Assert.Equal("task.not-yours", run.Do(new ClaimTask(run.NextId(), run.Instance.Id, For("other"), run.Task("t").Id))?.Code);
        Assert.Null(run.Do(new ClaimTask(run.NextId(), run.Instance.Id, For(null), run.Task("t").Id)));
        Assert.Equal("county-1", run.Task("t").Assignee);
        Assert.Null(run.Complete("t", "Ok", by: Run.Officer));
    }

    [Fact]
    public void A_requester_does_not_approve_as_somebody_elses_substitute()
    {
        var run = Start(Approval("a", "All", ["ada"]), by: Run.Person("req"));
        var req = Run.Person("req") with { StandsIn = [new StandIn(Run.Person("ada"), null)] };
        Assert.Equal("task.excluded", run.Do(new CompleteTask(run.NextId(), run.Instance.Id, req, run.TaskOf("ada").Id, "Approved", [], null))?.Code);
    }

    private static Run Start(JsonObject approval, Actor? by = null) => Run.Start(
        Graph([approval, Line("approved"), Line("rejected")], ["a.Approved -> approved", "a.Rejected -> rejected"]), by: by);

    /// <summary>fill (county-1) → check (ada) → final (boss).</summary>
    private static Run Chain() => Run.Start(Graph(
        [Task("fill", "Done"), Approval("check", "All", ["ada"]), Approval("final", "All", ["boss"]), Line("approved")],
        ["fill -> check", "check.Approved -> final", "final.Approved -> approved"]));

    private static Refusal? Delegate(Run run, string from, string to) => run.Do(new DelegateTask(run.NextId(), run.Instance.Id, Run.Person(from), run.TaskOf(from).Id, to, "请看"));

    private static Refusal? Resolve(Run run, string by, string? opinion) => run.Do(new ResolveTask(run.NextId(), run.Instance.Id, Run.Person(by), run.Instance.Tasks.Single().Id, opinion));

    private static Refusal? Transfer(Run run, string from, string to) => run.Do(new TransferTask(run.NextId(), run.Instance.Id, Run.Person(from), run.TaskOf(from).Id, to, null));

    private static Refusal? Add(Run run, string by, SignerPosition position, params string[] people) =>
        run.Do(new AddSigners(run.NextId(), run.Instance.Id, Run.Person(by), run.TaskOf(by).Id, people, position, null));

    private static Refusal? Remove(Run run, string by, int seat) => Remove(run, Run.Person(by), seat);

    private static Refusal? Remove(Run run, Actor by, int seat) => run.Do(new RemoveSigner(run.NextId(), run.Instance.Id, by, "a", seat, null));

    private static Refusal? SendBack(Run run, string by, string to, SendBackMode mode, string? comment = "请补充") =>
        run.Do(new SendBack(run.NextId(), run.Instance.Id, Run.Person(by), run.TaskOf(by).Id, to, mode, comment));

    private static Refusal? TakeBack(Run run, string by, Guid task) => run.Do(new TakeBack(run.NextId(), run.Instance.Id, Run.Person(by), task));

    private static Refusal? Withdraw(Run run, string by) => run.Do(new WithdrawInstance(run.NextId(), run.Instance.Id, Run.Person(by), "重新提交"));

    private static Refusal? Urge(Run run, string by) => run.Do(new UrgeTask(run.NextId(), run.Instance.Id, Run.Person(by), run.Instance.Tasks.Single().Id, "请尽快"));

    private static Refusal? Comment(Run run, string text) => run.Do(new CommentOnInstance(run.NextId(), run.Instance.Id, Run.Person("max"), run.Instance.Tasks.Single().Id, text));

    private static Refusal? Copy(Run run, string by, params string[] people) => run.Do(new CopyInstance(run.NextId(), run.Instance.Id, Run.Person(by), people, null));
}
