using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Suspicions;

namespace Workflows.Inspection.Screening;

/// <summary>Screens a drop by itself and writes the suspicions to a file: no pool, no accounts, nothing of the product's own data is touched.</summary>
public sealed class OfflineScreening(IOptions<InspectionOptions> options, TimeProvider clock)
{
    private static readonly string[] s_core = ["areas", "customers", "area_supply_daily", "customer_energy_daily"];

    /// <summary>Imports the drop into a temporary database, runs the rules, and writes <c>rank,kind,area_no,customer_no,theme,score,channels,explanation</c>, best first.</summary>
    /// <param name="drop">Folder or zip.</param>
    /// <param name="outFile">The CSV file to write; replaced if it is there.</param>
    /// <param name="budget">Most rows; <see langword="null"/> = all.</param>
    /// <param name="progress">Told as files are read.</param>
    /// <param name="cancellationToken">Gives up; the output file is not written.</param>
    /// <returns>What was read and how many rows were written.</returns>
    /// <exception cref="DropUnusableException">The drop cannot be screened; the message says why.</exception>
    /// <exception cref="ScreeningRulesException">The rules cannot be used.</exception>
    public async Task<OfflineScreeningResult> RunAsync(string drop, string outFile, int? budget = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(drop);
        ArgumentException.ThrowIfNullOrEmpty(outFile);
        ArgumentOutOfRangeException.ThrowIfLessThan(budget ?? 1, 1, nameof(budget));
        var folder = Directory.CreateTempSubdirectory("closedloop-screen-").FullName;
        try
        {
            return await Task.Run(() => Run(drop, outFile, budget, folder, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private OfflineScreeningResult Run(string drop, string outFile, int? budget, string folder, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var temporary = Temporary(folder);
        using var database = new ReadingsDatabase(temporary);
        var report = new DropIntake(database, temporary, clock).Import(drop, "system:screen", progress, cancellationToken);
        using var connection = database.Open();
        if (WhyUnusable(report, connection) is { } problem)
        {
            throw new DropUnusableException(problem);
        }

        var result = new ScreeningEngine(new RuleFolder(temporary.ScreeningDirectory, options.Value.PublishedRules), clock).Run(connection, report.Id, "system:screen", null, cancellationToken);
        var rows = result.Suspicions.Take(budget ?? int.MaxValue).ToArray();
        Write(outFile, rows);
        var rejects = report.RejectFile is null ? null : KeepRejects(report.RejectFile, outFile);
        return new OfflineScreeningResult(report with { RejectFile = rejects }, result.Run, rows.Length);
    }

    private InspectionOptions Temporary(string folder) => new()
    {
        DataDirectory = folder,
        ScreeningDirectory = options.Value.ScreeningDirectory,
        MemoryLimitMb = options.Value.MemoryLimitMb,
        Threads = options.Value.Threads,
        MaxDropBytes = options.Value.MaxDropBytes,
    };

    // A core file that was refused as a whole would make honest customers look guilty: no list is better than such a list.
    private static string? WhyUnusable(ImportReport report, DuckDB.NET.Data.DuckDBConnection connection)
    {
        var refused = report.Files.Where(f => f.Problem is not null && s_core.Contains(f.Name.Split('.')[0].ToLowerInvariant())).Select(f => f.Problem).ToArray();
        if (refused.Length > 0)
        {
            return string.Join(Environment.NewLine, refused);
        }

        if (connection.Scalar<long>("SELECT count(*) FROM areas") == 0)
        {
            return "数据包中没有可用的台区档案 areas.csv，无法筛查 / the drop has no usable areas.csv; it cannot be screened";
        }

        return connection.Scalar<long>("SELECT count(*) FROM customers") == 0
            ? "数据包中没有可用的客户档案 customers.csv，无法筛查 / the drop has no usable customers.csv; it cannot be screened"
            : null;
    }

    private static string KeepRejects(string rejectFile, string outFile)
    {
        var kept = Path.ChangeExtension(Path.GetFullPath(outFile), ".rejects.csv");
        File.Copy(rejectFile, kept, overwrite: true);
        return kept;
    }

    private static void Write(string outFile, Suspicion[] rows)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(outFile)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var writer = new StreamWriter(outFile, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine("rank,kind,area_no,customer_no,theme,score,channels,explanation");
        for (var i = 0; i < rows.Length; i++)
        {
            var s = rows[i];
            var kind = s.Kind switch { SuspicionKind.Customer => "customer", SuspicionKind.Area => "area", _ => "area-pair" };
            string[] fields =
            [
                (i + 1).ToString(CultureInfo.InvariantCulture), kind, s.AreaNo ?? string.Empty, s.CustomerNo ?? string.Empty, s.Theme,
                s.Score.ToString("0.0", CultureInfo.InvariantCulture), string.Join(';', s.Channels), s.Explanation.Zh,
            ];
            writer.WriteLine(string.Join(',', fields.Select(Quote)));
        }
    }

    private static string Quote(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>What an offline screening did.</summary>
/// <param name="Report">What was read; its reject file lies beside the output.</param>
/// <param name="Run">Rules, parameters, as-of.</param>
/// <param name="Written">Rows written.</param>
public sealed record OfflineScreeningResult(ImportReport Report, ScreeningRun Run, int Written);
