namespace Workflows.Inspection.Demonstration;

/// <summary>What all customers of a category share from day to day: season, weather, weekends.</summary>
internal sealed class DemoWeather
{
    private readonly double[] _heat;
    private readonly DateOnly _first;

    public DemoWeather(DemonstrationOptions options)
    {
        var chance = new Random(options.Seed);
        _first = options.FirstDay;
        _heat = new double[options.Days];
        var drift = 0.0;
        for (var day = 0; day < _heat.Length; day++)
        {
            drift = (0.85 * drift) + (0.06 * Gauss(chance));
            var season = Math.Cos(2 * Math.PI * (_first.AddDays(day).DayOfYear - 205) / 182.6); // peaks in late July and late January
            _heat[day] = (0.22 * season) + drift;
        }
    }

    /// <summary>Factor on a category's usual use.</summary>
    public double Factor(string category, int day)
    {
        var weekend = _first.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return category switch
        {
            "residential" => Math.Exp(_heat[day]) * (weekend ? 1.08 : 0.97),
            "commercial" => Math.Exp(0.7 * _heat[day]) * (weekend ? 1.05 : 0.98),
            "industrial" => weekend ? 0.75 : 1.1,
            "agricultural" => Math.Exp(0.3 * _heat[day]),
            _ => Math.Exp(0.5 * _heat[day]) * (weekend ? 0.5 : 1.2),
        };
    }

    /// <summary>A draw from the normal distribution with mean 0 and deviation 1.</summary>
    public static double Gauss(Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
