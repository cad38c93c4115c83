using System.Collections.Immutable;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation.Replays;

/// <summary>A human step of a course.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Title">What people call it.</param>
/// <param name="CreatedAt">When it was handed out.</param>
/// <param name="ClosedAt">When it was closed; <see langword="null"/> = it was not.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="Outcome">Name of the outcome; <see langword="null"/> = it was closed without one.</param>
/// <param name="OutcomeLabel">The outcome in words.</param>
/// <param name="By">Who decided; <see langword="null"/> = the machine, or nobody.</param>
/// <param name="ByMachine">Whether its deadline decided.</param>
/// <param name="Escalations">Rungs of the ladder climbed at or after the due time.</param>
public sealed record CourseStep(string ActivityId, LocalizedText Title, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, DateTimeOffset? DueAt, string? Outcome, LocalizedText? OutcomeLabel, PersonName? By, bool ByMachine, int Escalations)
{
    /// <summary>Whether it was closed after its due time.</summary>
    public bool IsLate => ClosedAt > DueAt;

    /// <summary>Whether somebody, or the machine, decided it: a task that was withdrawn is no decision.</summary>
    public bool IsDecided => Outcome is not null;

    /// <summary>Whether the replay had to assume how and when it was decided.</summary>
    public bool IsAssumed { get; init; }
}

/// <summary>The way that an instance took through its human steps. Made in the same manner of what was recorded and of what was simulated.</summary>
/// <param name="Steps">The steps, in the order they were handed out.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; <see langword="null"/> = it did not.</param>
/// <param name="Result">How it ended.</param>
public sealed record CaseCourse(ImmutableArray<CourseStep> Steps, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, InstanceSubStatus Result)
{
    /// <summary>Whether a step was late.</summary>
    public bool IsLate => Steps.Any(s => s.IsLate);

    /// <summary>Whether a step was escalated.</summary>
    public bool IsEscalated => Steps.Any(s => s.Escalations > 0);

    /// <summary>Office hours from beginning to end; <see langword="null"/> = it has not ended.</summary>
    public TimeSpan? CycleTime(WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return EndedAt is { } end ? calendar.WorkingTimeBetween(StartedAt, end) : null;
    }

    /// <summary>Reads the course of an instance out of its tasks and facts.</summary>
    /// <param name="instance">As it is at last.</param>
    /// <param name="tasks">All its tasks.</param>
    /// <param name="history">Its facts.</param>
    public static CaseCourse Of(WorkflowInstance instance, IEnumerable<HumanTask> tasks, IEnumerable<RecordedFact> history)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var facts = history.ToList();
        var climbed = facts.Where(f => f.Event is TaskEscalated or TaskReassigned).ToLookup(f => f.Event is TaskEscalated e ? e.TaskId : ((TaskReassigned)f.Event).TaskId, f => f.At);
        return new CaseCourse(
            [.. tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.ActivityId, StringComparer.Ordinal).ThenBy(t => t.Id).Select(t => Step(t, climbed[t.Id]))],
            instance.CreatedAt,
            facts.Where(f => f.Event is InstanceEnded && f.InstanceId == instance.Id).Select(f => (DateTimeOffset?)f.At).LastOrDefault(),
            instance.SubStatus);
    }

    private static CourseStep Step(HumanTask task, IEnumerable<DateTimeOffset> climbed)
    {
        var isDecided = task.State is HumanTaskState.Completed or HumanTaskState.TimedOut;
        return new CourseStep(
            task.ActivityId,
            task.Title,
            task.CreatedAt,
            task.ClosedAt,
            task.DueAt,
            isDecided ? task.Outcome : null,
            isDecided ? task.Outcomes.FirstOrDefault(o => o.Name == task.Outcome)?.Label ?? (task.Outcome == HumanTask.SentBack ? new("驳回", "Sent back") : null) : null,
            task is { State: HumanTaskState.Completed, ClosedBy: { IsSystem: false } by } ? new PersonName(by.PersonId, by.Name) : null,
            task.State == HumanTaskState.TimedOut,
            task.DueAt is { } due ? climbed.Distinct().Count(at => at >= due) : 0);
    }
}
