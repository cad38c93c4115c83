using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using Workflows.Core.Simulation.Replays;
using Workflows.Core.Time;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Simulation.Replays;

/// <summary>
/// A case of two steps is recorded – Monday 2026-01-05, started 09:00, checked by Ann at 11:00, reviewed by Bob at 16:00 – and replayed through drafts.
/// The office is open from 08:00 to 18:00; every expected figure is worked out by hand from these instants.
/// </summary>
public sealed class CaseReplayTests
{
    private static readonly Actor Ann = new("ann", "Ann", [new("clerk", "1")]);
    private static readonly Actor Bob = new("bob", "Bob", [new("manager", "1")]);
    private static readonly Actor Dee = new("dee", "Dee", [new("director", "1")]);
    private static readonly Actor Fay = new("fay", "Fay", [new("finance", "1")]);

    private static readonly VirtualWorld World = Office([Ann, Bob, Dee, Fay]);

    private static readonly WorkflowPackage Old = Graph([Step("check", "clerk"), Step("review", "manager", "1wd")], ["check.Yes -> review"]);

    [Fact]
    public void Through_the_same_definition_nothing_differs()
    {
        var replayed = Replay(Record(Old), Old);
        Assert.True(replayed.IsReplayed);
        Assert.False(replayed.Differs);
        Assert.Empty(replayed.Assumptions);
        Assert.True(replayed.Before.Steps.SequenceEqual(replayed.After.Steps));
        Assert.Equal(replayed.Before.EndedAt, replayed.After.EndedAt);
        Assert.Equal(TimeSpan.FromHours(7), replayed.After.CycleTime(World.Calendar));
    }

    [Fact]
    public void A_new_step_takes_the_median_of_all_steps_and_moves_what_follows()
    {
        // Ann needed 2 h and Bob 5 h, so that the median (nearest rank of two) is 2 h: 11:00 – 13:00; Bob's 5 h end at 18:00.
        var draft = Graph([Step("check", "clerk"), Step("finance", "finance"), Step("review", "manager", "1wd")], ["check.Yes -> finance", "finance.Yes -> review"]);
        var replayed = Replay(Record(Old), draft);

        Assert.True(replayed.IsRoutedDifferently);
        Assert.Equal([("check", At(11)), ("finance", At(13)), ("review", At(18))], replayed.After.Steps.Select(s => (s.ActivityId, s.ClosedAt!.Value)));
        Assert.Equal([false, true, false], replayed.After.Steps.Select(s => s.IsAssumed));
        Assert.Equal("Fay", replayed.After.Steps[1].By!.Name);
        Assert.Equal(TimeSpan.FromHours(2), replayed.Longer(World.Calendar));
        Assert.Equal(new Assumption(AssumptionKind.StepAssumed, LocalizedText.Same("finance"), LocalizedText.Same("Yes")), Assert.Single(replayed.Assumptions));
    }

    [Fact]
    public void A_step_of_a_role_with_a_record_takes_the_median_of_that_role()
    {
        // A second check is for clerks, of whom only Ann's 2 h are recorded, not Bob's 5 h.
        var draft = Graph([Step("check", "clerk"), Step("again", "clerk"), Step("review", "manager", "1wd")], ["check.Yes -> again", "again.Yes -> review"]);
        Assert.Equal(At(13), Replay(Record(Old), draft).After.Steps[1].ClosedAt);
    }

    [Fact]
    public void A_shorter_due_time_makes_it_late_and_climbs_the_ladder()
    {
        // Handed out at 11:00 with 4 office hours: due 15:00, decided 16:00.
        var draft = Graph([Step("check", "clerk"), Step("review", "manager", "PT4H")], ["check.Yes -> review"]);
        var replayed = Replay(Record(Old), draft);
        Assert.False(replayed.Before.IsLate);
        Assert.True(replayed.After.IsLate);
        Assert.Equal(At(15), replayed.After.Steps[1].DueAt);
        Assert.Equal(1, replayed.After.Steps[1].Escalations);
        Assert.False(replayed.Before.IsEscalated);
        Assert.False(replayed.IsRoutedDifferently);
        Assert.True(replayed.Differs);
    }

    [Fact]
    public void Another_role_means_another_decider_who_decides_alike()
    {
        var draft = Graph([Step("check", "clerk"), Step("review", "director", "1wd")], ["check.Yes -> review"]);
        var replayed = Replay(Record(Old), draft);
        Assert.True(replayed.IsDecidedByOthers);
        Assert.False(replayed.IsRoutedDifferently);
        Assert.Equal(("Dee", At(16)), (replayed.After.Steps[1].By!.Name, replayed.After.Steps[1].ClosedAt!.Value));
        Assert.Equal(AssumptionKind.OtherDoer, Assert.Single(replayed.Assumptions).Kind);
    }

