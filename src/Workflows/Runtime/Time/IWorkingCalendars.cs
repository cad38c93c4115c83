using Workflows.Core.Time;

namespace Workflows.Runtime.Time;

/// <summary>Gives the working calendars that hold now. Read from memory.</summary>
public interface IWorkingCalendars
{
    /// <summary>The organisation's calendar; never <see langword="null"/>.</summary>
    WorkingCalendar Current { get; }

    /// <summary>The calendars of its units.</summary>
    UnitCalendars Units { get; }
}
