using Workflows.Core.Flow.Activities;
using Workflows.Core.Time;

namespace Workflows.Core.Definitions;

/// <summary>What can start an instance of a definition by itself.</summary>
public enum StartTriggerKind
{
    /// <summary>At an interval.</summary>
    Timer,

    /// <summary>By a cron expression, in the calendar's local time.</summary>
    Cron,

    /// <summary>Once, at an instant.</summary>
    StartAt,

    /// <summary>When an event is published.</summary>
    Event,
}

/// <summary>A trigger at the start of a definition.</summary>
/// <param name="ActivityId">The activity; goes into <c>StartInstance.TriggerActivityId</c>.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Interval">For <see cref="StartTriggerKind.Timer"/>.</param>
/// <param name="CronExpression">For <see cref="StartTriggerKind.Cron"/>.</param>
/// <param name="At">For <see cref="StartTriggerKind.StartAt"/>.</param>
/// <param name="EventName">For <see cref="StartTriggerKind.Event"/>.</param>
public sealed record StartTrigger(string ActivityId, StartTriggerKind Kind, TimeSpan? Interval = null, string? CronExpression = null, DateTimeOffset? At = null, string? EventName = null)
{
    /// <summary>When it is due next, strictly after an instant; <see langword="null"/> for an event, or when it is never due again.</summary>
    /// <param name="after">The last time it was due, or when the definition was published.</param>
    /// <param name="calendar">Gives the local time of a cron expression.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset after, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Kind switch
        {
            StartTriggerKind.Timer => after + Interval,
            StartTriggerKind.Cron => CronActivity.Next(CronExpression, after, calendar.Offset),
            StartTriggerKind.StartAt => At > after ? At : null,
            _ => null,
        };
    }
}
