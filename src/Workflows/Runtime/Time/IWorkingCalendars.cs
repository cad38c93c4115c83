using Workflows.Core.Time;

namespace Workflows.Runtime.Time;

/// <summary>Gives the working calendar that holds now.</summary>
public interface IWorkingCalendars
{
    /// <summary>The calendar; never <see langword="null"/>.</summary>
    WorkingCalendar Current { get; }
}
