using TestSupport.PostgreSql;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tests.Support;
using Workflows.Inspection.Tickets;

namespace Workflows.Inspection.Tests.Tickets;

public abstract class SuspicionPoolContract : IAsyncLifetime
{
    private Prefecture _prefecture = null!;

    /// <summary>Connection string of an empty database; <see langword="null"/> = SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    public async Task InitializeAsync() => _prefecture = await Prefecture.StartAsync(await DatabaseAsync());

    public async Task DisposeAsync() => await _prefecture.DisposeAsync();

    [Fact]
    public async Task Screening_the_same_data_again_refreshes_and_does_not_double()
    {
        var first = await _prefecture.ScreenAsync();
        var total = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter())).Total;

        var second = await _prefecture.ScreenAsync();

        Assert.True(first.New > 0);
        Assert.Equal(0, second.New);
        Assert.Equal([.. first.Ids], second.Ids.ToArray());
        Assert.Equal(total, (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter())).Total);
    }

    [Fact]
    public async Task What_is_in_a_running_ticket_or_was_dismissed_is_not_raised_again()
    {
        var ids = (await _prefecture.ScreenAsync()).Ids;
        await _prefecture.Get<ITicketStarter>().StartAsync(_prefecture.Officer, [ids[0]]);
        await _prefecture.Pool.DismissAsync(ids[1], "已知空置", _prefecture.Officer);

        var again = await _prefecture.ScreenAsync();

        Assert.Equal(0, again.New);
        Assert.DoesNotContain(ids[0], again.Ids);
        Assert.DoesNotContain(ids[1], again.Ids);
        Assert.Equal(ids[2..].ToArray(), again.Ids.ToArray());
    }

    [Fact]
    public async Task A_county_sees_its_own_areas_and_a_stranger_sees_nothing()
    {
        await _prefecture.ScreenAsync();
        var all = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter(Take: 500))).Items;

        var county = (await _prefecture.Pool.ListAsync(_prefecture.County, new SuspicionFilter(Take: 500))).Items;

        Assert.Equal(all.Where(s => s.UnitCode?.StartsWith("4209001", StringComparison.Ordinal) == true).Select(s => s.Id), county.Select(s => s.Id));
        Assert.InRange(county.Count, 1, all.Count - 1);
        var outside = all.First(s => s.UnitCode?.StartsWith("4209002", StringComparison.Ordinal) == true);
        Assert.Empty(await _prefecture.Pool.FindAsync(_prefecture.County, [outside.Id]));
        Assert.False(await _prefecture.Pool.DismissAsync(outside.Id, "x", _prefecture.County));
        Assert.Empty((await _prefecture.Pool.ListAsync(new("nobody", "x", []), new SuspicionFilter())).Items);
    }

    [Fact]
    public async Task A_budget_covers_the_best()
    {
        await _prefecture.ScreenAsync();
        var best = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter(Take: 10))).Items;

        var cover = await _prefecture.Pool.CoverAsync(_prefecture.Officer, new SuspicionFilter(), 10);

        Assert.Equal(best.Select(s => s.Id), cover.Ids);
        Assert.Equal(best.Sum(s => s.Score), cover.ScoreCovered, 6);
        Assert.Equal(10, cover.ByTheme.Values.Sum());
        Assert.True(cover.ScoreTotal > cover.ScoreCovered);
    }

    [Fact]
    public async Task A_problem_that_people_found_is_pooled_at_import_and_then_corroborates()
    {
        await _prefecture.ScreenAsync();
        var thief = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter(Theme: "LL-05", Take: 500))).Items.First(s => s.Score < 97 && !s.Channels.Contains("other-systems"));
        var drop = new TinyDrop(_prefecture["found"]).With(
            "suspected_issues.csv",
            $"source,customer_no,customer_name,content,theme,found_at\n运营监控,{thief.CustomerNo},{thief.CustomerName},与经营不符,,\n群众,9999,陌生人,档案中没有的户,,\n");

        await _prefecture.Get<IDropImporter>().ImportAsync(drop.Folder, "prefecture");
        var afterImport = Assert.Single(await _prefecture.Pool.FindAsync(_prefecture.Officer, [thief.Id]));
        await _prefecture.ScreenAsync();
        var afterScreening = Assert.Single(await _prefecture.Pool.FindAsync(_prefecture.Officer, [thief.Id]));

        Assert.True(afterImport.Inputs.ContainsKey("X-01"));
        Assert.Equal("T-01", afterScreening.Theme);
        Assert.Contains("LL-05", afterScreening.Inputs.Select(i => i.Key));
        Assert.Contains("other-systems", afterScreening.Channels);
        Assert.True(afterScreening.Score > thief.Score);
        var stranger = Assert.Single((await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter(Search: "9999"))).Items);
        Assert.Equal(("陌生人", "X-01", null), (stranger.CustomerName, stranger.Theme, stranger.UnitCode));
    }

    [Fact]
    public async Task A_theft_that_was_decided_is_not_raised_again_because_more_channels_say_the_same()
    {
        await _prefecture.ScreenAsync();
        var thief = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter(Theme: "LL-05", Take: 500))).Items[0];
        await _prefecture.Pool.DismissAsync(thief.Id, "已查", _prefecture.Officer);
        var run = (await _prefecture.Pool.RunsAsync(_prefecture.Officer))[0] with { Id = Guid.CreateVersion7() };
        var again = thief with { Id = Guid.CreateVersion7(), Theme = "T-01", Inputs = new System.Text.Json.Nodes.JsonObject { ["T-01"] = new System.Text.Json.Nodes.JsonObject(), ["LL-05"] = new System.Text.Json.Nodes.JsonObject() } };

        Assert.Equal(0, (await _prefecture.Pool.AddAsync(run, [again])).New);
    }

    [Fact]
    public async Task An_import_brings_its_units_and_its_report()
    {
        Assert.Equal(104, _prefecture.Get<Workflows.Runtime.People.IPeople>().Chart.Units.Count());
        var report = Assert.Single(await _prefecture.Get<IImportLog>().ListAsync());
        Assert.Equal(("demo", "prefecture"), (report.Source, report.By));

        var again = await _prefecture.Get<IDropImporter>().ImportAsync(_prefecture["demo"], "prefecture");

        Assert.True(again.AlreadyImported);
        Assert.Single(await _prefecture.Get<IImportLog>().ListAsync());
    }
}

/// <summary>The pool on SQLite.</summary>
public sealed class SqliteSuspicionPoolTests : SuspicionPoolContract
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>The pool on PostgreSQL.</summary>
public sealed class PostgreSqlSuspicionPoolTests : SuspicionPoolContract
{
    protected override async Task<string?> DatabaseAsync() => await PostgreSqlCluster.ConnectionStringAsync($"tickets-{Guid.NewGuid():N}");
}
