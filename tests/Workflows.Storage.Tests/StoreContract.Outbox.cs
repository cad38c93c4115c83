using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Events;
using Workflows.Runtime.Outbox;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Work_that_is_done_resumes_its_instance_with_the_result()
    {
        var worker = new ScriptedWorker(_ => new EffectResult.Done(new JsonObject { ["found"] = 7 }));
        await using var app = await StartAsync(s => s.AddSingleton<IWorkHandler>(worker));
        var id = (await app.StartTinyAsync("""{ "work": "Test.Work" }""")).InstanceId;

        Assert.Equal(1, await app.Get<OutboxPump>().PumpOnceAsync(default));

        var instance = await app.LoadAsync(id);
        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal(7, (int?)instance.Output["result"]!["found"]);
        Assert.Equal(0, (await app.Operations.StatusAsync()).OutboxWaiting);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_running_pump_works_as_soon_as_a_step_wishes_something_and_stops_cleanly()
    {
        var worker = new ScriptedWorker(_ => new EffectResult.Done());
        await using var app = await StartAsync(s => s.AddSingleton<IWorkHandler>(worker));
        var pump = app.Get<OutboxPump>();
        pump.Sleeping.Arm();
        pump.Worked.Arm();
        await ((IHostedService)pump).StartAsync(default);
        await pump.Sleeping.NextAsync(Patience);

        var id = (await app.StartTinyAsync("""{ "work": "Test.Work" }""")).InstanceId;
        await pump.Worked.NextAsync(Patience);
        await ((IHostedService)pump).StopAsync(default);

        Assert.Equal(InstanceStatus.Finished, (await app.LoadAsync(id)).Status);
    }

    [Fact]
    public async Task A_failing_wish_is_tried_again_later_and_later_and_then_faults_its_activity()
    {
        var worker = new ScriptedWorker(_ => throw new InvalidOperationException("no data"));
        await using var app = await StartAsync(s =>
        {
            s.AddSingleton<IWorkHandler>(worker);
            s.Configure<OutboxPumpOptions>(o => (o.MaxAttempts, o.FirstDelay) = (3, TimeSpan.FromSeconds(10)));
        });
        var id = (await app.StartTinyAsync("""{ "work": "Test.Work" }""")).InstanceId;
        var pump = app.Get<OutboxPump>();

        Assert.Equal(1, await pump.PumpOnceAsync(default));
        app.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, await pump.PumpOnceAsync(default));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await pump.PumpOnceAsync(default));
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await pump.PumpOnceAsync(default));

        Assert.Equal([1, 2, 3], worker.Attempts);
        Assert.Equal("no data", Assert.Single((await app.LoadAsync(id)).Incidents).Message);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_snooze_does_not_count_as_an_attempt()
    {
        var worker = new ScriptedWorker(n => n < 3 ? new EffectResult.Snooze(TimeSpan.FromSeconds(5)) : new EffectResult.Done());
        await using var app = await StartAsync(s => s.AddSingleton<IWorkHandler>(worker));
        await app.StartTinyAsync("""{ "work": "Test.Work" }""");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, await app.Get<OutboxPump>().PumpOnceAsync(default));
            app.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal([1, 1, 1], worker.Attempts);
    }

    [Fact]
    public async Task A_parked_mail_waits_for_an_operator_and_is_then_sent_again()
    {
        var mailer = new ScriptedMailer(n => n == 1 ? new EffectResult.Park("no such address") : new EffectResult.Done());
        await using var app = await StartAsync(s => s.AddSingleton<IEffectHandler<SendMail>>(mailer));
        var id = (await app.StartTinyAsync("""{ "mail": "task-overdue", "tasks": [ { "assignee": "ada" } ] }""")).InstanceId;
        var pump = app.Get<OutboxPump>();
        await pump.PumpOnceAsync(default);
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await pump.PumpOnceAsync(default));

        var parked = Assert.Single(await app.Operations.ParkedAsync());
        Assert.Equal(("SendMail", "task-overdue → a@example.test", "no such address", id, 1), (parked.Kind, parked.Summary, parked.Reason, parked.InstanceId, parked.Attempts));
        Assert.True(await app.Operations.RetryAsync(parked.EffectId, Ada));
        Assert.False(await app.Operations.RetryAsync(parked.EffectId, Ada));

        Assert.Equal(1, await pump.PumpOnceAsync(default));
        Assert.Empty(await app.Operations.ParkedAsync());
        Assert.Equal(2, mailer.Calls);
    }

    [Fact]
    public async Task A_wish_is_held_by_one_pump_at_a_time_until_its_lease_runs_out()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "work": "Test.Work" }""");
        var store = app.Get<IOutboxStore>();
        var now = app.Clock.GetUtcNow();

        var first = Assert.Single(await store.ClaimAsync("a", 10, now, now.AddMinutes(1)));
        Assert.Empty(await store.ClaimAsync("b", 10, now.AddSeconds(59), now.AddMinutes(5)));
        Assert.True(await store.RenewAsync(first.Effect.Id, "a", now.AddMinutes(2)));
        Assert.Empty(await store.ClaimAsync("b", 10, now.AddSeconds(61), now.AddMinutes(5)));
        var second = Assert.Single(await store.ClaimAsync("b", 10, now.AddMinutes(2), now.AddMinutes(5)));

        Assert.Equal((1, 2), (first.Context.Attempt, second.Context.Attempt));
        Assert.False(await store.RenewAsync(first.Effect.Id, "a", now.AddMinutes(9)));
        Assert.False(await store.CompleteAsync(first.Effect.Id, "a"));
        Assert.True(await store.CompleteAsync(second.Effect.Id, "b"));
    }

    [Fact]
    public async Task Wishes_that_two_processes_claim_at_the_same_time_go_to_one_of_them()
    {
        const int Wishes = 40;
        await using var app = await StartAsync();
        await using var other = await StartAsync(shareDataOf: app);
        for (var i = 0; i < Wishes; i++)
        {
            await app.StartTinyAsync("""{ "work": "Test.Work" }""");
        }

        var now = app.Clock.GetUtcNow();
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => (i % 2 == 0 ? app : other).Get<IOutboxStore>().ClaimAsync($"{i}", 5, now, now.AddMinutes(1)))));

        var held = claims.SelectMany(c => c).ToList();
        Assert.Equal(Wishes, held.Count);
        Assert.Equal(Wishes, held.Select(h => h.Effect.Id).Distinct().Count());
        Assert.All(held, h => Assert.Equal(1, h.Context.Attempt));
    }

    [Fact]
    public async Task Work_whose_process_died_after_it_was_done_resumes_its_instance_once()
    {
        var worker = new ScriptedWorker(_ => new EffectResult.Done(new JsonObject()));
        await using var app = await StartAsync(s => s.AddSingleton<IWorkHandler>(worker));
        var id = (await app.StartTinyAsync("""{ "work": "Test.Work" }""")).InstanceId;
        var store = app.Get<IOutboxStore>();
        var now = app.Clock.GetUtcNow();
        var leased = Assert.Single(await store.ClaimAsync("died", 10, now, now.AddMinutes(1)));
        await app.Get<EffectDispatcher>().DispatchAsync(leased, default);

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await app.Get<OutboxPump>().PumpOnceAsync(default));

        Assert.Equal(2, worker.Attempts.Count);
        var detail = await app.Queries.FindInstanceAsync(Actor.System("test"), id);
        Assert.Equal(2, detail!.Instance.Revision);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task An_event_without_a_key_reaches_everyone_and_one_for_a_single_instance_only_that()
    {
        await using var app = await StartAsync();
        var mine = (await app.StartTinyAsync("""{ "event": "paid", "eventKey": "c-1" }""")).InstanceId;
        var other = (await app.StartTinyAsync("""{ "event": "paid", "eventKey": "c-2" }""")).InstanceId;

        Assert.Equal(1, (await app.Get<EventDelivery>().DeliverAsync(Guid.CreateVersion7(), "paid", null, null, onlyInstanceId: mine)).Resumed);
        Assert.Equal(InstanceStatus.Running, (await app.LoadAsync(other)).Status);
        Assert.Equal(1, (await app.Get<EventDelivery>().DeliverAsync(Guid.CreateVersion7(), "paid", null, null)).Resumed);
    }

    [Fact]
    public async Task An_event_reaches_those_who_wait_for_its_key_and_those_who_wait_for_any()
    {
        await using var app = await StartAsync();
        var any = (await app.StartTinyAsync("""{ "event": "paid" }""")).InstanceId;
        var mine = (await app.StartTinyAsync("""{ "event": "paid", "eventKey": "c-1" }""")).InstanceId;
        var other = (await app.StartTinyAsync("""{ "event": "paid", "eventKey": "c-2" }""")).InstanceId;
        var eventId = Guid.CreateVersion7();

        var receipt = await app.Get<EventDelivery>().DeliverAsync(eventId, "paid", "c-1", new JsonObject { ["amount"] = 12 });
        var again = await app.Get<EventDelivery>().DeliverAsync(eventId, "paid", "c-1", new JsonObject { ["amount"] = 12 });

        Assert.Equal(new EventReceipt(2, 0), receipt);
        Assert.Equal(new EventReceipt(0, 0), again);
        Assert.Equal(12, (int?)(await app.LoadAsync(any)).Output["result"]!["amount"]);
        Assert.Equal(InstanceStatus.Finished, (await app.LoadAsync(mine)).Status);
        Assert.Equal(InstanceStatus.Running, (await app.LoadAsync(other)).Status);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task An_event_published_by_an_instance_starts_definitions_that_begin_with_it()
    {
        await using var app = await StartAsync();
        const string trigger = """{ "id": "e", "type": "Elsa.Event", "customProperties": { "canStartWorkflow": true }, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "closed" } } }""";
        Assert.Empty((await app.PublishAsync("listener", TestApp.Workflow("listener", "L", activity: trigger))).Problems);
        await app.StartTinyAsync("""{ "publish": "closed", "tasks": [ { "assignee": "ada" } ] }""");

        await app.Get<OutboxPump>().PumpOnceAsync(default);

        var started = Assert.Single((await app.Queries.InstancesAsync(Actor.System("test"), new(DefinitionId: "listener"))).Items);
        Assert.Equal("test", (string?)(await app.LoadAsync(started.InstanceId)).Input["by"]);
    }

    private sealed class ScriptedWorker(Func<int, EffectResult> script) : IWorkHandler
    {
        public List<int> Attempts { get; } = [];

        public string Work => "Test.Work";

        public Task<EffectResult> HandleAsync(DoWork effect, EffectContext context, CancellationToken cancellationToken)
        {
            Attempts.Add(context.Attempt);
            return Task.FromResult(script(Attempts.Count));
        }
    }

    private sealed class ScriptedMailer(Func<int, EffectResult> script) : IEffectHandler<SendMail>
    {
        public int Calls { get; private set; }

        public Task<EffectResult> HandleAsync(SendMail effect, EffectContext context, CancellationToken cancellationToken) => Task.FromResult(script(++Calls));
    }
}
