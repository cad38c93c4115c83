using Workflows.Core.Time;

namespace Workflows.Runtime.Time;

/// <summary>The calendars that were set, held in memory: the product's default until there is one.</summary>
/// <param name="store">The rows, read on the first question.</param>
public sealed class WorkingCalendars(ICalendarStore store) : IWorkingCalendars
{
    private readonly Lock _loading = new();
    private volatile UnitCalendars? _units;

    /// <inheritdoc/>
    public WorkingCalendar Current => Units.Organisation;

    /// <inheritdoc/>
    public UnitCalendars Units
    {
        get
        {
            if (_units is { } known)
            {
                return known;
            }

            lock (_loading)
            {
                return _units ??= Of(store.List());
            }
        }
    }

    /// <summary>Reads the rows again at the next question.</summary>
    internal void Forget() => _units = null;

    /// <summary>What calendars come to.</summary>
    internal static UnitCalendars Of(IEnumerable<StoredCalendar> stored)
    {
        var rules = stored.Where(c => c.Rules is not null).ToLookup(c => c.Unit is null, c => KeyValuePair.Create(c.Unit ?? "", WorkingCalendarReader.ReadRules(c.Rules!)));
        var organisation = rules[true].Select(r => r.Value.Over(WorkingCalendar.Default)).FirstOrDefault(WorkingCalendar.Default);
        return new UnitCalendars(organisation, rules[false]);
    }
}
