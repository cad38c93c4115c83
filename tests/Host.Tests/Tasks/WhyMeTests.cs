using Host.Tasks;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Host.Tests.Tasks;

public sealed class WhyMeTests
{
    private static readonly Staff Staff = new();
    private static readonly Naming Naming = new(Staff);
    private static readonly DateTimeOffset At = new(2026, 11, 23, 6, 5, 0, TimeSpan.Zero);

    [Fact]
    public void A_pooled_task_names_the_role_that_brings_it()
    {
        var why = WhyMe.Explain(Task(), Actor("county-1"), [], Naming);

        Assert.Equal("您是汉川县公司 县公司稽查专责，这一步由该岗位办理；可直接办理或先认领。", why.Zh);
    }

    [Fact]
    public void A_transferred_task_names_who_when_and_why()
    {
        var task = Task() with { Assignee = "county-1b", State = HumanTaskState.Claimed };
        var history = new[] { Entry(new TaskTransferred(task.Id, Actor("county-1"), "county-1b", "出差")) };

        Assert.Equal("县局李 于 2026-11-23 14:05 转办给您：出差", WhyMe.Explain(task, Actor("county-1b"), history, Naming).Zh);
    }

    [Fact]
    public void A_delegated_task_says_who_asks_and_the_returned_one_what_was_said()
    {
        var task = Task() with { Assignee = "county-1b", Delegator = "county-1", State = HumanTaskState.Claimed };
        var asked = Entry(new TaskDelegated(task.Id, Actor("county-1"), "county-1b", "够吗？"));
        Assert.Equal("县局李 于 2026-11-23 14:05 委派您提供意见：够吗？", WhyMe.Explain(task, Actor("county-1b"), [asked], Naming).Zh);

        var returned = task with { Assignee = "county-1", Delegator = null };
        Assert.Equal("县局赵 的意见：够", WhyMe.Explain(returned, Actor("county-1"), [asked, Entry(new TaskResolved(task.Id, Actor("county-1b"), "county-1", "够"))], Naming).Zh);
    }

    [Fact]
    public void A_task_that_was_sent_back_gives_the_reason_and_a_substitute_is_told_for_whom()
    {
        var redo = Task() with { Assignee = "county-1", State = HumanTaskState.Claimed, RedoOf = Guid.CreateVersion7() };
        var back = Entry(new TaskSentBack(Guid.CreateVersion7(), Actor("county-1b"), "analysis", redo.Title, SendBackMode.WalkAgain, "补照片"));
        Assert.Equal("县局赵 于 2026-11-23 14:05 驳回：补照片", WhyMe.Explain(redo, Actor("county-1"), [back], Naming).Zh);
        Assert.StartsWith("县局李 外出期间", WhyMe.Explain(redo, Actor("county-1b"), [], Naming, new PersonName("county-1", "县局李")).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claimed_task_says_so()
    {
        var task = Task() with { Assignee = "county-1", State = HumanTaskState.Claimed };

        Assert.Equal("您于 2026-11-23 14:05 认领了这项任务。", WhyMe.Explain(task, Actor("county-1"), [Entry(new TaskClaimed(task.Id, Actor("county-1")))], Naming).Zh);
    }

    [Fact]
    public void Who_is_ruled_out_is_told_about_the_separation_of_duties()
    {
        var why = WhyMe.Explain(Task() with { Excluded = ["county-1"] }, Actor("county-1"), [], Naming);

        Assert.StartsWith("按职责分离", why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_only_look_is_told_whose_it_is()
    {
        Assert.Equal("由 汉川县公司 县公司稽查专责 办理，您只能查看。", WhyMe.Explain(Task(), Actor("prefecture"), [], Naming).Zh);
        Assert.Equal("县局赵 has it; you can only look.", WhyMe.Explain(Task() with { Assignee = "county-1b" }, Actor("county-1"), [], Naming).En);
    }

    [Fact]
    public void A_task_goes_to_colleagues_who_are_here_and_not_ruled_out()
    {
        var task = Task() with { Candidates = [new Candidate(null, Roles.StationInspector, "420900101")], Assignee = "station-1-1" };

        Assert.Equal(["station-1-1b"], TransferCandidates.For(task, Actor("station-1-1"), Staff).Select(p => p.Id));
        Assert.Empty(TransferCandidates.For(task with { Excluded = ["station-1-1b"] }, Actor("station-1-1"), Staff));
    }

    private static Actor Actor(string id) => Staff.Find(id)!.ToActor();

    private static HistoryEntry Entry(InstanceEvent fact) => new(1, At, Guid.CreateVersion7(), Actor("county-1"), fact);

    private static HumanTask Task() => new()
    {
        Id = Guid.CreateVersion7(),
        InstanceId = Guid.CreateVersion7(),
        ActivityId = "analysis",
        Name = "CountyAnalysis",
        Title = new LocalizedText("县公司分析分类", "County analysis"),
        State = HumanTaskState.Created,
        Candidates = [new Candidate(null, Roles.CountyOfficer, "4209001")],
        CreatedAt = At,
    };
}
