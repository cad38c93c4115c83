using System.Globalization;

namespace Workflows.Inspection.Demonstration;

/// <summary>One simulated transformer area: its customers, what was planted in it, and its balance.</summary>
internal sealed class DemoArea
{
    private const int Cycle = 30;

    private readonly DemonstrationOptions _options;
    private readonly Random _chance;

    public DemoArea(DemonstrationOptions options, DemoWeather weather, int index)
    {
        (_options, Index) = (options, index);
        _chance = new Random(unchecked((options.Seed * 486_187_739) + index));
        Customers = [.. Enumerable.Range(0, options.CustomersPerArea).Select(i => new DemoHousehold(options, weather, _chance, index, i).Build())];
    }

    public int Index { get; }

    public string No => AreaNo(Index);

    public List<DemoCustomer> Customers { get; }

    /// <summary>Main meter in kWh; NaN = no reading.</summary>
    public double[] Supply { get; private set; } = [];

    /// <summary>Generation fed in, in kWh.</summary>
    public double[] Pv { get; private set; } = [];

    public int CtRatio { get; } = 120;

    public List<Planted> Planted { get; } = [];

    public static string AreaNo(int index) => string.Create(CultureInfo.InvariantCulture, $"TQ{index + 1:D6}");

    public static string FeederNo(int index) => string.Create(CultureInfo.InvariantCulture, $"KX{(index / 5) + 1:D5}");

    /// <summary>Plants what the area's place in the cycle asks for.</summary>
    public void Plant()
    {
        switch (Index % Cycle)
        {
            case 0 or 3 or 7 or 11 or 19 or 23 or 27:
                PlantTheft(_chance.Next(_options.Days / 4, _options.Days * 3 / 4));
                break;
            case 14:
                PlantTheft(_options.Days / 4);
                PlantTheft(_options.Days * 3 / 5);
                break;
            case 1 when Index + 1 < _options.Areas:
                Mismap();
                break;
            case 5:
                Planted.Add(Area("LL-02", "考核表互感器变比录入偏小"));
                break;
            case 9:
                Planted.Add(Area("LL-01", "无表用电，损耗长期偏高"));
                break;
            case 17:
                Planted.Add(Area("LL-03", "通信时断时续，线损忽高忽低"));
                break;
        }

        if (Index % 10 == 4)
        {
            PlantSuspendedUse();
        }

        if (Index % 15 == 12)
        {
            PlantStoppedShop();
        }
    }

    /// <summary>Computes the balance; readings are still complete.</summary>
    public void Balance()
    {
        var role = Index % Cycle;
        var rate = role == 9 ? 0.16 + (0.06 * _chance.NextDouble()) : 0.015 + (0.03 * _chance.NextDouble());
        (Supply, Pv) = (new double[_options.Days], new double[_options.Days]);
        for (var day = 0; day < _options.Days; day++)
        {
            var used = Customers.Sum(c => c.Used[day]);
            Pv[day] = Customers.Sum(c => c.PvKwp) * 3.2 * (0.4 + (0.6 * _chance.NextDouble()));
            var into = (used / (1 - rate)) * (1 + (0.004 * DemoWeather.Gauss(_chance))) - Pv[day];
            Supply[day] = role switch
            {
                5 => into * 0.72,
                17 => into * (1 + (0.14 * DemoWeather.Gauss(_chance))),
                _ => into,
            };
        }
    }

    /// <summary>Loses readings: single ones, and whole areas for a day.</summary>
    public void LoseReadings()
    {
        for (var day = 0; day < _options.Days; day++)
        {
            var share = _chance.NextDouble() < 0.004 ? 0.3 + (0.7 * _chance.NextDouble()) : 0.01;
            foreach (var customer in Customers)
            {
                customer.Metered[day] = _chance.NextDouble() < share ? double.NaN : customer.Metered[day];
            }

            Supply[day] = _chance.NextDouble() < 0.002 ? double.NaN : Supply[day];
        }
    }

    /// <summary>A customer that nothing was done to and that lives steadily.</summary>
    public DemoCustomer? Take(Func<DemoCustomer, bool>? suitable = null)
    {
        var candidates = Customers.Where(c => !c.IsTaken && c.IsSteady && c.PvKwp == 0 && c.BookedArea == Index && (suitable?.Invoke(c) ?? true)).ToArray();
        if (candidates.Length == 0)
        {
            return null;
        }

        var taken = candidates[_chance.Next(candidates.Length)];
        taken.IsTaken = true;
        return taken;
    }

    private void PlantTheft(int from)
    {
        if (Take(c => c.Level >= 8 && c.Level <= 120) is not { } thief)
        {
            return;
        }

        var share = 0.5 + (0.4 * _chance.NextDouble());
        for (var day = from; day < _options.Days; day++)
        {
            thief.Metered[day] = thief.Used[day] * (1 - share);
        }

        Planted.Add(Customer(thief, "LL-05", from, string.Create(CultureInfo.InvariantCulture, $"窃电，少计 {share:P0}")));
    }

    private void Mismap()
    {
        foreach (var customer in Customers.Where(c => c.IsSteady && c.PvKwp == 0 && c.Level > 5).Take(8))
        {
            (customer.BookedArea, customer.IsTaken) = (Index + 1, true);
        }

        Planted.Add(new Planted("area-pair", $"{No}|{AreaNo(Index + 1)}", "LL-04", No, null, "8 户挂错台区"));
    }

    private void PlantSuspendedUse()
    {
        if (Take() is { } customer)
        {
            customer.Status = "suspended";
            Planted.Add(Customer(customer, "Q-06", 0, "已办暂停仍在用电"));
        }
    }

    private void PlantStoppedShop()
    {
        if (Take(c => c.Category == "commercial") is { } shop)
        {
            Array.Clear(shop.Metered);
            Planted.Add(Customer(shop, "Q-01", 0, "表计停走，一直为零"));
        }
    }

    public Planted Customer(DemoCustomer customer, string theme, int from, string note) =>
        new("customer", customer.No, theme, AreaNo(customer.BookedArea), from == 0 ? null : _options.FirstDay.AddDays(from), note);

    private Planted Area(string theme, string note) => new("area", No, theme, No, null, note);
}
