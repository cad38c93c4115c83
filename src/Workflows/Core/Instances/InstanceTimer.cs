namespace Workflows.Core.Instances;

/// <summary>An instant at which an instance wants to be woken. It fires once or is dropped.</summary>
/// <param name="Id">Unique; also its generation, since a new wish is a new timer.</param>
/// <param name="BookmarkId">The bookmark it resumes; <see langword="null"/> for a rung of a task's ladder.</param>
/// <param name="TaskId">The task whose ladder it climbs; <see langword="null"/> otherwise.</param>
/// <param name="DueAt">When.</param>
/// <param name="Purpose">For people: <c>delay</c>, <c>reminder</c>, <c>overdue</c>.</param>
public sealed record InstanceTimer(Guid Id, Guid? BookmarkId, Guid? TaskId, DateTimeOffset DueAt, string Purpose);

/// <summary>A place where an instance waits for something.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="ActivityInstanceId">The execution that waits.</param>
/// <param name="ActivityId">Its activity in the definition.</param>
/// <param name="Name">Event name, task name of a RunTask, id of the child; <see langword="null"/> otherwise.</param>
/// <param name="CorrelationId">For events: only events with this correlation match; <see langword="null"/> = any.</param>
public sealed record Bookmark(Guid Id, BookmarkKind Kind, Guid ActivityInstanceId, string ActivityId, string? Name, string? CorrelationId);

/// <summary>What a bookmark waits for.</summary>
public enum BookmarkKind
{
    /// <summary>A human task.</summary>
    Task,

    /// <summary>A timer.</summary>
    Timer,

    /// <summary>An event from outside.</summary>
    Event,

    /// <summary>Work of the host, or a task outside (RunTask).</summary>
    Work,

    /// <summary>Another instance.</summary>
    Child,
}

/// <summary>A failure that parks part of an instance until an operator has looked.</summary>
/// <param name="Id">Unique.</param>
/// <param name="ActivityInstanceId">The execution that failed.</param>
/// <param name="ActivityId">Its activity.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Message">What went wrong, and what to do.</param>
/// <param name="At">When.</param>
public sealed record Incident(Guid Id, Guid ActivityInstanceId, string ActivityId, string ActivityType, string Message, DateTimeOffset At);
