using System.Collections.Immutable;
using Workflows.Core.Organisation;

namespace Workflows.Core.Instances;

/// <summary>Why a due time is what it is.</summary>
public enum DeadlineCause
{
    /// <summary>The definition gives a span; counted by a calendar.</summary>
    Counted,

    /// <summary>The definition gives an instant, or it was counted before the ledger was kept.</summary>
    Given,

    /// <summary>It stands still from here on: the instance is paused, or another person is asked for an opinion.</summary>
    Stopped,

    /// <summary>The working time that was lost while the instance was paused was given back.</summary>
    Paused,

    /// <summary>The working time in which it waited for another person's opinion was given back.</summary>
    Delegated,

    /// <summary>An operator set it.</summary>
    Operator,

    /// <summary>It was counted again by a changed calendar.</summary>
    Calendar,

    /// <summary>The instance moved to another version; what was due stays due.</summary>
    Migrated,
}

/// <summary>A line of a deadline ledger.</summary>
/// <param name="At">When it came to hold.</param>
/// <param name="Cause">Why.</param>
/// <param name="From">The due time until then; <see langword="null"/> = none.</param>
/// <param name="To">The due time from then on; <see langword="null"/> = it stands still.</param>
/// <param name="By">Who brought it about.</param>
/// <param name="Basis">What it was counted from, where it was counted.</param>
/// <param name="StoodSince">Since when it had stood still, for time that was given back.</param>
/// <param name="Reason">What the one who did it wrote.</param>
public sealed record DeadlineLine(DateTimeOffset At, DeadlineCause Cause, DateTimeOffset? From, DateTimeOffset? To, Actor By, DueBasis? Basis = null, DateTimeOffset? StoodSince = null, string? Reason = null);

/// <summary>Every due time that a task has had, with the reason: folded from history, and kept nowhere else.</summary>
public static class DeadlineLedger
{
    /// <summary>The lines of a task, oldest first; none for a task without a due time.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="history">The history of its instance, oldest first: when, by whom, what.</param>
    public static ImmutableArray<DeadlineLine> Of(Guid taskId, IEnumerable<(DateTimeOffset At, Actor By, InstanceEvent Event)> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var lines = ImmutableArray.CreateBuilder<DeadlineLine>();
        DateTimeOffset? due = null;
        var isOpen = false;
        foreach (var (at, by, happened) in history)
        {
            if (happened is TaskCreated created && created.TaskId == taskId)
            {
                isOpen = true;
            }

            if (isOpen && Line(taskId, due, at, by, happened) is { } line)
            {
                lines.Add(line);
                due = line.To ?? due;
            }

            isOpen &= !Closes(taskId, happened);
        }

        return lines.ToImmutable();
    }

    private static DeadlineLine? Line(Guid taskId, DateTimeOffset? due, DateTimeOffset at, Actor by, InstanceEvent happened) => happened switch
    {
        TaskCreated { DueAt: { } first } e when e.TaskId == taskId => new DeadlineLine(at, e.Basis is null ? DeadlineCause.Given : DeadlineCause.Counted, null, first, by, e.Basis),
        TaskDueMoved e when e.TaskId == taskId => new DeadlineLine(at, Cause(e.Why), e.From, e.To, by, e.Basis, e.StoodSince, e.Reason),
        TaskStopped e when e.TaskId == taskId => new DeadlineLine(at, DeadlineCause.Stopped, due, null, by),
        InstancePaused e when due is not null => new DeadlineLine(at, DeadlineCause.Stopped, due, null, e.By, Reason: e.Reason),
        InstanceMigrated e when due is not null => new DeadlineLine(at, DeadlineCause.Migrated, due, due, e.By, Reason: e.Reason),
        _ => null,
    };

    private static DeadlineCause Cause(string why) => why switch
    {
        DueReasons.Paused => DeadlineCause.Paused,
        DueReasons.Delegated => DeadlineCause.Delegated,
        DueReasons.Calendar => DeadlineCause.Calendar,
        _ => DeadlineCause.Operator,
    };

    private static bool Closes(Guid taskId, InstanceEvent happened) => happened switch
    {
        TaskCompleted e => e.TaskId == taskId,
        TaskWithdrawn e => e.TaskId == taskId,
        TaskSentBack e => e.TaskId == taskId,
        _ => false,
    };
}
