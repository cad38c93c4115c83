using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Core.Organisation;

namespace Workflows.Inspection.Demonstration;

/// <summary>Writes the demonstration prefecture as a drop in the import format: seeded, so that the same options write the same bytes.</summary>
public static class DemonstrationDrop
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the drop.</summary>
    /// <param name="folder">Where the files go; made if it is not there, files of the same names are replaced.</param>
    /// <param name="options">Size, dates and seed.</param>
    /// <param name="plantedFile">Where to write what was planted, as JSON; outside <paramref name="folder"/>. <see langword="null"/> = nowhere.</param>
    /// <param name="cancellationToken">Stops between areas.</param>
    /// <returns>What was planted.</returns>
    public static IReadOnlyList<Planted> Write(string folder, DemonstrationOptions options, string? plantedFile = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        var weather = new DemoWeather(options);
        var dates = Enumerable.Range(0, options.Days).Select(d => options.FirstDay.AddDays(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        var planted = new List<Planted>();
        using (var files = new DemoFiles(folder))
        {
            WriteUnits(files);
            for (var index = 0; index < options.Areas; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                planted.AddRange(WriteArea(files, new DemoArea(options, weather, index), options, dates));
            }
        }

        if (plantedFile is not null)
        {
            File.WriteAllText(plantedFile, JsonSerializer.Serialize(planted, s_readable));
        }

        return planted;
    }

    private static void WriteUnits(DemoFiles files)
    {
        foreach (var unit in DemonstrationNames.Units())
        {
            var tier = unit.Tier switch { OrgTier.Prefecture => "prefecture", OrgTier.County => "county", _ => "station" };
            files.Row("org_units", unit.Code, unit.Name, tier, unit.ParentCode, null);
        }
    }

    private static List<Planted> WriteArea(DemoFiles files, DemoArea area, DemonstrationOptions options, string[] dates)
    {
        area.Plant();
        area.Balance();
        new DemoPaperwork(options, area, files).Write();
        area.LoseReadings();

        var manager = DemonstrationNames.Person(new Random(options.Seed + area.Index));
        var feeder = area.Index / 5;
        files.Row("areas", area.No, DemonstrationNames.Area(area.Index), DemonstrationNames.StationOfFeeder(feeder), DemoArea.FeederNo(area.Index), 400, manager,
            Math.Round(113.6 + (0.012 * (area.Index % 60)), 6), Math.Round(30.6 + (0.01 * (area.Index % 37)), 6), area.Index % 4 == 0 ? 5 : null, area.CtRatio);

        var hasPv = area.Customers.Any(c => c.PvKwp > 0);
        for (var day = 0; day < dates.Length; day++)
        {
            files.Row("area_supply_daily", dates[day], area.No, double.IsNaN(area.Supply[day]) ? null : Math.Round(area.Supply[day], 2), hasPv ? Math.Round(area.Pv[day], 2) : null);
        }

        foreach (var customer in area.Customers)
        {
            for (var day = 0; day < dates.Length; day++)
            {
                if (!double.IsNaN(customer.Metered[day]))
                {
                    files.Reading(dates[day], customer.No, customer.Metered[day]);
                }
            }
        }

        return area.Planted;
    }
}
