using Workflows.Core.Time;

namespace Workflows.Runtime.Time;

/// <summary>Gives the working calendar that holds now.</summary>
public interface IWorkingCalendars
{
    /// <summary>The calendar; never <see langword="null"/>.</summary>
    WorkingCalendar Current { get; }
}

/// <summary>A calendar that is given once: the product's default, or the one read at start-up.</summary>
/// <param name="calendar">The calendar.</param>
public sealed class FixedCalendar(WorkingCalendar calendar) : IWorkingCalendars
{
    /// <inheritdoc/>
    public WorkingCalendar Current => calendar;
}
