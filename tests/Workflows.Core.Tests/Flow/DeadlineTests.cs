using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using Workflows.Core.Time;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

/// <summary>Due times: by whose calendar they are counted, what moves them, who gets a late task, and how the ledger explains it all.</summary>
public sealed class DeadlineTests
{
    private static readonly Actor Operator = new("owner", "流程所有者", [new RoleGrant(Roles.ProcessOwner, "")]);

    /// <summary>The county does not work on Tuesday, 24 November.</summary>
    private static readonly UnitCalendars TuesdayOff = new(WorkingCalendar.Default, new Dictionary<string, CalendarRules>
    {
        ["4209001"] = WorkingCalendarReader.ReadRules("""{ "holidays": [ "2026-11-24" ] }"""),
    });

    [Fact]
    public void The_calendar_of_the_unit_that_holds_the_task_counts()
    {
        var run = Run.Start(Graph([Due("ask", "2wd")], []), calendars: TuesdayOff);
        Assert.Equal(Run.Monday.AddDays(3), run.Task("ask").DueAt);
        Assert.Equal(Run.Monday.AddDays(3), run.Instance.Timers.Single().DueAt);

        var elsewhere = Due("ask", "2wd");
        elsewhere["candidates"] = JsonNode.Parse("""[ { "role": "prefecture-officer", "unit": "42090" } ]""");
        Assert.Equal(Run.Monday.AddDays(2), Run.Start(Graph([elsewhere], []), calendars: TuesdayOff).Task("ask").DueAt);
    }

    [Fact]
    public void The_calendar_of_a_person_is_that_of_their_unit()
    {
        var chart = new OrgChart(Units.Chart.Units, [new Actor("ada", "ada", [new RoleGrant(Roles.CountyOfficer, "4209001")])]);
        var ask = Due("ask", "2wd");
        ask["candidates"] = new JsonArray();
        ask["assignee"] = Literal("ada");
        var run = Run.Start(Graph([ask], []), chart: chart, calendars: TuesdayOff);

        Assert.Equal((Run.Monday.AddDays(3), "4209001"), (run.Task("ask").DueAt, run.Task("ask").DueBasis!.Unit));
    }

    [Fact]
    public void A_changed_calendar_counts_again_and_lays_the_ladder_anew()
    {
        var run = Run.Start(Graph([Due("ask", "2wd", "-1wd", "0")], []));
        Assert.Equal("due.unchanged", run.Do(new RecountDue(run.NextId(), run.Instance.Id, Operator, "holiday"))?.Code);
        run.Wait(TimeSpan.FromHours(1));
        run.Calendars = TuesdayOff;
        run.Store();

        Assert.Null(run.Do(new RecountDue(run.NextId(), run.Instance.Id, Operator, "holiday")));

        Assert.Equal(Run.Monday.AddDays(3), run.Task("ask").DueAt);
        Assert.Equal([Run.Monday.AddDays(2), Run.Monday.AddDays(3)], run.Instance.Timers.Select(t => t.DueAt));
        Assert.Equal((Run.Monday.AddDays(2), "holiday"), (run.Events.OfType<TaskDueMoved>().Single().From, run.Events.OfType<TaskDueMoved>().Single().Reason));
        Assert.Equal("due.unchanged", run.Do(new RecountDue(run.NextId(), run.Instance.Id, Operator, "holiday"))?.Code);
    }

    [Fact]
    public void A_rung_whose_moment_a_changed_calendar_puts_into_the_past_is_climbed_at_once()
    {
        var run = Run.Start(Graph([Due("ask", "2wd", "-1wd")], []), calendars: TuesdayOff);
        run.Wait(TimeSpan.FromDays(1.5)); // Tuesday evening; the reminder was for Wednesday
        run.Calendars = null;
        Assert.Null(run.Do(new RecountDue(run.NextId(), run.Instance.Id, Operator, "no holiday after all")));

        Assert.Equal(Run.Monday.AddDays(1), run.Instance.Timers.Single().DueAt);
        Assert.Equal(1, run.Wait(TimeSpan.Zero).Task("ask").EscalationLevel);
    }

