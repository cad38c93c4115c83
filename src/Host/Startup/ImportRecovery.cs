using Workflows.Inspection.Drops;

namespace Host.Startup;

/// <summary>Makes up, in the background, for an import after which the program ended before units, suspicions and report were handed over.</summary>
internal sealed class ImportRecovery(DropImporter importer) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => importer.FinishAsync(stoppingToken), stoppingToken);
}
