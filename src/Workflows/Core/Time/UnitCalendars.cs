using System.Collections.Concurrent;
using System.Collections.Immutable;
using Workflows.Core.Organisation;

namespace Workflows.Core.Time;

/// <summary>The calendars of an organisation at one moment: one for all of it, and rules of units that differ. A unit without rules of its own has those of the unit above.</summary>
public sealed class UnitCalendars
{
    private readonly ImmutableDictionary<string, CalendarRules> _units;
    private readonly ConcurrentDictionary<string, WorkingCalendar> _made = new(StringComparer.Ordinal);

    /// <summary>Makes them.</summary>
    /// <param name="organisation">What holds where no unit says anything else.</param>
    /// <param name="units">Rules by the code of the unit.</param>
    public UnitCalendars(WorkingCalendar organisation, IEnumerable<KeyValuePair<string, CalendarRules>>? units = null)
    {
        Organisation = organisation;
        _units = (units ?? []).ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <summary>The calendar of the whole organisation.</summary>
    public WorkingCalendar Organisation { get; }

    /// <summary>The calendar of a unit.</summary>
    /// <param name="unit">Its code; <see langword="null"/> or an unknown one has the organisation's.</param>
    /// <param name="chart">Who stands above whom.</param>
    public WorkingCalendar For(string? unit, OrgChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (unit is null || _units.IsEmpty)
        {
            return Organisation;
        }

        var ruled = chart.Ancestry(unit).Select(u => u.Code).Where(_units.ContainsKey).ToArray();
        return ruled.Length == 0 ? Organisation : _made.GetOrAdd(string.Join('\n', ruled), _ => ruled.Reverse().Aggregate(Organisation, (above, code) => _units[code].Over(above)));
    }
}
