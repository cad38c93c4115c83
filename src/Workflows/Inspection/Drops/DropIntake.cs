using System.Collections.Immutable;
using DuckDB.NET.Data;
using Workflows.Inspection.Drops.Csv;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Drops;

/// <summary>Takes a drop into the readings database and nothing else: one transaction, so that a drop is in it as a whole or not at all.</summary>
internal sealed class DropIntake(ReadingsDatabase database, InspectionOptions options, TimeProvider clock)
{
    /// <summary>Imports a drop. The caller holds the writer's turn.</summary>
    public ImportReport Import(string path, string importedBy, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var folder = Path.Combine(Path.GetFullPath(options.DataDirectory), "imports", id.ToString());
        var work = Path.Combine(folder, "work");
        Directory.CreateDirectory(work);
        var kept = false;
        try
        {
            var drop = DropSource.Open(path, work, options.MaxDropBytes, cancellationToken);
            progress?.Report(new ImportProgress(drop.Name, 0, drop.Files.Length, 0));
            var hash = drop.ContentHash(cancellationToken);
            using var connection = database.Open();
            if (ImportRecord.Find(connection, hash) is { } earlier)
            {
                return earlier.Report with { AlreadyImported = true };
            }

            using var rejects = new RejectWriter(Path.Combine(folder, "rejects.csv"));
            var report = new ImportReport(id, drop.Name, hash, clock.GetUtcNow(), importedBy, false, [], null);
            report = Take(connection, drop, report, rejects, work, progress, cancellationToken);
            kept = rejects.Path is not null;
            return report;
        }
        finally
        {
            Directory.Delete(kept ? work : folder, recursive: true);
        }
    }

    private ImportReport Take(DuckDBConnection connection, DropSource drop, ImportReport report, RejectWriter rejects, string work, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var transaction = connection.BeginTransaction();
        var delivery = 1 + connection.Scalar<int>("SELECT coalesce(max(delivery), 0) FROM imports");
        var loader = new DropLoader(connection, delivery);
        var keys = new Dictionary<(string, string), Utf8KeySet>();
        var files = ImmutableArray.CreateBuilder<ImportedFile>();
        var (done, rows) = (0, 0L);
        foreach (var (format, file) in InOrder(drop))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new ImportProgress(file.Name, done, drop.Files.Length, rows));
            var before = rows;
            var sieve = new DropSieve(rejects, Keys, work, taken => progress?.Report(new ImportProgress(file.Name, done, drop.Files.Length, before + taken)));
            files.Add(format is null
                ? OfflineList.Take(connection, file, delivery, rejects)
                : Load(loader, format, file, sieve.Sieve(format, file, cancellationToken)));
            keys.Remove((format?.Table ?? string.Empty, format?.Key[0] ?? string.Empty));
            rows += files[^1].Rows;
            done++;
        }

        files.AddRange(drop.UnknownFiles.Select(f => new ImportedFile(f, 0, 0, "不是导入格式规定的文件，已忽略 / not a file of the import format; left alone")));
        report = report with { Files = files.ToImmutable(), RejectFile = rejects.Path };
        if (rows == 0 && files.Any(f => f.Problem is not null) && files.All(f => f.Rejected == 0))
        {
            // Nothing was taken and no row was even looked at: not to be remembered as imported, so that a corrected rule of ours can take it later.
            transaction.Rollback();
            return report;
        }

        ImportRecord.Add(connection, report, delivery);
        cancellationToken.ThrowIfCancellationRequested();
        transaction.Commit();
        progress?.Report(new ImportProgress("area_day", done, drop.Files.Length, rows));
        Balance.Ensure(connection);
        progress?.Report(new ImportProgress(string.Empty, done, drop.Files.Length, rows));
        return report;

        Utf8KeySet Keys((string Table, string Column) reference) =>
            keys.TryGetValue(reference, out var set) ? set : keys[reference] = loader.Keys(reference);
    }

    private static ImportedFile Load(DropLoader loader, DropFile format, SourceFile file, SievedFile sieved)
    {
        if (sieved.Problem is null && sieved.Rows > 0)
        {
            loader.Load(format, sieved, sieved.CleanPath == file.Path && file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
        }

        if (sieved.CleanPath.Length > 0 && sieved.CleanPath != file.Path)
        {
            File.Delete(sieved.CleanPath);
        }

        return new ImportedFile(file.Name, sieved.Rows, sieved.Rejected, sieved.Problem);
    }

    private static IEnumerable<(DropFile? Format, SourceFile File)> InOrder(DropSource drop)
    {
        foreach (var format in DropFormat.Files)
        {
            if (drop.Files.FirstOrDefault(s => s.Stem == format.Name) is { } file)
            {
                yield return (format, file);
            }
        }

        if (drop.Files.FirstOrDefault(s => s.Stem == DropFormat.OfflineList) is { } list)
        {
            yield return (null, list);
        }
    }
}
