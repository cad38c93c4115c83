using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Pumps;

namespace Workflows.Runtime.Time;

/// <summary>Wakes the recount when a calendar was changed.</summary>
public sealed class RecountSignal : WakeSignal;

/// <summary>
/// Counts due times again after a change of a calendar: a step for each instance that it moves, a few at a time. Goes on where it was after a restart, since a
/// command that comes again is carried out once.
/// </summary>
/// <param name="store">What is to be recounted, and how far it is.</param>
/// <param name="instances">Instances with something due.</param>
/// <param name="runner">Carries the commands out.</param>
/// <param name="signal">Wakes it.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class CalendarRecounter(ICalendarStore store, IInstanceStore instances, ICommandRunner runner, RecountSignal signal, TimeProvider clock, ILogger<CalendarRecounter> logger) : BackgroundService
{
    private const int BatchSize = 20;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    /// <summary>Left to people's commands after each batch.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>Who gives the commands.</summary>
    internal static Actor By { get; } = Actor.System("calendar");

    /// <summary>Finishes the recount that is under way, if any.</summary>
    /// <returns>In how many instances due times have moved; <see langword="null"/> = nothing was to be done.</returns>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        if (await store.RecountAsync(cancellationToken).ConfigureAwait(false) is not { EndedAt: null } recount)
        {
            return null;
        }

        while (await instances.WithDueTimesAsync(recount.After, BatchSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } ids)
        {
            var moved = 0;
            foreach (var id in ids)
            {
                var outcome = await runner.RunAsync(new RecountDue(DerivedId.From(recount.Id, id.ToString()), id, By, recount.Reason), cancellationToken).ConfigureAwait(false);
                moved += outcome.Accepted ? 1 : 0;
            }

            recount = recount with { After = ids[^1], Moved = recount.Moved + moved };
            await store.SaveProgressAsync(recount, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Breath, CancellationToken.None).ConfigureAwait(false);
        }

        await store.SaveProgressAsync(recount with { EndedAt = clock.GetUtcNow() }, cancellationToken).ConfigureAwait(false);
        Log.Done(logger, recount.Moved, recount.Reason);
        return recount.Moved;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunAsync(stoppingToken).ConfigureAwait(false) is not null)
                {
                    // Another change may have come meanwhile.
                }
            }
#pragma warning disable CA1031 // It must outlive a database that is away for a moment; the recount goes on where it was.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, exception);
            }

            await signal.WaitAsync(LongestSleep, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2050, LogLevel.Information, "A changed calendar has moved due times in {Count} instances: {Reason}")]
        public static partial void Done(ILogger logger, int count, string reason);

        [LoggerMessage(2051, LogLevel.Error, "Counting due times again failed; it goes on later.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
