using Designer.Editing.Outlines;
using Workflows.Core.Instances;

namespace Designer.Editing.Tests;

public sealed class FlowTraceTests
{
    private static readonly DiagramOutline Outline = Drawn.Flow(
        "start:Elsa.Start task:ClosedLoop.UserTask review:ClosedLoop.UserTask end:Elsa.End",
        "start.Done>task task.Submit>review review.Reject>task review.Approve>end");

    [Fact]
    public void It_waits_where_a_step_was_suspended_and_not_resumed()
    {
        var trace = FlowTrace.Of(Outline, [.. Ran("start", "Done"), .. Waits("task", Guid.CreateVersion7())]);

        Assert.Equal(["task"], trace.Current);
        Assert.Equal(1, trace.Taken["start:Done->task"]);
        Assert.False(trace.Visits.ContainsKey("review"));
    }

    [Fact]
    public void A_loop_counts_visits_and_ways()
    {
        var trace = FlowTrace.Of(Outline, [.. Ran("start", "Done"), .. Ran("task", "Submit"), .. Ran("review", "Reject"), .. Ran("task", "Submit"), .. Ran("review", "Approve"), .. Ran("end")]);

        Assert.Equal(2, trace.Visits["task"]);
        Assert.Equal(2, trace.Taken["task:Submit->review"]);
        Assert.Equal(1, trace.Taken["review:Reject->task"]);
        Assert.Empty(trace.Current);
    }

    [Fact]
    public void A_step_that_was_renamed_on_the_way_to_another_version_is_the_same_step()
    {
        var moved = new InstanceMigrated(1, 2, new Dictionary<string, string> { ["check"] = "task" }, Workflows.Core.Organisation.Actor.System("test"), "renamed");

        var trace = FlowTrace.Of(Outline, [.. Ran("start", "Done"), .. Waits("check", Guid.CreateVersion7()), moved]);

        Assert.Equal(["task"], trace.Current);
    }

    [Fact]
    public void A_failure_marks_the_step_until_it_is_run_again()
    {
        var execution = Guid.CreateVersion7();
        InstanceEvent[] failed = [Fact("task", ActivityEventName.Started, execution), Fact("task", ActivityEventName.Faulted, execution)];

        Assert.Equal(["task"], FlowTrace.Of(Outline, failed).Faulted);
        Assert.Empty(FlowTrace.Of(Outline, [.. failed, Fact("task", ActivityEventName.Started, execution)]).Faulted);
    }

    [Fact]
    public void Waiting_inside_a_step_is_waiting_at_the_step()
    {
        var outline = Drawn.Outline("""{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"loop","type":"Elsa.While","body":{"id":"inner","type":"ClosedLoop.UserTask"}}],"connections":[]}""");

        var trace = FlowTrace.Of(outline, [Fact("loop", ActivityEventName.Started, Guid.CreateVersion7()), .. Waits("inner", Guid.CreateVersion7())]);

        Assert.Equal(["loop"], trace.Current);
        Assert.Equal(1, trace.Visits["loop"]);
    }

    [Fact]
    public void The_text_form_says_what_became_of_each_step()
    {
        var trace = FlowTrace.Of(Outline, [.. Ran("start", "Done"), .. Waits("task", Guid.CreateVersion7())]);

        var lines = OutlineText.Lines(Outline, trace);

        Assert.Equal(["已经过", "当前在此", "未经过", "未经过"], lines.Select(l => l.State.Zh));
        Assert.Equal(1, lines[0].Ways[0].Taken);
    }

    private static IEnumerable<InstanceEvent> Ran(string id, params string[] ports)
    {
        var execution = Guid.CreateVersion7();
        return [Fact(id, ActivityEventName.Started, execution), Fact(id, ActivityEventName.Completed, execution, ports)];
    }

    private static IEnumerable<InstanceEvent> Waits(string id, Guid execution) => [Fact(id, ActivityEventName.Started, execution), Fact(id, ActivityEventName.Suspended, execution)];

    private static ActivityEvent Fact(string id, ActivityEventName name, Guid execution, IReadOnlyList<string>? ports = null) => new(name, execution, null, id, $"f:{id}", "T", id, ports);
}
