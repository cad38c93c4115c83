using System.Globalization;
using System.IO.Compression;
using Workflows.Inspection.Demonstration;

namespace Host.Demonstration;

/// <summary>
/// Lays the demonstration's readings ready as two drops: one with the archives and all but the last week, which the set-up imports, and one with
/// the last week and the readings that came late, for the officer to import by hand.
/// </summary>
/// <param name="shelf">Folder of the prepared drops.</param>
internal sealed class DemonstrationDrops(string shelf)
{
    /// <summary>Name of the drop that the set-up imports.</summary>
    public const string Past = "demo-readings";

    /// <summary>Name of the drop that is left for the officer: a folder, and the same as a zip for uploading.</summary>
    public const string LastWeek = "demo-last-week";

    private const int DaysHeldBack = 7;
    private const int LateOneIn = 40;

    /// <summary>The daily files: they begin with the day, and are cut by it. All others go into the first drop.</summary>
    private static readonly string[] Daily = ["area_supply_daily.csv", "customer_energy_daily.csv"];

    /// <summary>Writes both drops; the same options write the same bytes.</summary>
    public void Write(DemonstrationOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (past, week) = (Path.Combine(shelf, Past), Path.Combine(shelf, LastWeek));
        DemonstrationDrop.Write(past, options, cancellationToken: cancellationToken);
        Directory.CreateDirectory(week);
        var firstHeldBack = options.LastDay.AddDays(1 - DaysHeldBack).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var name in Daily)
        {
            Cut(Path.Combine(past, name), Path.Combine(week, name), firstHeldBack, cancellationToken);
        }

        File.Delete(week + ".zip");
        ZipFile.CreateFromDirectory(week, week + ".zip");
    }

    /// <summary>Moves the rows of the last week, and a few of the day before it, into another file.</summary>
    private static void Cut(string file, string to, string firstHeldBack, CancellationToken cancellationToken)
    {
        var dayBefore = DateOnly.Parse(firstHeldBack, CultureInfo.InvariantCulture).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var kept = file + ".part";
        using (var lines = new StreamReader(file))
        using (var early = new StreamWriter(kept))
        using (var late = new StreamWriter(to))
        {
            var header = lines.ReadLine();
            early.WriteLine(header);
            late.WriteLine(header);
            for (var (line, row) = (lines.ReadLine(), 0); line is not null; line = lines.ReadLine(), row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var day = line.AsSpan(0, firstHeldBack.Length);
                var isLate = day.SequenceEqual(dayBefore) && row % LateOneIn == 0;
                (isLate || day.CompareTo(firstHeldBack, StringComparison.Ordinal) >= 0 ? late : early).WriteLine(line);
            }
        }

        File.Move(kept, file, overwrite: true);
    }
}
