using Designer.Editing.Outlines;
using Host.Tasks;
using Host.Tests.Tasks;
using Host.Tickets;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Host.Tests.Tickets;

public sealed class TraceNotesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 6, 5, 0, TimeSpan.Zero);
    private static readonly DiagramOutline Outline = DiagramOutline.Of(WorkflowDefinitionReader.Read(File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "workflow.json"))));

    [Fact]
    public void Each_step_says_who_decided_last_and_when_or_who_has_it_until_when()
    {
        var notes = TraceNotes.Of(
            Outline,
            [
                Done("analysis", At, "county-1"),
                Done("analysis", At.AddHours(2), "county-1"),
                Done("county-review", At, null),
                Open("onsite", null),
                Open("issue", "county-1"),
                Done("analysis", At.AddHours(3), "county-1") with { State = HumanTaskState.Withdrawn },
            ],
            new Naming(new Staff()));
        Assert.Equal("县局李 11-23 16:05", notes["analysis"].Text.Zh);
        Assert.Equal("系统 11-23 14:05", notes["county-review"].Text.Zh);
        Assert.Equal("待认领，时限 11-24 14:05", notes["onsite"].Text.Zh);
        Assert.Equal("县局李，时限 11-24 14:05", notes["issue"].Text.Zh);
        Assert.Equal(4, notes.Count);
    }

    private static HumanTask Done(string activity, DateTimeOffset at, string? by) => Open(activity, by) with
    {
        State = by is null ? HumanTaskState.TimedOut : HumanTaskState.Completed,
        ClosedAt = at,
        ClosedBy = by is null ? Actor.System("timer") : new Actor(by, "县局李", []),
    };

    private static HumanTask Open(string activity, string? assignee) => new()
    {
        Id = Guid.CreateVersion7(),
        InstanceId = Guid.Empty,
        ActivityId = activity,
        Name = activity,
        Title = LocalizedText.Same(activity),
        State = assignee is null ? HumanTaskState.Created : HumanTaskState.Claimed,
        Assignee = assignee,
        CreatedAt = At,
        DueAt = At.AddDays(1),
    };
}
