using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

public sealed class JournalTests
{
    [Fact]
    public void The_journal_of_a_leave_request_has_the_lines_that_Elsa_writes()
    {
        var run = Run.Start(WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(Samples.LeaveRequest)), new JsonObject { ["Employee"] = "Ann" });
        var work = Assert.Single(run.Effects.OfType<DoWork>());
        Assert.Equal("approve-leave", (string?)work.Input["taskName"]);
        Assert.Equal("Ann", (string?)work.Input["payload"]!["employee"]);
        run.Resume(run.Instance.Bookmarks.Single(), new JsonObject { ["approved"] = true });
        Assert.Equal(
            [
                "Started Workflow1", "Started Workflow1:flow1", "Started Workflow1:flow1:a1", "Suspended Workflow1:flow1:a1",
                "Resumed Workflow1:flow1:a1", "Completed Workflow1:flow1:a1",
                "Started Workflow1:flow1:a2", "Completed Workflow1:flow1:a2",
                "Started Workflow1:flow1:a3", "Completed Workflow1:flow1:a3",
                "Started Workflow1:flow1:a4", "Completed Workflow1:flow1:a4",
            ],
            run.Events.OfType<ActivityEvent>().Select(e => $"{e.Name} {e.NodeId}"));
        Assert.Equal("approved", (string?)run.Instance.Execution.Variables["Status"]);
        Assert.Equal("Finished/Finished", run.Status);
    }

    [Fact]
    public void Containers_complete_after_what_is_in_them()
    {
        var run = Run.Start(Workflow(Sequence("s", Line("a"))));
        Assert.Equal(["a", "s", "Workflow1"], run.Completed);
    }

    [Fact]
    public void A_completed_decision_says_by_which_outcome_it_left()
    {
        var run = Run.Start(Graph([Decision("d", "false"), Line("no")], ["d.False -> no"]));
        Assert.Equal(["False"], run.Events.OfType<ActivityEvent>().Single(e => e is { ActivityId: "d", Name: ActivityEventName.Completed }).Outcomes);
    }

    [Fact]
    public void Inputs_are_still_there_after_a_suspension()
    {
        var run = Run.Start(Graph([Delay("d"), LineOf("l", Script("getInput('Name')"))], ["d -> l"]), new JsonObject { ["Name"] = "Ann" });
        Assert.Equal("Ann", run.Wait(TimeSpan.FromSeconds(10)).Written);
    }
}
