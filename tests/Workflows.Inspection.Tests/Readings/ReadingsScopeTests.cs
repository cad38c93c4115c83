using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Readings;

public sealed class ReadingsScopeTests : IAsyncLifetime
{
    private Prefecture _prefecture = null!;

    private IReadings Store => _prefecture.Get<IReadings>();

    public async Task InitializeAsync() => _prefecture = await Prefecture.StartAsync();

    public async Task DisposeAsync() => await _prefecture.DisposeAsync();

    [Fact]
    public async Task The_prefecture_sees_all_areas_a_county_its_stations_and_a_station_its_own()
    {
        var all = await Store.AreasAsync(_prefecture.Officer, new AreaFilter(Take: 500));
        var county = await Store.AreasAsync(_prefecture.County, new AreaFilter(Take: 500));
        var station = await Store.AreasAsync(_prefecture.Station, new AreaFilter(Take: 500));

        Assert.Equal((42, 42), (all.Total, all.Items.Count));
        Assert.InRange(county.Total, 1, 41);
        Assert.All(county.Items, a => Assert.StartsWith("4209001", a.StationCode, StringComparison.Ordinal));
        Assert.All(station.Items, a => Assert.Equal("420900101", a.StationCode));
        Assert.NotEmpty(station.Items);
        Assert.Equal(county.Total, (await Store.AreasAsync(_prefecture.Officer, new AreaFilter(Unit: "4209001"))).Total);
        Assert.Equal(0, (await Store.AreasAsync(_prefecture.County, new AreaFilter(Unit: "4209002"))).Total);
    }

    [Fact]
    public async Task What_lies_outside_the_readers_units_is_as_if_it_did_not_exist()
    {
        var area = (await Store.AreasAsync(_prefecture.Officer, new AreaFilter(Unit: "4209002"))).Items[0];
        var customer = (await Store.CustomersOfAreaAsync(_prefecture.Officer, area.AreaNo))[0];
        foreach (var reader in new[] { _prefecture.County, new Actor("nobody", "x", []) })
        {
            Assert.Null(await Store.AreaAsync(reader, area.AreaNo));
            Assert.Null(await Store.CustomerAsync(reader, customer.CustomerNo));
            Assert.Empty(await Store.CustomersOfAreaAsync(reader, area.AreaNo));
            Assert.Empty(await Store.AreaDaysAsync(reader, area.AreaNo));
            Assert.Empty(await Store.CustomerDaysAsync(reader, customer.CustomerNo));
            Assert.Empty(await Store.AreasDaysAsync(reader, [area.AreaNo]));
            Assert.Empty(await Store.CustomersDaysAsync(reader, [customer.CustomerNo]));
        }
    }

    [Fact]
    public async Task The_worst_areas_come_first_and_days_come_oldest_first_with_gaps()
    {
        var areas = (await Store.AreasAsync(_prefecture.Officer, new AreaFilter(Take: 500))).Items;
        var days = await Store.AreaDaysAsync(_prefecture.Officer, areas[0].AreaNo, 14);
        var customers = await Store.CustomersOfAreaAsync(_prefecture.Officer, areas[0].AreaNo);
        var series = await Store.CustomersDaysAsync(_prefecture.Officer, [.. customers.Select(c => c.CustomerNo)], 40);

        Assert.Equal(areas.Select(Outside).OrderDescending(), areas.Select(Outside));
        Assert.Equal(days.Select(d => d.Date).Order(), days.Select(d => d.Date));
        Assert.Equal((14, new DateOnly(2026, 11, 22)), (days.Length, days[^1].Date));
        Assert.All(series.Values, s => Assert.Equal(40, s.Length));
        Assert.Contains(series.Values, s => s.Any(d => d.Kwh is null));
        Assert.Equal(60, areas[0].Customers);
    }

    [Fact]
    public async Task Unknown_numbers_even_with_quotes_in_them_have_an_empty_answer()
    {
        Assert.Null(await Store.AreaAsync(_prefecture.Officer, "'; DROP TABLE reading; --"));
        Assert.Empty(await Store.AreasDaysAsync(_prefecture.Officer, ["'; DROP TABLE reading; --"]));
        Assert.Equal(0, (await Store.AreasAsync(_prefecture.Officer, new AreaFilter(Search: "'"))).Total);
        Assert.Equal(42, (await Store.AreasAsync(_prefecture.Officer, new AreaFilter())).Total);
    }

    private static double Outside(AreaRecord a) => a.MeanLossPct is { } loss ? Math.Max(0, Math.Max(loss - (a.LossTargetPct ?? 7), -1 - loss)) : -1;
}
