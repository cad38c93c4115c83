using Host.Imports;
using Host.Startup;
using Microsoft.Extensions.Options;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Host.Demonstration;

/// <summary>
/// Sets up the demonstration prefecture in an empty database: units, people, passwords and readings, all in the background
/// while the program already answers. A set-up that was interrupted is done again at the next start.
/// </summary>
internal sealed partial class DemonstrationSetup(
    DemonstrationPeople people, ImportJobs imports, DataDirectory data, TimeProvider clock, IOptions<DemonstrationSettings> settings, ILogger<DemonstrationSetup> logger)
{
    private static readonly Actor By = Actor.System("demonstration");

    private string Unfinished => Path.Combine(data.Root, "demonstration.unfinished");

    /// <summary>Whether the set-up is to run: nobody is there yet, or an earlier run did not end.</summary>
    public bool IsNeeded => people.AreMissing || File.Exists(Unfinished);

    /// <summary>Sign-ins wait from now on until <see cref="RunAsync"/> has made people and passwords.</summary>
    public void Announce() => people.Announce();

    /// <summary>Saves units and people, makes the passwords, writes the drops and imports the first one.</summary>
    public async Task RunAsync(string password, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Unfinished, "The demonstration is being set up. While this file exists, the next start does it again.", cancellationToken);
        await people.SaveAsync(password, cancellationToken);
        await ImportAsync(cancellationToken);
    }

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(WorkingCalendar.Default.Offset).DateTime);
        await Task.Run(() => new DemonstrationDrops(data.Drops).Write(settings.Value.Options(today.AddDays(-1)), cancellationToken), cancellationToken);
        if (imports.StartPrepared(DemonstrationDrops.Past, By) is { } refusal)
        {
            Log.NotImported(logger, refusal.Message.En);
            return;
        }

        await imports.Slot.Idle.WaitAsync(cancellationToken);
        if (imports.Slot.Current?.Result is { } report)
        {
            File.Delete(Unfinished);
            Log.Ready(logger, report.Files.Sum(f => f.Rows));
        }
        else
        {
            Log.NotImported(logger, imports.Slot.Current?.Problem ?? "cancelled");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Information, "The demonstration is ready: {Rows} rows imported. A second drop lies ready under Imports.")]
        public static partial void Ready(ILogger logger, long rows);

        [LoggerMessage(4002, LogLevel.Warning, "The demonstration's readings were not imported: {Reason}. The next start tries again.")]
        public static partial void NotImported(ILogger logger, string reason);
    }
}
