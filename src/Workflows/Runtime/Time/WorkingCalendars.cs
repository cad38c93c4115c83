using Workflows.Core.Time;

namespace Workflows.Runtime.Time;

/// <summary>The calendar of the workflows folder: the product's default until <c>calendar.json</c> has been read.</summary>
public sealed class WorkingCalendars : IWorkingCalendars
{
    private volatile WorkingCalendar _current = WorkingCalendar.Default;

    /// <inheritdoc/>
    public WorkingCalendar Current => _current;

    /// <summary>Replaces it. Due times that were counted before stay as they are.</summary>
    public void Use(WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        _current = calendar;
    }
}