    [Fact]
    public void Counting_again_keeps_the_time_that_pauses_gave_back()
    {
        var run = Run.Start(Graph([Due("ask", "2wd", "0")], []));
        run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "court"));
        run.Wait(TimeSpan.FromDays(7));
        run.Do(new ContinueInstance(run.NextId(), run.Instance.Id, Operator, "court has spoken"));
        Assert.Equal(Run.Monday.AddDays(9), run.Task("ask").DueAt);
        run.Calendars = new UnitCalendars(WorkingCalendarReader.Read("""{ "holidays": [ "2026-12-01" ] }"""));
        Assert.Null(run.Do(new RecountDue(run.NextId(), run.Instance.Id, Operator, "holiday")));

        Assert.Equal(Run.Monday.AddDays(10), run.Task("ask").DueAt);
    }

    [Fact]
    public void An_operator_sets_a_due_time_that_no_calendar_moves_and_the_ladder_begins_anew()
    {
        var run = Run.Start(Graph([Due("ask", "2wd", "0")], []));
        run.Wait(TimeSpan.FromDays(3));
        Assert.Equal(1, run.Task("ask").EscalationLevel);
        var later = run.Now.AddDays(1);

        Assert.Equal("operator.reason-required", run.Do(Set(run, later, " "))?.Code);
        Assert.Equal("due.past", run.Do(Set(run, run.Now, "late"))?.Code);
        Assert.Null(run.Do(Set(run, later, "part on order")));
        run.Calendars = TuesdayOff;

        Assert.Equal("due.unchanged", run.Do(new RecountDue(run.NextId(), run.Instance.Id, Operator, "holiday"))?.Code);
        Assert.Equal((later, later), (run.Task("ask").DueAt, run.Instance.Timers.Single().DueAt));
        Assert.Equal(2, run.Wait(TimeSpan.FromDays(1)).Task("ask").EscalationLevel);

        static SetDue Set(Run run, DateTimeOffset at, string reason) => new(run.NextId(), run.Instance.Id, Operator, run.Task("ask").Id, at, reason);
    }

    [Fact]
    public void A_due_time_stands_still_while_another_is_asked_where_the_definition_says_so()
    {
        var ask = Due("ask", "2wd", "0");
        ask["stopsWhileDelegated"] = true;
        var run = Run.Start(Graph([ask], []));
        run.Wait(TimeSpan.FromHours(1));
        Assert.Null(run.Do(new DelegateTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("ask").Id, "bob", "meter?")));
        Assert.Empty(run.Instance.Timers);
        run.Store();
        run.Wait(TimeSpan.FromDays(7));
        Assert.Equal(0, run.Task("ask").EscalationLevel);
        Assert.Equal("task.delegated", run.Do(new SetDue(run.NextId(), run.Instance.Id, Operator, run.Task("ask").Id, run.Now.AddDays(30), "later"))?.Code);
        Assert.Null(run.Do(new ResolveTask(run.NextId(), run.Instance.Id, Run.Person("bob"), run.Task("ask").Id, "it is sound")));

        Assert.Equal(Run.Monday.AddDays(9), run.Task("ask").DueAt);
        Assert.Equal(Run.Monday.AddDays(9), run.Instance.Timers.Single().DueAt);
        Assert.Equal([DeadlineCause.Counted, DeadlineCause.Stopped, DeadlineCause.Delegated], Causes(run));
    }

    [Fact]
    public void A_pause_while_the_due_time_stands_still_is_not_given_back_twice()
    {
        var ask = Due("ask", "2wd", "0");
        ask["stopsWhileDelegated"] = true;
        var run = Run.Start(Graph([ask], []));
        run.Do(new DelegateTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("ask").Id, "bob", "meter?"));
        run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "court"));
        run.Wait(TimeSpan.FromDays(7));
        run.Do(new ContinueInstance(run.NextId(), run.Instance.Id, Operator, "court has spoken"));
        run.Wait(TimeSpan.FromDays(7));
        Assert.Null(run.Do(new ResolveTask(run.NextId(), run.Instance.Id, Run.Person("bob"), run.Task("ask").Id, "it is sound")));

        Assert.Equal(Run.Monday.AddDays(16), run.Task("ask").DueAt);
        Assert.Equal(Run.Monday.AddDays(16), run.Instance.Timers.Single().DueAt);
    }

    [Fact]
    public void The_ledger_explains_every_due_time()
    {
        var run = Run.Start(Graph([Due("ask", "2wd", "0")], []));
        run.Do(new PauseInstance(run.NextId(), run.Instance.Id, Operator, "court"));
        run.Wait(TimeSpan.FromDays(7));
        run.Do(new ContinueInstance(run.NextId(), run.Instance.Id, Operator, "court has spoken"));
        run.Calendars = new UnitCalendars(WorkingCalendarReader.Read("""{ "holidays": [ "2026-12-01" ] }"""));
        run.Do(new RecountDue(run.NextId(), run.Instance.Id, Operator, "holiday"));
        run.Do(new SetDue(run.NextId(), run.Instance.Id, Operator, run.Task("ask").Id, Run.Monday.AddDays(20), "part on order"));
        run.Complete("ask");

        var lines = DeadlineLedger.Of(run.Events.OfType<TaskCreated>().Single().TaskId, run.History);

        Assert.Equal([DeadlineCause.Counted, DeadlineCause.Stopped, DeadlineCause.Paused, DeadlineCause.Calendar, DeadlineCause.Operator], lines.Select(l => l.Cause));
        Assert.Equal([Run.Monday.AddDays(2), null, Run.Monday.AddDays(9), Run.Monday.AddDays(10), Run.Monday.AddDays(20)], lines.Select(l => l.To));
        Assert.Equal(("2wd", "4209001"), (lines[0].Basis!.Span, lines[0].Basis!.Unit));
        Assert.Equal(Run.Monday, lines[2].StoodSince);
        Assert.Equal([null, "court", null, "holiday", "part on order"], lines.Select(l => l.Reason));
        Assert.Equal(lines.Skip(3).Select(l => l.From), lines.Skip(2).Take(2).Select(l => l.To));
    }

    [Fact]
    public void A_late_task_goes_to_the_superior_where_the_ladder_says_so()
    {
        var chart = new OrgChart(Units.Chart.Units, [new Actor("zhang", "张", [new RoleGrant(Roles.PrefectureOfficer, "42090")]), Run.Officer]);
        var ask = Due("ask", "1wd");
        ask["ladder"] = JsonNode.Parse("""[ { "rung": "up", "at": "+1wd", "reassign": { "kind": "superior", "levels": 1 }, "to": [ { "kind": "owner" } ], "template": "late" } ]""");
        var run = Run.Start(Graph([ask], []), chart: chart);
        run.Do(new ClaimTask(run.NextId(), run.Instance.Id, Run.Officer, run.Task("ask").Id));

        run.Wait(TimeSpan.FromDays(2));

        var task = run.Task("ask");
        Assert.Equal((HumanTaskState.Created, null), (task.State, task.Assignee));
        Assert.Equal(new Candidate(null, Roles.PrefectureOfficer, "42090"), task.Candidates.Single());
        Assert.Equal((Run.Officer.PersonId, "up"), (run.Events.OfType<TaskReassigned>().Single().FromPersonId, run.Events.OfType<TaskReassigned>().Single().Rung));
        Assert.Equal("42090", run.Effects.OfType<SendMail>().Single().To.Single().Unit);
        Assert.Equal("task.not-yours", run.Complete("ask")?.Code);
        Assert.Null(run.Complete("ask", by: chart.Person("zhang")));
    }

    [Fact]
    public void A_late_task_stays_where_it_is_when_nobody_is_above()
    {
        var ask = Due("ask", "1wd");
        ask["ladder"] = JsonNode.Parse("""[ { "rung": "up", "at": "+1wd", "reassign": { "kind": "superior", "levels": 1 } }, { "rung": "end", "at": "+2wd", "decide": "Done" } ]""");
        var run = Run.Start(Graph([ask], []));
        run.Wait(TimeSpan.FromDays(2));

        Assert.Empty(run.Events.OfType<TaskReassigned>());
        Assert.Equal("county-officer", run.Task("ask").Candidates.Single().Role);
        run.Wait(TimeSpan.FromDays(1));
        Assert.True(run.Events.OfType<TaskCompleted>().Single().ByMachine);
    }

    [Fact]
    public void A_late_approvers_seat_goes_to_others_but_never_to_one_who_has_a_voice()
    {
        var chart = new OrgChart(Units.Chart.Units, [new Actor("ada", "ada", [new RoleGrant("judge", "42090")]), new Actor("eve", "eve", [new RoleGrant("judge", "42090")]), Run.Person("bob")]);
        var ladder = JsonNode.Parse("""[ { "rung": "up", "at": "0", "reassign": [ { "kind": "role", "role": "judge" } ] } ]""");
        var run = Run.Start(Graph([Approval("a", "All", ["ada", "bob"], ("due", "1wd"), ("ladder", ladder))], []), by: Run.Person("requester"), chart: chart);
        Assert.Null(run.Decide("ada"));

        run.Wait(TimeSpan.FromDays(1));

        var task = run.Instance.Tasks.Single();
        Assert.Null(task.Assignee);
        Assert.Contains("ada", task.Excluded);
        Assert.Null(run.Do(new CompleteTask(run.NextId(), run.Instance.Id, chart.Person("eve")!, task.Id, "Approved", [], null)));
        Assert.Equal("Finished/Finished", run.Status);
    }

    private static IEnumerable<DeadlineCause> Causes(Run run) => DeadlineLedger.Of(run.Events.OfType<TaskCreated>().Single().TaskId, run.History).Select(l => l.Cause);

    private static JsonObject Due(string id, string due, params string[] rungs)
    {
        var task = Task(id, "Done");
        task["due"] = due;
        task["ladder"] = new JsonArray([.. (rungs.Length == 0 ? ["0"] : rungs).Select((at, i) => new JsonObject { ["rung"] = $"r{i}", ["at"] = at })]);
        return task;
    }
}
