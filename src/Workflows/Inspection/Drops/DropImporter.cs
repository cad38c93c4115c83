using DuckDB.NET.Data;
using Microsoft.Extensions.Options;
using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Live;
using Workflows.Runtime.People;

namespace Workflows.Inspection.Drops;

/// <summary>
/// Takes drops in. The rows are in the readings database as a whole or not at all; units, found problems and the report then go to the other
/// database. Should the program end between the two, the next import (or <see cref="FinishAsync"/>) makes up for it.
/// </summary>
public sealed class DropImporter : IDropImporter
{
    private readonly ReadingsDatabase _database;
    private readonly DropIntake _intake;
    private readonly IPeople _people;
    private readonly ISuspicionPool _pool;
    private readonly IImportLog _log;
    private readonly IChangeFeed _changes;

    /// <summary>Composes the importer.</summary>
    public DropImporter(ReadingsDatabase database, IOptions<InspectionOptions> options, IPeople people, ISuspicionPool pool, IImportLog log, ImportSurroundings surroundings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(surroundings);
        (_database, _people, _pool, _log, _changes) = (database, people, pool, log, surroundings.Changes);
        _intake = new DropIntake(database, options.Value, surroundings.Clock);
    }

    /// <inheritdoc/>
    public async Task<ImportReport> ImportAsync(string path, string importedBy, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var turn = await _database.LockForWritingAsync(cancellationToken).ConfigureAwait(false);
        await HandOverAsync(cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Pending, path, cancellationToken).ConfigureAwait(false);
        var report = await Task.Run(() => _intake.Import(path, importedBy, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        await HandOverAsync(CancellationToken.None).ConfigureAwait(false);
        File.Delete(Pending);
        if (!report.AlreadyImported && !report.Files.Any(f => f.Rows + f.Rejected > 0))
        {
            await _log.AddAsync(report, CancellationToken.None).ConfigureAwait(false);
        }

        _changes.Publish(new Change("imports"));
        return report;
    }

    /// <summary>Makes up for an import after which the program ended too early. Harmless when there is none.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken = default)
    {
        // The note is there only after an import that did not come to its end, so that a normal start need not open the readings database.
        if (File.Exists(_database.Path) && File.Exists(Pending))
        {
            using var turn = await _database.LockForWritingAsync(cancellationToken).ConfigureAwait(false);
            await HandOverAsync(cancellationToken).ConfigureAwait(false);
            File.Delete(Pending);
        }
    }

    private string Pending => _database.Path + ".importing";

    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        using var connection = _database.Open();
        Balance.Ensure(connection);
        foreach (var import in ImportRecord.NotHandedOver(connection))
        {
            var units = Units(connection, import.Delivery);
            if (units.Count > 0)
            {
                await _people.SaveUnitsAsync(units, cancellationToken).ConfigureAwait(false);
            }

            var (run, found) = DeliveredSuspicions.Of(connection, import);
            if (found.Count > 0)
            {
                await _pool.AddAsync(run, found, cancellationToken).ConfigureAwait(false);
                _changes.Publish(new Change("suspicions"));
            }

            await _log.AddAsync(import.Report, cancellationToken).ConfigureAwait(false);
            ImportRecord.MarkHandedOver(connection, import.Delivery);
        }
    }

    private static List<OrgUnit> Units(DuckDBConnection connection, int delivery) =>
        connection.Query(
            "SELECT code, name, tier, parent_code FROM org_units WHERE delivery = $delivery ORDER BY rowid",
            r => new OrgUnit(r.GetString(0), r.GetString(1), Enum.Parse<OrgTier>(r.GetString(2), ignoreCase: true), r.TextOrNull(3)),
            ("delivery", delivery));
}