    [Fact]
    public void A_condition_on_the_recorded_data_routes_by_them()
    {
        var draft = Graph(
            [Step("check", "clerk"), Decision("much", "getInput('amount') > 100"), Step("finance", "finance"), Step("review", "manager", "1wd")],
            ["check.Yes -> much", "much.True -> finance", "much.False -> review", "finance.Yes -> review"]);
        Assert.True(Replay(Record(Old, amount: 200), draft).IsRoutedDifferently);
        Assert.False(Replay(Record(Old, amount: 50), draft).IsRoutedDifferently);
    }

    [Fact]
    public void A_required_field_that_nobody_was_asked_for_is_filled_with_a_sample_and_said()
    {
        var form = FormDefinitionReader.Read("f", 1, """{"title":"f","fields":[{"key":"cause","kind":"text","label":"Cause","required":true}]}""").Form!;
        var step = Step("review", "manager", "1wd");
        step["formKey"] = "f";
        var draft = Graph([Step("check", "clerk"), step], ["check.Yes -> review"]) with { Forms = ImmutableDictionary<string, FormDefinition>.Empty.Add("f", form) };
        var replayed = Replay(Record(Old), draft);
        Assert.True(replayed.IsReplayed, replayed.Obstacle?.En);
        Assert.Equal(new Assumption(AssumptionKind.SampleValue, LocalizedText.Same("review"), LocalizedText.Same("Cause")), Assert.Single(replayed.Assumptions));
    }

    [Fact]
    public void What_was_left_to_the_deadline_is_left_to_it_again()
    {
        // Nobody reviews; the ladder says No at the due time: Tuesday 11:00, one working day after Monday 11:00.
        var old = Graph([Step("check", "clerk"), Deciding("review", "1wd")], ["check.Yes -> review"]);
        var recorded = Record(old, reviews: false);
        Assert.Equal("No", CaseCourse.Of(recorded.Instance, recorded.Tasks, recorded.History).Steps[1].Outcome);

        var replayed = Replay(recorded, old);
        Assert.False(replayed.Differs);
        Assert.True(replayed.After.Steps[1].ByMachine);

        // With two days the machine decides a day later, and still nobody else does.
        var later = Replay(recorded, Graph([Step("check", "clerk"), Deciding("review", "2wd")], ["check.Yes -> review"]));
        Assert.Equal(At(11).AddDays(2), later.After.Steps[1].ClosedAt);
        Assert.True(later.After.Steps[1].ByMachine);
    }

    [Fact]
    public void Work_of_the_outside_world_brings_what_it_brought_then()
    {
        var work = Activity("ask", "Elsa.RunTask", ("taskName", Literal("ask")));
        work["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-Answer" } };
        JsonObject[] steps = [work, Decision("good", "variables.Answer === 7"), Step("check", "clerk"), Step("review", "manager", "1wd")];
        var definition = Graph(steps, ["ask -> good", "good.True -> check", "check.Yes -> review"], Variable("Answer"));
        var host = Begin(definition, 0);
        host.AdvanceTo(At(10));
        host.CompleteWork(Assert.Single(host.Work), 7);
        Decide(host, Ann, At(11));
        Decide(host, Bob, At(16));

        var replayed = Replay(Recorded(host), definition);
        Assert.True(replayed.IsReplayed, replayed.Obstacle?.En);
        Assert.False(replayed.Differs);

