using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Time;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

/// <summary>Calendars of units: changed while the program runs, with a preview of what they move and a step for each instance that they do.</summary>
public abstract partial class StoreContract
{
    private static readonly Actor ProcessOwner = TestApp.Person("owner", Roles.ProcessOwner, "P");

    /// <summary>Tuesday, the day after the clock's.</summary>
    private const string TuesdayOff = """{ "holidays": [ { "from": "2026-11-24", "name": "停电检修" } ] }""";

    [Fact]
    public async Task A_changed_calendar_moves_what_its_preview_said_and_nothing_else()
    {
        await using var app = await StartTimedAsync();
        var (mine, other) = (await TimedAsync(app, "S11"), await TimedAsync(app, "S21"));
        var before = (await app.LoadAsync(mine)).Tasks[0].DueAt;
        var desk = app.Get<ICalendarDesk>();

        var preview = await desk.PreviewAsync(ProcessOwner, "C1", TuesdayOff);
        Assert.Equal((null, 2, 1), (preview.Refusal, preview.Examined, preview.Moved));
        var move = Assert.Single(preview.Moves);
        Assert.Equal((mine, before, before!.Value.AddDays(1)), (move.InstanceId, move.From, move.To));
        Assert.Equal(before, (await app.LoadAsync(mine)).Tasks[0].DueAt);

        Assert.Null(await desk.ApplyAsync(ProcessOwner, "C1", TuesdayOff, "停电检修"));
        Assert.Equal(1, await app.Get<CalendarRecounter>().RunAsync(default));
        Assert.Null(await app.Get<CalendarRecounter>().RunAsync(default));

        Assert.Equal(move.To, (await app.LoadAsync(mine)).Tasks[0].DueAt);
        Assert.Equal(move.To, (await app.Queries.FindTaskAsync(Administrator, move.TaskId))!.Task.DueAt);
        Assert.Equal(before, (await app.LoadAsync(other)).Tasks[0].DueAt);
        var ledger = (await app.Queries.FindInstanceAsync(Administrator, mine))!.DeadlinesOf(move.TaskId);
        Assert.Equal([DeadlineCause.Counted, DeadlineCause.Calendar], ledger.Select(l => l.Cause));
        Assert.Equal(("停电检修", "S11"), (ledger[1].Reason, ledger[1].Basis!.Unit));
        Assert.Equal(0, (await desk.PreviewAsync(ProcessOwner, "C1", TuesdayOff)).Moved);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task New_tasks_are_counted_by_the_new_calendar_at_once_and_after_a_restart()
    {
        await using var app = await StartTimedAsync();
        await app.Get<ICalendarDesk>().ApplyAsync(ProcessOwner, null, """{ "opens": "09:00", "weekend": [ "Sunday" ] }""", "夏令时间");
        await app.Get<ICalendarDesk>().ApplyAsync(ProcessOwner, "S11", TuesdayOff, "停电检修");

        var due = (await app.LoadAsync(await TimedAsync(app, "S11"))).Tasks[0].DueAt;
        Assert.Equal(app.Clock.GetUtcNow().AddDays(3), due);
        await using var again = await StartTimedAsync(shareDataOf: app);
        var calendars = again.Get<IWorkingCalendars>();
        Assert.Equal((new TimeOnly(9, 0), true), (calendars.Current.Opens, calendars.Current.IsWorkingDay(new DateOnly(2026, 11, 28))));
        Assert.Equal(due, (await again.LoadAsync(await TimedAsync(again, "S11"))).Tasks[0].DueAt);

        await again.Get<ICalendarDesk>().ApplyAsync(ProcessOwner, "S11", null, "取消");
        Assert.Equal([null], again.Get<ICalendarDesk>().List().Select(c => c.Unit));
    }

    [Fact]
    public async Task A_recount_that_was_cut_off_goes_on_and_moves_nothing_twice()
    {
        await using var app = await StartTimedAsync();
        Guid[] ids = [await TimedAsync(app, "S11"), await TimedAsync(app, "S11"), await TimedAsync(app, "S11")];
        await app.Get<ICalendarDesk>().ApplyAsync(ProcessOwner, null, TuesdayOff, "停电检修");
        var recount = await app.Get<ICalendarStore>().RecountAsync();

        // As after a kill: two were moved, and the progress of the first alone was noted.
        foreach (var id in ids.Order().Take(2))
        {
            Assert.True((await app.Runner.RunAsync(new RecountDue(DerivedId.From(recount!.Id, id.ToString()), id, Actor.System("calendar"), recount.Reason))).Accepted);
        }

        await app.Get<ICalendarStore>().SaveProgressAsync(recount! with { After = ids.Min(), Moved = 1 });
        await app.Get<CalendarRecounter>().RunAsync(default);

        foreach (var id in ids)
        {
            Assert.Single((await app.Queries.FindInstanceAsync(Administrator, id))!.History, h => h.Event is TaskDueMoved);
        }

        Assert.NotNull((await app.Get<ICalendarDesk>().RecountAsync())!.EndedAt);
        await app.AssertSoundAsync();
    }

    [Theory]
    [InlineData("C1", """{ "opens": "25:00" }""", "calendar.invalid")]
    [InlineData("C1", """{ "opens": "19:00" }""", "calendar.invalid")]
    [InlineData(null, """{ "weekend": [ "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" ] }""", "calendar.invalid")]
    [InlineData("X9", "{}", "calendar.unknown-unit")]
    public async Task A_calendar_that_cannot_be_is_refused_and_changes_nothing(string? unit, string rules, string code)
    {
        await using var app = await StartTimedAsync();
        var desk = app.Get<ICalendarDesk>();
        Assert.Equal(code, (await desk.PreviewAsync(ProcessOwner, unit, rules)).Refusal?.Code);
        Assert.Equal(code, (await desk.ApplyAsync(ProcessOwner, unit, rules, "reason"))?.Code);
        Assert.Equal("operator.reason-required", (await desk.ApplyAsync(ProcessOwner, unit, "{}", " "))?.Code);
        Assert.Equal(Runtime.Instances.Refusals.NotAllowed.Code, (await desk.ApplyAsync(Ada, null, "{}", "reason"))?.Code);
        Assert.Equal(Runtime.Instances.Refusals.NotAllowed.Code, (await desk.ApplyAsync(TestApp.Person("o", Roles.ProcessOwner, "C2"), "C1", "{}", "reason"))?.Code);
        Assert.Equal(Runtime.Instances.Refusals.NotAllowed.Code, (await desk.ApplyAsync(TestApp.Person("o", Roles.ProcessOwner, "C2"), null, "{}", "reason"))?.Code);
        Assert.Empty(desk.List());
    }

    [Fact]
    public async Task The_file_beside_the_workflows_holds_until_a_person_sets_another_calendar()
    {
        await using var app = await StartTimedAsync();
        var keeper = app.Get<CalendarKeeper>();
        await keeper.ImportAsync("""{ "opens": "09:00" }""", "calendar.json");
        await keeper.ImportAsync("""{ "opens": "09:30" }""", "calendar.json");
        Assert.Equal(new TimeOnly(9, 30), app.Get<IWorkingCalendars>().Current.Opens);

        await app.Get<ICalendarDesk>().ApplyAsync(ProcessOwner, null, """{ "opens": "10:00" }""", "冬令时间");
        await keeper.ImportAsync("""{ "opens": "08:00" }""", "calendar.json");
        Assert.Equal(new TimeOnly(10, 0), app.Get<IWorkingCalendars>().Current.Opens);
    }

    private async Task<TestApp> StartTimedAsync(TestApp? shareDataOf = null)
    {
        var app = await StartAsync(s => s.AddSingleton<Decide>(_ => Engine.Decide), shareDataOf);
        if (shareDataOf is null)
        {
            await app.AddOrganisationAsync();
            var task = """{ "id": "t", "type": "ClosedLoop.UserTask", "name": "t", "title": { "zh": "核查", "en": "Check" }, "candidates": [ { "role": "station-inspector", "unit": { "expression": { "type": "JavaScript", "value": "getInput('unit')" } } } ], "due": "2wd" }""";
            Assert.Empty((await app.PublishAsync("timed", TestApp.Workflow("timed", "Timed", activity: task))).Problems);
        }

        return app;
    }

    private static async Task<Guid> TimedAsync(TestApp app, string unit)
    {
        var outcome = await app.Runner.StartAsync("timed", new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Actor.System("test"), new JsonObject { ["unit"] = unit }));
        Assert.True(outcome.Accepted, outcome.Refusal?.Message.En);
        Assert.Equal(unit, (await app.LoadAsync(outcome.InstanceId)).Tasks.Single().Candidates.Single().Unit);
        return outcome.InstanceId;
    }
}
