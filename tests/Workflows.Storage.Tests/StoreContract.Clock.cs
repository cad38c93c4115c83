using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Timers;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

/// <summary>Time that passes fast, comes back, or brings everything at once.</summary>
public abstract partial class StoreContract
{
    private const int Slice = 64;

    [Fact]
    public async Task In_ninety_days_of_the_shipped_workflows_every_timer_fires_once_and_at_its_time()
    {
        await using var app = await StartAsync(s => s.AddSingleton<Decide>(_ => Engine.Decide));
        await app.AddOrganisationAsync();
        Assert.Empty((await app.Get<IDefinitionCatalog>().ImportFoldersAsync(RepositoryRoot.Combine("workflows"), "system:import")).Problems);
        var (ada, bob) = (TestApp.Person("ada", Roles.StationInspector, "S11"), TestApp.Person("bob", Roles.CountyOfficer, "C1"));
        foreach (var actor in (Actor[])[ada, bob, TestApp.Person("cyd", Roles.CountyOfficer, "C1"), TestApp.Person("dan", Roles.CountyOfficer, "C2")])
        {
            await app.Get<IPeople>().SavePersonAsync(new Person(actor.PersonId, actor.Name, null, actor.Grants[0].Unit, [.. actor.Grants], IsActive: true, "zh-CN"));
        }

        var until = app.Clock.GetUtcNow().AddDays(90);
        while (app.Clock.GetUtcNow() < until)
        {
            await ApplyAsync(app, ada); // nobody looks at this one: it becomes overdue
            await ApproveAsync(app, bob, await ApplyAsync(app, ada)); // and here the panel says nothing until its time is over
            await RunUntilAsync(app, Earlier(app.Clock.GetUtcNow().AddDays(5), until));
        }

        await app.AssertSoundAsync();
        var fired = 0;
        foreach (var item in await AllAsync(app))
        {
            var history = (await app.Queries.FindInstanceAsync(Actor.System("test"), item.InstanceId))!.History;
            var due = history.Select(h => h.Event).OfType<TimerScheduled>().ToDictionary(t => t.TimerId, t => t.DueAt);
            foreach (var entry in history.Where(h => h.Event is TimerEnded { Fired: true }))
            {
                Assert.True(due.Remove(((TimerEnded)entry.Event).TimerId, out var dueAt), "A timer fired twice.");
                Assert.Equal(dueAt, entry.At);
                fired++;
            }
        }

        Assert.True(fired > 30, $"Only {fired} timers fired.");
        Assert.Equal(90, (await AllAsync(app)).Count(i => i.DefinitionId == "daily-screening"));
    }

    [Fact]
    public async Task A_clock_that_jumps_back_fires_nothing_again_and_loses_nothing()
    {
        await using var app = await StartAsync();
        var pump = app.Get<TimerPump>();
        await app.StartTinyAsync("""{ "timers": [60, 7200] }""");
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await pump.PumpOnceAsync(default));

        app.Clock.AdjustTime(app.Clock.GetUtcNow().AddHours(-1));
        Assert.Equal(0, await pump.PumpOnceAsync(default));
        await app.StartTinyAsync("""{ "timers": [60], "publish": "late" }""");
        Assert.Equal(1, await app.Get<OutboxPump>().PumpOnceAsync(default));
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await pump.PumpOnceAsync(default));

        app.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(1, await pump.PumpOnceAsync(default));
        Assert.Equal(2, (await app.Operations.StatusAsync()).Finished);
        await app.AssertSoundAsync();
    }

    /// <summary>What the pump does between two of its pauses does not depend on how much is due, so this many rows say it for any number.</summary>
    [Fact]
    public async Task However_many_timers_are_due_people_get_in_after_every_slice()
    {
        const int slices = 10;
        await using var app = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, slices * Slice).Select(_ => app.StartTinyAsync("""{ "timers": [60] }""")));
        app.Clock.Advance(TimeSpan.FromHours(1));
        var pump = app.Get<TimerPump>();
        pump.Sleeping.Arm();

        var storm = pump.PumpOnceAsync(default);
        for (var slice = 1; slice <= slices; slice++)
        {
            var pause = await pump.Sleeping.NextAsync(Patience);
            await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ] }""");
            Assert.Equal(slice * Slice, (await app.Operations.StatusAsync()).Finished);
            app.Clock.Advance(pause);
        }

        Assert.Equal(slices * Slice, await storm);
    }

    /// <summary>Moves the clock from one due time to the next and lets the machine do what is due.</summary>
    private static async Task RunUntilAsync(TestApp app, DateTimeOffset until)
    {
        while (true)
        {
            await app.Get<TimerPump>().PumpOnceAsync(default);
            await app.Get<OutboxPump>().PumpOnceAsync(default);
            var timer = await app.Get<ITimerStore>().NextDueAsync() ?? until;
            var schedule = await app.Get<StartTriggerScheduler>().NextDueAsync(default) ?? until;
            var next = Earlier(Earlier(timer, schedule), until);
            if (next <= app.Clock.GetUtcNow())
            {
                return;
            }

            app.Clock.SetUtcNow(next);
        }
    }

    private static async Task ApproveAsync(TestApp app, Actor by, Guid id)
    {
        var task = (await app.LoadAsync(id)).Tasks.Single();
        Assert.True((await app.Runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), id, by, task.Id, "Approved", [], null))).Accepted);
    }

    private static async Task<Guid> ApplyAsync(TestApp app, Actor by)
    {
        var start = new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), by, []);
        Assert.True((await app.Runner.StartAsync("equipment-request", start)).Accepted);
        var form = new JsonObject { ["item"] = "钳形表", ["quantity"] = 2, ["price"] = 4000, ["reason"] = "现场核查用" };
        var task = (await app.LoadAsync(start.InstanceId)).Tasks.Single();
        var outcome = await app.Runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), start.InstanceId, by, task.Id, "Submit", form, null));
        Assert.True(outcome.Accepted, outcome.Refusal?.ToString());
        return start.InstanceId;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static async Task<IReadOnlyList<InstanceItem>> AllAsync(TestApp app)
    {
        var all = new List<InstanceItem>();
        for (var page = await PageAsync(0); page.Items.Count > 0; page = await PageAsync(all.Count))
        {
            all.AddRange(page.Items);
        }

        return all;

        Task<Page<InstanceItem>> PageAsync(int skip) => app.Queries.InstancesAsync(Actor.System("test"), new InstanceFilter(Skip: skip, Take: 200));
    }
}