        var asksMore = Graph([.. steps.Select(s => (JsonObject)s.DeepClone()), Activity("more", "Elsa.RunTask", ("taskName", Literal("more")))], ["ask -> good", "good.True -> check", "check.Yes -> more", "more -> review"], Variable("Answer"));
        Assert.Contains("more", Replay(Recorded(host), asksMore).Obstacle!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_called_off_is_called_off_at_its_hour()
    {
        var host = Begin(Old, 0);
        Decide(host, Ann, At(11));
        host.AdvanceTo(At(12));
        host.Do(new CancelInstance(host.NextId(), host.Instances.Single().Id, Bob, "not wanted"));
        var draft = Graph([Step("check", "clerk"), Step("finance", "finance"), Step("review", "manager", "1wd")], ["check.Yes -> finance", "finance.Yes -> review"]);
        var replayed = Replay(Recorded(host), draft);
        Assert.True(replayed.IsReplayed);
        Assert.Equal((At(12), InstanceSubStatus.Cancelled), (replayed.After.EndedAt!.Value, replayed.After.Result));
    }

    [Fact]
    public void What_cannot_be_replayed_says_why()
    {
        var nobody = Graph([Step("check", "clerk"), Step("review", "president", "1wd")], ["check.Yes -> review"]);
        Assert.Equal("Nobody may do “review” now.", Replay(Record(Old), nobody).Obstacle?.En);

        var host = Begin(Old, 0);
        var instance = host.Instances.Single().Id;
        Assert.Null(host.Do(new PauseInstance(host.NextId(), instance, Bob, "because")));
        Assert.Null(host.Do(new ContinueInstance(host.NextId(), instance, Bob, "because")));
        Decide(host, Ann, At(11));
        Decide(host, Bob, At(16));
        Assert.Contains("paused", Replay(Recorded(host), Old).Obstacle!.En, StringComparison.Ordinal);

        var faulty = Graph([Step("check", "clerk"), Fail("broken")], ["check.Yes -> broken"]);
        Assert.Equal("The draft fails at “broken”: broken failed", Replay(Record(Old), faulty).Obstacle?.En);
    }

    [Fact]
    public void The_report_counts_what_can_be_counted_by_hand()
    {
        // Finance takes part above 100; it costs the median of 2 h, so that 7 h become 9 h. The third case cannot pass: nobody is president.
        var draft = Graph(
            [Step("check", "clerk"), Decision("much", "getInput('amount') > 100"), Step("finance", "finance"), Step("top", "president"), Decision("huge", "getInput('amount') > 1000"), Step("review", "manager", "PT6H")],
            ["check.Yes -> much", "much.True -> huge", "huge.True -> top", "top.Yes -> review", "huge.False -> finance", "much.False -> review", "finance.Yes -> review"]);
        RecordedCase[] cases = [Record(Old, 50), Record(Old, 200), Record(Old, 2000)];
        var report = new SimulationReport([.. cases.Select(c => CaseReplay.Run(c, [draft], World, new HandlingTimes(cases.SelectMany(x => x.Tasks), World.Calendar)))], World.Calendar);

        Assert.Equal((3, 2, 1, 1), (report.Cases.Length, report.ReplayedCount, report.RoutedDifferently, report.DecidedByOthers));
        Assert.Equal(new BeforeAfter<int>(0, 0), report.Late);
        Assert.Equal(new BeforeAfter<TimeSpan?>(TimeSpan.FromHours(7), TimeSpan.FromHours(7)), report.MedianCycle);
        Assert.Equal(new BeforeAfter<TimeSpan?>(TimeSpan.FromHours(7), TimeSpan.FromHours(9)), report.LongCycle);
        Assert.Equal(new DeciderCount("Fay", new(0, 1)), Assert.Single(report.Deciders));
        Assert.Equal(2, report.Different.Count());
        Assert.Equal("Nobody may do “top” now.", Assert.Single(report.Obstacles).Obstacle.En);
        Assert.Equal(report.ToJson().ToJsonString(), (report with { Cases = [.. cases.Select(c => CaseReplay.Run(c, [draft], World, new HandlingTimes(cases.SelectMany(x => x.Tasks), World.Calendar)))] }).ToJson().ToJsonString());
    }

    private static ReplayedCase Replay(RecordedCase recorded, WorkflowPackage draft) =>
        CaseReplay.Run(recorded, [draft], World, new HandlingTimes(recorded.Tasks, World.Calendar));

    private static RecordedCase Record(WorkflowPackage definition, int amount = 0, bool reviews = true)
    {
        var host = Begin(definition, amount);
        Decide(host, Ann, At(11));
        if (reviews)
        {
            Decide(host, Bob, At(16));
        }
        else
        {
            host.FireNext();
        }

        Assert.Equal(InstanceStatus.Finished, host.Instances.Single().Status);
        return Recorded(host);
    }

    private static VirtualHost Begin(WorkflowPackage definition, int amount)
    {
        var host = new VirtualHost([definition], World with { Now = At(9) });
        host.Start(definition.Definition.DefinitionId, new JsonObject { ["amount"] = amount }, Ann);
        return host;
    }

    private static void Decide(VirtualHost host, Actor by, DateTimeOffset at)
    {
        host.AdvanceTo(at);
        var task = host.Tasks.Single(t => t.IsOpen);
        Assert.Null(host.Do(new CompleteTask(host.NextId(), task.InstanceId, by, task.Id, "Yes", [], null)));
    }

    private static RecordedCase Recorded(VirtualHost host) => new(host.Instances.Single(), [.. host.Tasks], [.. host.History]);

    private static VirtualWorld Office(ImmutableArray<Actor> people) => new()
    {
        People = people,
        Calendar = WorkingCalendar.Default,
        Organisation = new OrgChart([new OrgUnit("1", "One", OrgTier.Prefecture, null)], people),
    };

    private static JsonObject Step(string id, string role, string? due = null)
    {
        var step = Activity(
            id,
            "ClosedLoop.UserTask",
            ("title", new JsonObject { ["zh"] = id, ["en"] = id }),
            ("candidates", new JsonArray(new JsonObject { ["role"] = role, ["unit"] = "1" })),
            ("outcomes", new JsonArray(new JsonObject { ["name"] = "Yes" }, new JsonObject { ["name"] = "No" })));
        if (due is not null)
        {
            step["due"] = due;
            step["ladder"] = new JsonArray(new JsonObject { ["rung"] = "overdue", ["at"] = "0", ["to"] = new JsonArray(new JsonObject { ["kind"] = "owner" }), ["template"] = "task-overdue" });
        }

        return step;
    }

    private static JsonObject Deciding(string id, string due)
    {
        var step = Step(id, "manager", due);
        step["ladder"] = new JsonArray(new JsonObject { ["rung"] = "silence", ["at"] = "0", ["decide"] = "No" });
        return step;
    }

    private static DateTimeOffset At(int hour) => new(2026, 1, 5, hour, 0, 0, TimeSpan.FromHours(8));
}
