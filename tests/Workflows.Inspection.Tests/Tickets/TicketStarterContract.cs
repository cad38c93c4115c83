using System.Text.Json.Nodes;
using TestSupport.PostgreSql;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tests.Support;
using Workflows.Inspection.Tickets;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Workflows.Inspection.Tests.Tickets;

public abstract class TicketStarterContract : IAsyncLifetime
{
    private Prefecture _prefecture = null!;

    private ITicketStarter Starter => _prefecture.Get<ITicketStarter>();

    /// <summary>Connection string of an empty database; <see langword="null"/> = SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    public async Task InitializeAsync()
    {
        _prefecture = await Prefecture.StartAsync(await DatabaseAsync());
        await _prefecture.ScreenAsync();
    }

    public async Task DisposeAsync() => await _prefecture.DisposeAsync();

    [Fact]
    public async Task A_ticket_carries_the_four_things_that_must_be_stated_before_issue()
    {
        var suspicion = await _prefecture.BestAsync();

        var started = Assert.Single((await Starter.StartAsync(_prefecture.Officer, [suspicion.Id])).Started);

        var input = (await _prefecture.Queries.FindInstanceAsync(_prefecture.Officer, started.InstanceId))!.Instance.Input["suspicion"]!;
        Assert.Equal(suspicion.CustomerNo, (string?)input["customerNo"]);
        Assert.Equal(suspicion.CustomerName, (string?)input["customerName"]);
        Assert.Contains("规则", (string?)input["source"], StringComparison.Ordinal);
        Assert.Equal(suspicion.Explanation.Zh, (string?)input["content"]);
        Assert.StartsWith("4209", (string?)input["countyCode"], StringComparison.Ordinal);
        Assert.StartsWith((string)input["countyCode"]!, (string?)input["stationCode"], StringComparison.Ordinal);
        Assert.Equal(SuspicionState.Ticketed, Assert.Single(await _prefecture.Pool.FindAsync(_prefecture.Officer, [suspicion.Id])).State);
    }

    [Fact]
    public async Task A_problem_that_has_come_back_names_the_ticket_that_confirmed_it()
    {
        var suspicion = await _prefecture.BestAsync();
        await ConfirmedBeforeAsync("another", suspicion.Theme);
        await ConfirmedBeforeAsync(suspicion.CustomerNo!, "another");
        Assert.Null(await EarlierAsync(suspicion.CustomerNo!, suspicion.Theme));

        var confirmed = await ConfirmedBeforeAsync(suspicion.CustomerNo!, suspicion.Theme);
        _prefecture.Clock.Advance(TimeSpan.FromDays(89));
        var started = Assert.Single((await Starter.StartAsync(_prefecture.Officer, [suspicion.Id])).Started);
        var input = (await _prefecture.Queries.FindInstanceAsync(_prefecture.Officer, started.InstanceId))!.Instance.Input["suspicion"]!;
        Assert.Equal(confirmed.ToString(), (string?)input["earlier"]!["instanceId"]);

        _prefecture.Clock.Advance(TimeSpan.FromDays(2)); // more than the 90 days that count
        Assert.Null(await EarlierAsync(suspicion.CustomerNo!, suspicion.Theme));
    }

    [Fact]
    public async Task An_area_ticket_names_the_customers_most_likely_concerned()
    {
        var suspicion = await _prefecture.BestAsync(SuspicionKind.Area);

        var started = Assert.Single((await Starter.StartAsync(_prefecture.Officer, [suspicion.Id])).Started);

        var input = (await _prefecture.Queries.FindInstanceAsync(_prefecture.Officer, started.InstanceId))!.Instance.Input["suspicion"]!;
        Assert.Null(input["customerNo"]);
        Assert.Contains("kWh", (string?)input["topCustomers"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_twice_even_at_the_same_time_makes_one_ticket()
    {
        var suspicion = await _prefecture.BestAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Starter.StartAsync(_prefecture.Officer, [suspicion.Id, suspicion.Id]))));

        Assert.Single(results.SelectMany(r => r.Started).Select(s => s.InstanceId).Distinct());
        Assert.All(results, r => Assert.Empty(r.Refused));
        Assert.Equal(1, (await _prefecture.Queries.InstancesAsync(_prefecture.Officer, new InstanceFilter())).Total);
    }

    [Fact]
    public async Task Only_a_prefecture_officer_or_the_machine_makes_tickets()
    {
        var suspicion = await _prefecture.BestAsync();

        var refused = Assert.Single((await Starter.StartAsync(_prefecture.County, [suspicion.Id])).Refused);

        Assert.Equal("suspicion.not-allowed", refused.Refusal.Code);
        Assert.Single((await Starter.StartAsync(Actor.System("test"), [suspicion.Id])).Started);
    }

