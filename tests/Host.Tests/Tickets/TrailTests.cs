using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Host.Tasks;
using Host.Tests.Tasks;
using Host.Tickets;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Host.Tests.Tickets;

public sealed class TrailTests
{
    private static readonly Staff Staff = new();
    private static readonly DateTimeOffset At = new(2026, 11, 23, 6, 5, 0, TimeSpan.Zero);
    private static readonly Guid TaskId = Guid.CreateVersion7();

    [Fact]
    public void A_decision_says_who_what_with_which_words_on_which_form()
    {
        var line = Assert.Single(Lines(new TaskCompleted(TaskId, Actor("county-1"), "Reject", "照片不清", [], "county-review", 3, false)));

        Assert.Equal("县公司审核：退回整改", line.What.Zh);
        Assert.Equal("县局李", line.Who.Zh);
        Assert.Equal("照片不清", line.Comment);
        Assert.Equal(("county-review", 3), line.Form);
        Assert.False(line.ByMachine);
        Assert.True(line.IsMain);
    }

    [Fact]
    public void A_decision_by_mail_says_by_which_way_and_what_proves_it()
    {
        var byReply = new DecisionSource(DecisionChannel.MailReply, TaskId) { Authentication = "dkim=pass header.d=example.test" };
        var byLink = new DecisionSource(DecisionChannel.MailLink, TaskId);
        Assert.Equal("经邮件回复（dkim=pass header.d=example.test）", Detail(byReply));
        Assert.Equal("经邮件链接，未登录", Detail(byLink));
        Assert.Equal("经邮件链接，本人登录", Detail(byLink with { SignedIn = true }));

        static string? Detail(DecisionSource source) => Assert.Single(Lines(new TaskCompleted(TaskId, Actor("county-1"), "Approve", null, [], null, null, false) { Source = source })).Detail?.Zh;
    }

    [Fact]
    public void What_an_operator_did_stands_in_the_trail_with_the_reason()
    {
        InstanceEvent[] acts =
        [
            new ActivitySkipped("a", "Done", Actor("county-1"), "原因"),
            new TokenMoved("a", "b", Actor("county-1"), "原因"),
            new VariableEdited("v", 1, Actor("county-1"), "原因"),
            new InstancePaused(Actor("county-1"), "原因"),
            new InstanceContinued(Actor("county-1"), "原因"),
            new InstanceMigrated(1, 2, null, Actor("county-1"), "原因"),
        ];
        Assert.All(acts, act => Assert.Equal("原因", Assert.Single(Lines(act)).Comment));
        Assert.Equal("2026-11-23 14:05 → 2026-11-24 14:05（暂停顺延）", Assert.Single(Lines(new TaskDueMoved(TaskId, At, At.AddDays(1), "paused"))).Detail?.Zh);
    }

    [Fact]
    public void Every_approval_verb_stands_in_the_trail_with_its_words()
    {
        var by = Actor("county-1");
        (InstanceEvent Fact, string What, string? Words)[] facts =
        [
            (new TaskDelegated(TaskId, by, "county-1b", "请看"), "委派 县局赵 提供意见：“县公司审核”", "请看"),
            (new TaskResolved(TaskId, by, "county-1b", "可以"), "交回 县局赵：“县公司审核”", "可以"),
            (new TaskSentBack(TaskId, by, "fill", new LocalizedText("填写", "Fill in"), SendBackMode.Straight, "补照片"), "驳回到“填写”", "补照片"),
            (new TaskTakenBack(TaskId, by), "拿回“县公司审核”", null),
            (new TaskUrged(TaskId, by, 2, "快"), "催办（第 2 次）：“县公司审核”", "快"),
            (new SignersAdded("review", TaskId, by, ["county-1b"], SignerPosition.Before, "会审"), "前加签：县局赵", "会审"),
            (new SignerRemoved("review", 2, new Candidate("county-1b", null, null), by, "出差"), "减签：县局赵", "出差"),
            (new ApprovalCarried("review", 1, "county-1b"), "沿用 县局赵 在上一环节的同意", null),
            (new ApprovalDecided("review", new LocalizedText("会审", "Review"), ApprovalVerdict.Approved, 2, 1, 3, false), "“会审”结论：同意", null),
            (new InstanceWithdrawn(by, "重复"), "撤回申请", "重复"),
            (new InstanceCopied(by, ["county-1b"], "请知悉"), "抄送 县局赵", "请知悉"),
            (new CommentAdded(null, by, "急用"), "评论", "急用"),
        ];
        Assert.All(facts, f =>
        {
            var line = Assert.Single(Lines(f.Fact));
            Assert.Equal((f.What, f.Words), (line.What.Zh, line.Comment));
        });
    }

