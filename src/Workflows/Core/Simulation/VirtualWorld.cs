using System.Collections.Immutable;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation;

/// <summary>The world that a simulation runs in.</summary>
public sealed record VirtualWorld
{
    /// <summary>When it begins. The default is a Monday morning.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The units.</summary>
    public OrgChart Organisation { get; init; } = OrgChart.Empty;

    /// <summary>The working calendar.</summary>
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.Default;

    /// <summary>The calendars of units; <see langword="null"/> = every unit has the organisation's.</summary>
    public UnitCalendars? Calendars { get; init; }

    /// <summary>The people, with their roles.</summary>
    public ImmutableArray<Actor> People { get; init; } = [];

    /// <summary>Works out who gets a mail: person ids and addresses.</summary>
    public ImmutableArray<string> Resolve(Recipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return recipient.Kind switch
        {
            RecipientKind.Role => [.. People.Where(p => recipient.Unit is null ? p.Has(recipient.Value!) : p.Has(recipient.Value!, recipient.Unit)).Select(p => p.PersonId)],
            RecipientKind.Superior => Superiors(recipient.Unit, recipient.Levels),
            _ => recipient.Value is { } one ? [one] : [],
        };
    }

    private ImmutableArray<string> Superiors(string? unit, int levels) =>
        Organisation.Superior(unit, levels) is { } above ? [.. People.Where(p => p.Has(above.Role, above.Unit.Code)).Select(p => p.PersonId)] : [];
}
