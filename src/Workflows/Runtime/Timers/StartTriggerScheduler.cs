using System.Globalization;
using Microsoft.Extensions.Logging;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Time;

namespace Workflows.Runtime.Timers;

/// <summary>
/// Keeps one schedule row per start trigger of each latest published version and starts instances when they are due. What was missed
/// during a downtime is made up for once, not once per occurrence.
/// </summary>
/// <param name="store">The rows.</param>
/// <param name="catalog">The packages.</param>
/// <param name="runner">Starts instances.</param>
/// <param name="calendars">For local time.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class StartTriggerScheduler(
    IScheduleStore store,
    IDefinitionCatalog catalog,
    ICommandRunner runner,
    IWorkingCalendars calendars,
    TimeProvider clock,
    ILogger<StartTriggerScheduler> logger)
{
    private static readonly Actor By = Actor.System("schedule");

    /// <summary>Brings the rows in line with the latest published versions. A trigger whose rule has not changed keeps its next instant.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        var rows = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        var latest = (await catalog.ListAsync(cancellationToken).ConfigureAwait(false)).Where(v => v.IsCurrent).ToList();
        foreach (var info in latest)
        {
            var package = await catalog.FindAsync(info.DefinitionId, info.Version, cancellationToken).ConfigureAwait(false);
            var old = rows.Where(s => s.DefinitionId == info.DefinitionId).ToList();
            var wanted = package is null ? [] : Wanted(info, TriggerScanner.Scan(package.Definition, clock.GetUtcNow()), old).ToList();
            if (!wanted.SequenceEqual(old))
            {
                await store.ReplaceAsync(info.DefinitionId, wanted, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>When the next schedule is due.</summary>
    internal async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var all = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        return all.Count == 0 ? null : all.Min(s => s.NextAt);
    }

    /// <summary>Starts an instance for every schedule that is due.</summary>
    internal async Task FireDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var schedule in await store.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (schedule.NextAt <= now)
            {
                await FireAsync(schedule, now, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task FireAsync(Schedule schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var occurrence = DerivedId.From(string.Create(CultureInfo.InvariantCulture, $"schedule:{schedule.DefinitionId}:{schedule.ActivityId}:{schedule.NextAt.UtcTicks}"));
        var start = new StartInstance(occurrence, DerivedId.From(occurrence, "instance"), By, [], TriggerActivityId: schedule.ActivityId);
        var outcome = await runner.StartAsync(schedule.DefinitionId, start, schedule.Version, cancellationToken).ConfigureAwait(false);
        if (outcome.Refusal is { } refusal)
        {
            Log.StartRefused(logger, schedule.DefinitionId, schedule.ActivityId, refusal.Code);
        }

        var package = await catalog.FindAsync(schedule.DefinitionId, schedule.Version, cancellationToken).ConfigureAwait(false);
        var trigger = package is null ? null : TriggerScanner.Scan(package.Definition, now).FirstOrDefault(t => t.ActivityId == schedule.ActivityId);
        await store.AdvanceAsync(schedule, trigger?.NextAfter(now, calendars.Current), cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<Schedule> Wanted(DefinitionVersionInfo info, IReadOnlyList<StartTrigger> triggers, List<Schedule> old)
    {
        var now = clock.GetUtcNow();
        foreach (var trigger in triggers.Where(t => t.Kind != StartTriggerKind.Event))
        {
            var rule = string.Create(CultureInfo.InvariantCulture, $"{trigger.Kind} {trigger.Interval}{trigger.CronExpression}{trigger.At:O}");
            var kept = old.Find(s => s.ActivityId == trigger.ActivityId && s.Rule == rule)?.NextAt;
            if ((kept ?? trigger.NextAfter(now, calendars.Current)) is { } next)
            {
                yield return new Schedule(info.DefinitionId, info.Version, trigger.ActivityId, rule, next);
            }
            else
            {
                Log.NeverFires(logger, info.DefinitionId, trigger.ActivityId, rule);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Warning, "Trigger {ActivityId} of {DefinitionId} never fires: '{Rule}' names no instant to come.")]
        public static partial void NeverFires(ILogger logger, string definitionId, string activityId, string rule);

        [LoggerMessage(2011, LogLevel.Warning, "Trigger {ActivityId} of {DefinitionId} was due, but the start was refused: {Code}.")]
        public static partial void StartRefused(ILogger logger, string definitionId, string activityId, string code);
    }
}
