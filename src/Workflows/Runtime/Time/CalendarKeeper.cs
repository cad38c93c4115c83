using Workflows.Core.Definitions;
using Workflows.Core.Time;

namespace Workflows.Runtime.Time;

/// <summary>Sets calendars, and has due times counted again by them.</summary>
/// <param name="store">The rows.</param>
/// <param name="calendars">The same in memory.</param>
/// <param name="signal">Wakes the recount.</param>
/// <param name="clock">The clock.</param>
public sealed class CalendarKeeper(ICalendarStore store, WorkingCalendars calendars, RecountSignal signal, TimeProvider clock)
{
    /// <summary>Takes over what <c>workflows/calendar.json</c> says, unless a person has set the organisation's calendar.</summary>
    /// <param name="rules">The text of the file.</param>
    /// <param name="path">How errors and the trail call it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DefinitionUnreadableException">It cannot be read.</exception>
    public async Task ImportAsync(string rules, string path, CancellationToken cancellationToken = default)
    {
        _ = WorkingCalendarReader.Read(rules, path);
        var present = store.List().FirstOrDefault(c => c.Unit is null);
        if (present is null || (present.ChangedBy == StoredCalendar.ByImport && present.Rules != rules))
        {
            await SetAsync(null, rules, StoredCalendar.ByImport, path, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sets the calendar of a unit.</summary>
    internal async Task SetAsync(string? unit, string? rules, string by, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await store.SaveAsync(new StoredCalendar(unit, rules, now, by), new CalendarRecount(Guid.CreateVersion7(now), Guid.Empty, reason, now, null, 0), cancellationToken).ConfigureAwait(false);
        calendars.Forget();
        signal.Wake();
    }
}
