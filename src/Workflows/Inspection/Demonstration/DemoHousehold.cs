using System.Globalization;

namespace Workflows.Inspection.Demonstration;

/// <summary>Draws one customer: what it is, and what it uses day by day. Vacant homes, move-outs and fewer people at home are in it, and are no fault.</summary>
internal sealed class DemoHousehold(DemonstrationOptions options, DemoWeather weather, Random chance, int area, int index)
{
    /// <summary>Makes the customer.</summary>
    public DemoCustomer Build()
    {
        var category = Category(chance.NextDouble());
        var level = Level(category);
        var kva = category == "residential" ? 8 : Math.Ceiling(Math.Max(10, level / 4) / 5) * 5;
        var number = ((long)area * 1000) + index + 1;
        var days = new double[options.Days];
        var customer = new DemoCustomer
        {
            No = string.Create(CultureInfo.InvariantCulture, $"42{number:D8}"),
            Name = DemonstrationNames.Customer(chance, category),
            Area = area,
            BookedArea = area,
            MeterNo = string.Create(CultureInfo.InvariantCulture, $"13300{number:D9}"),
            Category = category,
            Tariff = category switch { "residential" => "JM01", "agricultural" => "NY01", "industrial" => "GY01", "public" => "JM02", _ => "SY01" },
            Kva = kva,
            Phases = kva > 12 ? 3 : 1,
            CtRatio = kva > 60 ? 20 : 1,
            PvKwp = chance.NextDouble() < 0.015 ? 5 + chance.Next(15) : 0,
            Used = days,
            Metered = new double[options.Days],
            Level = level,
        };
        Live(customer);
        days.CopyTo(customer.Metered, 0);
        return customer;
    }

    private static string Category(double draw) => draw switch
    {
        < 0.86 => "residential",
        < 0.95 => "commercial",
        < 0.97 => "industrial",
        < 0.99 => "agricultural",
        _ => "public",
    };

    private double Level(string category)
    {
        var (median, spread) = category switch
        {
            "residential" => (6.0, 0.5),
            "commercial" => (24.0, 0.7),
            "industrial" => (90.0, 0.6),
            "agricultural" => (9.0, 0.6),
            _ => (20.0, 0.5),
        };
        return median * Math.Exp(spread * DemoWeather.Gauss(chance));
    }

    private void Live(DemoCustomer customer)
    {
        var (before, after, from) = Occupancy(customer);
        var drift = 0.0;
        for (var day = 0; day < options.Days; day++)
        {
            drift = (0.9 * drift) + (0.05 * DemoWeather.Gauss(chance));
            var factor = day < from ? before : after;
            var noise = Math.Exp(drift + (0.18 * DemoWeather.Gauss(chance)) - 0.02);
            customer.Used[day] = factor < 0.02
                ? (chance.NextDouble() < 0.7 ? 0 : 0.2 * chance.NextDouble())
                : Math.Round(customer.Level * factor * weather.Factor(customer.Category, day) * noise, 2);
        }
    }

    // Factors on the usual level before and from a day on.
    private (double Before, double After, int From) Occupancy(DemoCustomer customer)
    {
        var draw = chance.NextDouble();
        var from = chance.Next(options.Days / 5, options.Days * 4 / 5);
        if (chance.NextDouble() < 0.01)
        {
            customer.Status = "suspended";
            draw = 0;
        }

        if (customer.Category != "residential" && draw > 0)
        {
            draw = 0.2 + (0.8 * draw);
        }

        customer.IsSteady = draw >= 0.24;
        return draw switch
        {
            < 0.12 => (0, 0, 0),                                          // vacant all along
            < 0.15 => (1, 0, from),                                       // moved out
            < 0.17 => (0, 1, from),                                       // moved in
            < 0.22 => (1, 0.45 + (0.35 * chance.NextDouble()), from),     // fewer people at home
            < 0.24 => (1, 1.3 + (0.4 * chance.NextDouble()), from),       // more people at home
            _ => (1, 1, 0),
        };
    }
}
