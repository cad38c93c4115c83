using Microsoft.Extensions.Hosting;
using Workflows.Core.Instances;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Timers;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Timers_fire_exactly_once_with_two_pumps()
    {
        await using var app = await StartAsync();
        await using var other = await StartAsync(shareDataOf: app);
        for (var i = 0; i < 30; i++)
        {
            await app.StartTinyAsync("""{ "timers": [10, 20] }""");
        }

        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await Task.WhenAll(app.Get<TimerPump>().PumpOnceAsync(default), other.Get<TimerPump>().PumpOnceAsync(default));

        var status = await app.Operations.StatusAsync();
        Assert.Equal((0, 30, 0), (status.Running, status.Finished, status.TimersLate + status.TimersPending));
        foreach (var item in (await app.Queries.InstancesAsync(Core.Organisation.Actor.System("test"), new())).Items)
        {
            var detail = await app.Queries.FindInstanceAsync(Core.Organisation.Actor.System("test"), item.InstanceId);
            Assert.Equal(2, detail!.History.Count(h => h.Event is TimerEnded));
        }

        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_timer_does_not_fire_early()
    {
        await using var app = await StartAsync();
        var id = (await app.StartTinyAsync("""{ "timers": [60] }""")).InstanceId;

        app.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal(0, await app.Get<TimerPump>().PumpOnceAsync(default));
        Assert.Equal(InstanceStatus.Running, (await app.LoadAsync(id)).Status);

        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await app.Get<TimerPump>().PumpOnceAsync(default));
        Assert.Equal(InstanceStatus.Finished, (await app.LoadAsync(id)).Status);
    }

    [Fact]
    public async Task The_timer_pump_sleeps_until_the_next_due_time_and_wakes_for_an_earlier_one()
    {
        await using var app = await StartAsync();
        var pump = app.Get<TimerPump>();
        pump.Sleeping.Arm();
        await app.StartTinyAsync("""{ "timers": [300] }""");
        await ((IHostedService)pump).StartAsync(default);
        try
        {
            await SleepsFor(300);

            await app.StartTinyAsync("""{ "timers": [30] }""");
            await SleepsFor(30);

            app.Clock.Advance(TimeSpan.FromSeconds(30));
            await SleepsFor(270);
            Assert.Equal(1, (await app.Operations.StatusAsync()).Finished);
        }
        finally
        {
            await ((IHostedService)pump).StopAsync(default);
        }

        // A pump may look once more than it must; what counts is how long it means to sleep in the end.
        async Task SleepsFor(int seconds)
        {
            while (await pump.Sleeping.NextAsync(Patience) != TimeSpan.FromSeconds(seconds))
            {
                continue;
            }
        }
    }

    [Fact]
    public async Task After_a_long_downtime_timers_fire_oldest_first_and_no_faster_than_allowed()
    {
        await using var app = await StartAsync(more: services => Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<TimerPumpOptions>(services, o => (o.BatchSize, o.MaxPerSecond) = (10, 10)));
        for (var i = 0; i < 25; i++)
        {
            await app.StartTinyAsync($$"""{ "timers": [{{100 - i}}] }""");
        }

        app.Clock.Advance(TimeSpan.FromDays(3));
        var pump = app.Get<TimerPump>();
        pump.Sleeping.Arm();
        var pumping = pump.PumpOnceAsync(default);
        Assert.Equal(TimeSpan.FromSeconds(1), await pump.Sleeping.NextAsync(Patience));
        var left = await app.Get<ITimerStore>().DueAsync(app.Clock.GetUtcNow(), 100);
        Assert.Equal(15, left.Count);
        Assert.True(left[0].DueAt > app.Clock.GetUtcNow().AddDays(-3).AddSeconds(85), "The oldest are not first.");

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await pump.Sleeping.NextAsync(Patience);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(25, await pumping);
    }

    [Fact]
    public async Task A_timer_of_an_ended_instance_is_gone_with_it()
    {
        await using var app = await StartAsync();
        var id = (await app.StartTinyAsync("""{ "timers": [60], "tasks": [ { "assignee": "ada" } ] }""")).InstanceId;

        await app.Runner.RunAsync(new CancelInstance(Guid.CreateVersion7(), id, Core.Organisation.Actor.System("test"), "x"));

        Assert.Null(await app.Get<ITimerStore>().NextDueAsync());
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_definition_with_a_cron_trigger_starts_by_the_clock_once_per_occurrence_and_only_in_its_latest_version()
    {
        await using var app = await StartAsync();
        static string Workflow(string cron) => TestApp.Workflow("daily", "Daily", activity: $$"""
            { "id": "c", "type": "Elsa.Cron", "customProperties": { "canStartWorkflow": true }, "cronExpression": { "typeName": "String", "expression": { "type": "Literal", "value": "{{cron}}" } } }
            """);
        Assert.Empty((await app.PublishAsync("daily", Workflow("0 8 * * *"))).Problems);
        var pump = app.Get<TimerPump>();
        await pump.PumpOnceAsync(default);
        var schedule = Assert.Single(await app.Get<IScheduleStore>().ListAsync());
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), schedule.NextAt);

        app.Clock.Advance(TimeSpan.FromDays(3));
        await pump.PumpOnceAsync(default);
        await pump.PumpOnceAsync(default);
        Assert.Equal(1, await Instances());

        await app.PublishAsync("daily", Workflow("0 9 * * *"));
        await pump.PumpOnceAsync(default);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await pump.PumpOnceAsync(default);
        await pump.PumpOnceAsync(default);
        Assert.Equal(2, await Instances());
        var latest = (await app.Queries.InstancesAsync(Core.Organisation.Actor.System("test"), new(DefinitionId: "daily"))).Items[0];
        Assert.Equal(2, latest.DefinitionVersion);

        async Task<int> Instances() => (await app.Queries.InstancesAsync(Core.Organisation.Actor.System("test"), new(DefinitionId: "daily"))).Total;
    }
}