    [Fact]
    public async Task What_was_dismissed_or_does_not_exist_is_refused_and_the_others_are_started()
    {
        var best = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter(Take: 2))).Items;
        Assert.True(await _prefecture.Pool.DismissAsync(best[0].Id, "已知空置", _prefecture.Officer));

        var result = await Starter.StartAsync(_prefecture.Officer, [best[0].Id, Guid.CreateVersion7(), best[1].Id]);

        Assert.Equal(["suspicion.not-pooled", "suspicion.unknown"], result.Refused.Select(r => r.Refusal.Code));
        Assert.Equal(best[1].Id, Assert.Single(result.Started).SuspicionId);
    }

    [Fact]
    public async Task The_work_handlers_screen_and_start_and_bear_being_called_again()
    {
        var handlers = _prefecture.Get<IEnumerable<IWorkHandler>>().ToDictionary(h => h.Work);
        var context = new EffectContext(Guid.CreateVersion7(), 1, new InstanceHeader(null, null, null, null, null, null), "daily-screening", 1);
        var screen = new DoWork(Guid.CreateVersion7(), "ClosedLoop.Screen", Guid.CreateVersion7(), []);

        var first = Payload(await handlers["ClosedLoop.Screen"].HandleAsync(screen, context, default));
        var again = Payload(await handlers["ClosedLoop.Screen"].HandleAsync(screen, context with { Attempt = 2 }, default));
        var start = new DoWork(Guid.CreateVersion7(), "ClosedLoop.StartTickets", Guid.CreateVersion7(), new JsonObject { ["suspicionIds"] = new JsonArray([.. first["suspicionIds"]!.AsArray().Take(3).Select(n => n!.DeepClone())]) });
        var started = Payload(await handlers["ClosedLoop.StartTickets"].HandleAsync(start, context, default));
        var startedAgain = Payload(await handlers["ClosedLoop.StartTickets"].HandleAsync(start, context with { Attempt = 2 }, default));

        Assert.Equal((string?)first["runId"], (string?)again["runId"]);
        Assert.Equal("2026-11-22", (string?)first["asOf"]);
        Assert.Equal(first["suspicionIds"]!.ToJsonString(), again["suspicionIds"]!.ToJsonString());
        Assert.Equal(3, started["started"]!.AsArray().Count);
        Assert.Equal(started.ToJsonString(), startedAgain.ToJsonString());
    }

    private static JsonNode Payload(EffectResult result) => Assert.IsType<EffectResult.Done>(result).Payload!;

    private Task<TicketRecord?> EarlierAsync(string subject, string theme) => _prefecture.Get<EvaluationService>().EarlierAsync(subject, theme);

    /// <summary>A ticket that was confirmed and archived at this moment.</summary>
    private async Task<Guid> ConfirmedBeforeAsync(string subject, string theme)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_prefecture["settled"], "settled"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "workflow.json"), """
            { "definitionId": "settled", "name": "settled", "version": 1, "isPublished": true,
              "variables": [ { "id": "f", "name": "Findings", "typeName": "Object", "value": { "confirmed": "yes" } }, { "id": "r", "name": "Result", "typeName": "Object", "value": { "status": "archived" } } ],
              "customProperties": { "closedLoop": { "header": { "subject": { "type": "JavaScript", "value": "getInput('subject')" }, "theme": { "type": "JavaScript", "value": "getInput('theme')" } } } },
              "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [] } }
            """);
        await _prefecture.Get<IDefinitionCatalog>().ImportFoldersAsync(_prefecture["settled"], "system:test");
        var id = Guid.CreateVersion7();
        Assert.True((await _prefecture.Get<ICommandRunner>().StartAsync("settled", new StartInstance(Guid.CreateVersion7(), id, Actor.System("test"), new JsonObject { ["subject"] = subject, ["theme"] = theme }))).Accepted);
        return id;
    }
}

/// <summary>Tickets from the pool on SQLite.</summary>
public sealed class SqliteTicketStarterTests : TicketStarterContract
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>Tickets from the pool on PostgreSQL.</summary>
public sealed class PostgreSqlTicketStarterTests : TicketStarterContract
{
    protected override async Task<string?> DatabaseAsync() => await PostgreSqlCluster.ConnectionStringAsync($"tickets-{Guid.NewGuid():N}");
}
