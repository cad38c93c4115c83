using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

public sealed class TaskTests
{
    private static readonly Actor Colleague = new("county-1b", "赵强", [new RoleGrant(Roles.CountyOfficer, "4209001")]);
    private static readonly Actor Stranger = new("county-2", "陈静", [new RoleGrant(Roles.CountyOfficer, "4209002")]);
    private static readonly Actor Administrator = new("admin", "管理员", [new RoleGrant(Roles.Administrator, "42090")]);

    [Fact]
    public void A_candidate_who_did_not_claim_may_complete_and_is_named_as_the_one_who_did()
    {
        var run = Run.Start(Graph([Task("t", "Approve", "Reject"), Line("yes")], ["t.Approve -> yes"]));
        Assert.Null(run.Complete("t", "Approve", new JsonObject { ["a"] = 1 }, comment: "好"));
        var task = run.Last.TaskChanges.Single();
        Assert.Equal((HumanTaskState.Completed, "county-1", "Approve", "好"), (task.State, task.ClosedBy!.PersonId, task.Outcome, task.Comment));
        Assert.Equal(1, (int)task.Submission!["a"]!);
        Assert.Equal("yes", run.Written);
    }

    [Fact]
    public void What_the_person_gave_goes_to_the_variables_that_the_outputs_are_bound_to()
    {
        var task = Task("t", "Approve");
        foreach (var output in (string[])["result", "outcome", "completedBy", "comment"])
        {
            task[output] = new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = $"v-{output}" } };
        }

        var run = Run.Start(Graph([task], [], Variable("result"), Variable("outcome", "String"), Variable("completedBy"), Variable("comment", "String")));
        run.Complete("t", "Approve", new JsonObject { ["a"] = 1 }, comment: "好");
        var variables = run.Instance.Execution.Variables;
        Assert.Equal("""{"result":{"a":1},"outcome":"Approve","completedBy":{"id":"county-1","name":"王敏"},"comment":"好"}""", System.Text.RegularExpressions.Regex.Unescape(variables.ToJsonString()));
    }

    [Fact]
    public void Somebody_who_is_no_candidate_is_refused()
    {
        var run = Run.Start(Graph([Task("t", "Approve")], []));
        Assert.Equal("task.not-yours", run.Complete("t", "Approve", by: Stranger)?.Code);
        Assert.Equal("task.not-yours", run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Stranger, run.Task("t").Id))?.Code);
    }

    [Fact]
    public void A_claimed_task_is_only_for_the_one_who_claimed_it_until_it_is_released()
    {
        var run = Run.Start(Graph([Task("t", "Approve")], []));
        var id = run.Task("t").Id;
        Assert.Null(run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Run.Officer, id)));
        Assert.Equal(HumanTaskState.Claimed, run.Task("t").State);
        Assert.Equal("task.not-yours", run.Complete("t", "Approve", by: Colleague)?.Code);
        Assert.Equal("task.already-claimed", run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Colleague, id))?.Code);
        Assert.Equal("task.not-yours", run.Do(new ReleaseTask(run.NextId(), run.Instance.Id, Colleague, id))?.Code);
        Assert.Null(run.Do(new ReleaseTask(run.NextId(), run.Instance.Id, Run.Officer, id)));
        Assert.Null(run.Task("t").Assignee);
        Assert.Null(run.Complete("t", "Approve", by: Colleague));
    }

    [Fact]
    public void A_refusal_calls_people_by_their_names()
    {
        var run = Run.Start(Graph([Task("t", "Approve")], []), chart: new OrgChart(Units.Chart.Units, [Run.Officer, Colleague]));
        var id = run.Task("t").Id;
        run.Do(new TransferTask(run.NextId(), run.Instance.Id, Run.Officer, id, Colleague.PersonId, null));

        var refusal = run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Run.Officer, id))!;

        Assert.Equal(new LocalizedText("任务已被 赵强 认领", "赵强 has taken this task"), refusal.Message);
    }

    [Fact]
    public void A_person_whom_nobody_knows_is_called_by_the_id()
    {
        var run = Run.Start(Graph([Task("t", "Approve")], []));
        run.Do(new TransferTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("t").Id, "county-9", null));

        Assert.Equal("county-9 has taken this task", run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("t").Id))!.Message.En);
    }

    [Fact]
    public void A_task_goes_to_another_person_who_need_not_be_a_candidate()
    {
        var run = Run.Start(Graph([Task("t", "Approve")], []));
        var id = run.Task("t").Id;
        Assert.Null(run.Do(new TransferTask(run.NextId(), run.Instance.Id, Run.Officer, id, "county-2", "出差")));
        Assert.Equal("task.not-yours", run.Complete("t", "Approve")?.Code);
        Assert.Equal("task.not-yours", run.Do(new TransferTask(run.NextId(), run.Instance.Id, Run.Officer, id, "county-1", null))?.Code);
        Assert.Null(run.Do(new TransferTask(run.NextId(), run.Instance.Id, Administrator, id, "county-1b", "离职")));
        Assert.Null(run.Complete("t", "Approve", by: Colleague));
    }

    [Fact]
    public void An_excluded_person_may_neither_do_the_task_nor_be_given_it()
    {
        var task = Task("t", "Approve");
        task["excluded"] = Script("['county-1']");
        var run = Run.Start(Graph([task], []));
        Assert.Equal("task.excluded", run.Complete("t", "Approve")?.Code);
        Assert.Equal("task.excluded", run.Do(new TransferTask(run.NextId(), run.Instance.Id, Colleague, run.Task("t").Id, "county-1", null))?.Code);
        Assert.Null(run.Complete("t", "Approve", by: Colleague));
    }

    [Fact]
    public void An_unknown_outcome_and_a_missing_comment_are_refused_and_change_nothing()
    {
        var task = Task("t", "Reject");
        task["outcomes"]![0]!["commentRequired"] = true;
        var run = Run.Start(Graph([task], []));
        var revision = run.Instance.Revision;
        Assert.Equal("task.unknown-outcome", run.Complete("t", "Approve")?.Code);
        Assert.Equal("task.comment-required", run.Complete("t", "Reject", comment: " ")?.Code);
        Assert.Equal(revision, run.Instance.Revision);
        Assert.Null(run.Complete("t", "Reject", comment: "照片不清"));
    }

    [Fact]
    public void A_second_click_is_told_who_was_first()
    {
        var run = Run.Start(Graph([Task("t", "Approve"), Task("next", "Done")], ["t.Approve -> next"]));
        var id = run.Task("t").Id;
        run.Complete("t", "Approve");
        var refusal = run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Colleague, id, "Approve", [], null));
        Assert.Equal("task.already-completed", refusal?.Code);
        Assert.Contains("王敏", refusal!.Message.Zh, StringComparison.Ordinal);
        Assert.Equal("task.not-open", run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Colleague, run.NextId()))?.Code);
    }

    [Fact]
    public void The_form_is_judged_again_and_only_what_it_accepts_is_kept()
    {
        var task = Task("t", "Issue", "Discard");
        task["formKey"] = "issue";
        task["outcomes"]![1]!["skipsValidation"] = true;
        var files = new Dictionary<string, string>
        {
            ["workflow.json"] = Definition(Flowchart("f", [task], [])).ToJsonString(),
            ["forms/issue.json"] = """{ "title": { "zh": "签发", "en": "Issue" }, "fields": [ { "key": "customer", "kind": "text", "label": { "zh": "客户", "en": "Customer" }, "required": true } ] }""",
        };
        var run = Run.Start(WorkflowPackageReader.Read(files));
        var refusal = run.Complete("t", "Issue", []);
        Assert.Equal("form.invalid", refusal?.Code);
        Assert.Equal("customer", Assert.Single(refusal!.Fields).Path);
        Assert.Equal("form.invalid", run.Complete("t", "Issue", new JsonObject { ["customer"] = "李", ["evil"] = 1 })?.Code);
        Assert.Null(run.Complete("t", "Discard", []));
    }

    [Fact]
    public void Due_times_are_working_time_and_the_ladder_tells_owner_then_superiors()
    {
        var task = Task("t", "Approve");
        task["due"] = "1wd";
        task["ladder"] = JsonNode.Parse("""
            [ { "rung": "reminder", "at": "-4wh", "to": [ { "kind": "owner" } ], "template": "soon" },
              { "rung": "overdue", "at": "0", "to": [ { "kind": "owner" } ], "template": "late" },
              { "rung": "superior", "at": "+1wd", "to": [ { "kind": "superior", "levels": 1 } ], "template": "escalated" } ]
            """);
        var run = Run.Start(Graph([task], []));
        Assert.Equal(Run.Monday.AddDays(1), run.Task("t").DueAt);
        Assert.Equal(3, run.Instance.Timers.Length);
        run.Wait(TimeSpan.FromHours(10));
        Assert.Equal(["soon"], Sent(run));
        Assert.Equal(1, run.Task("t").EscalationLevel);
        run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("t").Id));
        run.Wait(TimeSpan.FromDays(3));
        Assert.Equal(["soon", "late", "escalated"], Sent(run));
        Assert.Equal(new Recipient(RecipientKind.Role, Roles.CountyOfficer, "4209001"), run.Effects.OfType<SendMail>().First().To.Single());
        Assert.Equal(new Recipient(RecipientKind.Person, "county-1"), run.Effects.OfType<SendMail>().ElementAt(1).To.Single());
        Assert.Equal(new Recipient(RecipientKind.Superior, null, "4209001", 1), run.Effects.OfType<SendMail>().Last().To.Single());
        Assert.Equal([1, 2, 3], run.Events.OfType<TaskEscalated>().Select(e => e.Level));
    }

    [Fact]
    public void Completing_a_task_drops_the_rungs_it_did_not_climb()
    {
        var task = Task("t", "Approve");
        task["due"] = "PT1H";
        task["ladder"] = JsonNode.Parse("""[ { "rung": "overdue", "at": "0", "to": [ { "kind": "owner" } ], "template": "late" } ]""");
        var run = Run.Start(Graph([task, Delay("d", "1.00:00:00")], ["t.Approve -> d"]));
        run.Complete("t", "Approve");
        run.Wait(TimeSpan.FromHours(2));
        Assert.Empty(Sent(run));
        Assert.Contains(run.Events, e => e is TimerEnded { Fired: false });
    }

    [Fact]
    public void Cancelling_withdraws_open_tasks_and_drops_timers()
    {
        var run = Run.Start(Graph([Fork("f", "a", "b"), Task("t", "Approve"), Delay("d")], ["f.a -> t", "f.b -> d"]));
        Assert.Null(run.Do(new CancelInstance(run.NextId(), run.Instance.Id, Administrator, "重复工单")));
        Assert.Equal("Finished/Cancelled", run.Status);
        Assert.Equal(HumanTaskState.Withdrawn, run.Last.TaskChanges.Single().State);
        Assert.Empty(run.Instance.Timers);
        Assert.Equal("instance.finished", run.Do(new CancelInstance(run.NextId(), run.Instance.Id, Administrator, "again"))?.Code);
    }

    [Fact]
    public void A_task_that_nobody_could_do_is_an_incident_not_an_invisible_task()
    {
        var task = Task("t", "Approve");
        task["candidates"] = new JsonArray();
        Assert.Equal("Finished/Faulted", Run.Start(Graph([task], [])).Status);
        task = Task("t", "Approve");
        task["candidates"]![0]!["unit"] = JsonNode.Parse("""{ "type": "JavaScript", "value": "null" }""");
        Assert.Equal("Finished/Faulted", Run.Start(Graph([task], [])).Status);
    }

    [Fact]
    public void Explaining_says_the_same_as_refusing()
    {
        var run = Run.Start(Graph([Task("t", "Approve")], []));
        var task = run.Task("t");
        Assert.Null(Engine.Explain(task, TaskAction.Complete, Run.Officer));
        Assert.Equal("task.not-yours", Engine.Explain(task, TaskAction.Claim, Stranger)?.Code);
        Assert.Equal("task.not-yours", Engine.Explain(task, TaskAction.Release, Run.Officer)?.Code);
    }

    private static IEnumerable<string> Sent(Run run) => run.Effects.OfType<SendMail>().Select(m => m.Template);
}
