using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workflows.Inspection.Drops;

/// <summary>When the host starts, makes up for an import after which the last one ended too early. Does not hold up the start.</summary>
internal sealed partial class ImportFinisher(DropImporter importer, ILogger<ImportFinisher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await importer.FinishAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next import tries again; the host must serve tickets meanwhile.
            Log.NotFinished(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "An earlier import could not be finished; the next import will try again.")]
        public static partial void NotFinished(ILogger logger, Exception exception);
    }
}