    [Fact]
    public void What_a_substitute_did_names_both()
    {
        var by = Actor("county-1b") with { OnBehalfOf = new PersonName("county-1", "县局李") };
        var line = Assert.Single(Lines(new TaskCompleted(TaskId, by, "Approve", null, [], null, null, false)));
        Assert.Equal(("县局赵（代 县局李）", "县局赵 for 县局李"), (line.Who.Zh, line.Who.En));
    }

    [Fact]
    public void A_decision_of_a_deadline_is_marked_as_the_machines()
    {
        var line = Assert.Single(Lines(new TaskCompleted(TaskId, Workflows.Core.Organisation.Actor.System("timers"), "Approve", null, [], null, null, true)));

        Assert.True(line.ByMachine);
        Assert.Equal("系统", line.Who.Zh);
    }

    [Fact]
    public void A_handed_out_task_names_its_candidates_and_its_due_time()
    {
        var line = Assert.Single(Lines(new TaskCreated(TaskId, "review", "CountyReview", new LocalizedText("县公司审核", "County review"), null, [new Candidate(null, Roles.CountyOfficer, "4209001")], At.AddDays(2), "county-review", 3)));

        Assert.Equal("汉川县公司 县公司稽查专责，时限 2026-11-25 14:05", line.Detail!.Zh);
    }

    [Fact]
    public void What_only_the_engine_cares_about_is_left_out() =>
        Assert.Empty(Lines(
            new ActivityEvent(ActivityEventName.Started, Guid.CreateVersion7(), null, "a", "a", "Elsa.SetVariable", null),
            new VariableSet("v", "V", JsonValue.Create(1)),
            new TimerScheduled(Guid.CreateVersion7(), "reminder", At)));

    [Fact]
    public void A_failure_and_its_repair_are_told_in_the_readers_language()
    {
        var lines = Lines(new IncidentRaised(TaskId, "screen", "ClosedLoop.Screen", "规则读不出来 / the rules cannot be read"), new IncidentResolved(TaskId, "retried", Actor("county-1")));

        Assert.Equal(new LocalizedText("规则读不出来", "the rules cannot be read"), lines[0].Detail);
        Assert.Equal("排除异常，重新执行", lines[1].What.Zh);
    }

    [Theory]
    [InlineData(WithdrawalReasons.NotNeeded, "不再需要办理")]
    [InlineData(WithdrawalReasons.SentBack, "流程被驳回")]
    [InlineData("与上月工单重复", "与上月工单重复")]
    public void A_task_that_was_taken_away_says_why(string reason, string expected) =>
        Assert.Equal(expected, Assert.Single(Lines(new TaskWithdrawn(TaskId, reason))).Detail!.Zh);

    [Fact]
    public void The_end_says_how_it_ended()
    {
        Assert.Equal("流程结束，工单归档", Assert.Single(Lines(new InstanceEnded(InstanceSubStatus.Finished, null))).What.Zh);
        var cancelled = Assert.Single(Lines(new InstanceEnded(InstanceSubStatus.Cancelled, "重复工单")));
        Assert.Equal(("终止工单", "重复工单"), (cancelled.What.Zh, cancelled.Comment));
    }

    private static ImmutableArray<TrailLine> Lines(params InstanceEvent[] facts)
    {
        var header = new InstanceHeader("JC20261123-0001", LocalizedText.Same("t"), "4209001", null, null, null);
        var instance = new WorkflowInstance
        {
            Id = Guid.CreateVersion7(),
            DefinitionId = "inspection-ticket",
            DefinitionVersion = 1,
            Revision = 1,
            Status = InstanceStatus.Running,
            SubStatus = InstanceSubStatus.Suspended,
            Header = header,
            CreatedAt = At,
            UpdatedAt = At,
            Execution = new ExecutionState(),
        };
        var task = new HumanTask
        {
            Id = TaskId,
            InstanceId = instance.Id,
            ActivityId = "review",
            Name = "CountyReview",
            Title = new LocalizedText("县公司审核", "County review"),
            State = HumanTaskState.Completed,
            Outcomes = [new TaskOutcome("Approve", new LocalizedText("通过", "Approve")), new TaskOutcome("Reject", new LocalizedText("退回整改", "Send back"), Intent: "danger")],
            CreatedAt = At,
        };
        var item = new InstanceItem(instance.Id, "inspection-ticket", 1, header, instance.Status, instance.SubStatus, At, At, null, 0);
        var history = facts.Select((fact, i) => new HistoryEntry(i + 1, At, Guid.CreateVersion7(), Actor("county-1"), fact));
        return Trail.Of(new InstanceDetail(item, instance, [task], [.. history]), new Naming(Staff));
    }

    private static Actor Actor(string id) => Staff.Find(id)!.ToActor();
}
