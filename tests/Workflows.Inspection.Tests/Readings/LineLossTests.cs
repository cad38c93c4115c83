using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Readings;

public sealed class LineLossTests : IDisposable
{
    private const string Customers = "customer_no,name,area_no,category,status\n";

    private readonly ReadingsFile _readings = new();

    public void Dispose() => _readings.Dispose();

    [Fact]
    public void The_rate_is_supply_with_generation_less_sale_by_supply_and_is_never_clamped()
    {
        var drop = Area(20, customer => 10)
            .With("area_supply_daily.csv", $"date,area_no,supply_kwh,pv_kwh\n{TinyDrop.Day(0)},A1,225,25\n{TinyDrop.Day(1)},A1,100,\n{TinyDrop.Day(2)},A1,1000,0\n");

        _readings.Import(drop);

        Assert.Equal([20, -100, 80], Losses());
    }

    [Fact]
    public void A_missing_reading_is_filled_from_the_customers_own_level_and_that_days_use_of_its_category()
    {
        // Twenty-five homes use 10, and 20 on the third day; the first of them is twice as large and was not read that day.
        var drop = Area(25, customer => customer == 0 ? 20 : 10, (customer, day) => customer == 0 && day == 2 ? null : day == 2 ? 2 : 1, days: 6);
        drop.With("area_supply_daily.csv", TinyDrop.Supply(6, "A1", day => (day == 2 ? 2 : 1) * 260));

        _readings.Import(drop);

        var filled = _readings.Number($"SELECT sale_kwh FROM area_day WHERE date = DATE '{TinyDrop.Day(2)}'")!.Value;
        Assert.InRange(filled, 505, 535);  // 480 were read; the missing one used about 40
        Assert.Equal(["96 | ∅"], _readings.Rows($"SELECT success_pct, reason FROM area_day WHERE date = DATE '{TinyDrop.Day(2)}'"));
    }

    [Fact]
    public void Days_that_cannot_be_computed_say_why()
    {
        var drop = Area(20, customer => 10, (customer, day) => day == 1 && customer < 2 ? null : 1, days: 6)
            .With("area_supply_daily.csv", $"date,area_no,supply_kwh\n{TinyDrop.Day(0)},A1,210\n{TinyDrop.Day(1)},A1,210\n{TinyDrop.Day(2)},A1,\n{TinyDrop.Day(3)},A1,0\n{TinyDrop.Day(4)},A1,-5\n");

        _readings.Import(drop);

        Assert.Equal(
            ["∅", "success-below-95", "supply-missing", "supply-not-positive", "supply-not-positive", "supply-missing"],
            _readings.Rows("SELECT reason FROM area_day ORDER BY date"));
        Assert.Equal(["5"], _readings.Rows("SELECT count(*) FROM area_day WHERE loss_pct IS NULL"));
    }

    [Fact]
    public void A_small_supply_is_listed_by_itself_and_has_no_rate()
    {
        var drop = Area(20, customer => 0.4).With("area_supply_daily.csv", TinyDrop.Supply(1, "A1", day => 9.9));

        _readings.Import(drop);

        Assert.Equal(["small-supply | ∅"], _readings.Rows($"SELECT reason, loss_pct FROM area_day WHERE date = DATE '{TinyDrop.Day(0)}'"));
    }

    [Fact]
    public void Suspended_and_closed_customers_are_not_due_and_new_connections_only_from_their_first_reading()
    {
        var drop = Area(20, customer => 10, (customer, day) => customer >= 18 || (customer == 17 && day < 9) ? null : 1, days: 10, status: c => c == 18 ? "suspended" : c == 19 ? "closed" : "active")
            .With("area_supply_daily.csv", TinyDrop.Supply(10, "A1", day => 200));

        _readings.Import(drop);

        Assert.Equal(["17 | 17", "17 | 17", "18 | 18"], _readings.Rows($"SELECT meters_read, meters_due FROM area_day WHERE date IN ('{TinyDrop.Day(0)}', '{TinyDrop.Day(8)}', '{TinyDrop.Day(9)}') ORDER BY date"));
    }

    [Fact]
    public void A_late_reading_changes_the_balance_of_its_day()
    {
        _readings.Import(Area(20, customer => 10, (customer, day) => customer == 0 && day == 0 ? null : 1).With("area_supply_daily.csv", TinyDrop.Supply(3, "A1", day => 220)));
        Assert.Equal(["95"], _readings.Rows($"SELECT success_pct FROM area_day WHERE date = DATE '{TinyDrop.Day(0)}'"));

        _readings.Import(_readings.Drop("late").With("customer_energy_daily.csv", $"date,customer_no,kwh\n{TinyDrop.Day(0)},C000,30\n"));

        Assert.Equal(["100 | 220 | 0"], _readings.Rows($"SELECT success_pct, sale_kwh, loss_pct FROM area_day WHERE date = DATE '{TinyDrop.Day(0)}'"));
    }

    private TinyDrop Area(int customers, Func<int, double> level, Func<int, int, double?>? factor = null, int days = 3, Func<int, string>? status = null) => _readings.Drop()
        .With("areas.csv", "area_no,name,station_code\nA1,槐荫1#台区,S11\n")
        .With("customers.csv", Customers + string.Concat(Enumerable.Range(0, customers).Select(c => $"C{c:000},客户{c},A1,residential,{status?.Invoke(c) ?? "active"}\n")))
        .With("customer_energy_daily.csv", TinyDrop.Readings(days, [.. Enumerable.Range(0, customers).Select(c => ($"C{c:000}", (Func<int, double?>)(day => factor is null ? level(c) : level(c) * factor(c, day))))]));

    private double[] Losses() => [.. _readings.Rows("SELECT loss_pct FROM area_day ORDER BY date").Select(r => Math.Round(double.Parse(r, System.Globalization.CultureInfo.InvariantCulture), 6))];
}
