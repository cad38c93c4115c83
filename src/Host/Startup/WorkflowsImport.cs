using Host.Definitions;
using Workflows.Runtime.Definitions;

namespace Host.Startup;

/// <summary>Imports the shipped workflow folders when the program starts: what is new becomes a published version, what has errors is left out and logged.</summary>
internal sealed partial class WorkflowsImport(IDefinitionCatalog catalog, WorkflowFolders folders, ILogger<WorkflowsImport> logger) : IHostedService
{
    private const string Author = "system:import";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var report = await catalog.ImportFoldersAsync(folders.Root, Author, cancellationToken);
        foreach (var problem in report.Problems)
        {
            Log.LeftOut(logger, problem.Path, problem.Message.En);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(4011, LogLevel.Warning, "Workflow folder left out: {Path}: {Problem}")]
        public static partial void LeftOut(ILogger logger, string path, string problem);
    }
}
