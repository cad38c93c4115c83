using Workflows.Core.Instances;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation.Replays;

/// <summary>
/// How long steps took, for steps that history knows nothing of: the median office time of the decided tasks that were for the same role; of all of
/// them when no task was.
/// </summary>
public sealed class HandlingTimes
{
    private readonly Dictionary<string, TimeSpan> _ofRole;
    private readonly TimeSpan _ofAll;

    /// <summary>Measures them.</summary>
    /// <param name="tasks">Recorded tasks; those that nobody decided do not count.</param>
    /// <param name="calendar">Whose office hours count.</param>
    public HandlingTimes(IEnumerable<HumanTask> tasks, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var measured = tasks
            .Where(t => t is { State: HumanTaskState.Completed, ClosedAt: not null })
            .Select(t => (Role: RoleOf(t), Time: calendar.WorkingTimeBetween(t.CreatedAt, t.ClosedAt!.Value)))
            .ToList();
        _ofRole = measured.Where(m => m.Role is not null).GroupBy(m => m.Role!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Quantile.Of([.. g.Select(m => m.Time)], 0.5) ?? TimeSpan.Zero, StringComparer.Ordinal);
        _ofAll = Quantile.Of([.. measured.Select(m => m.Time)], 0.5) ?? TimeSpan.Zero;
    }

    /// <summary>What a task without a record is taken to need.</summary>
    public TimeSpan For(HumanTask task) => RoleOf(task) is { } role && _ofRole.TryGetValue(role, out var time) ? time : _ofAll;

    private static string? RoleOf(HumanTask task) => task.Candidates.Select(c => c.Role).FirstOrDefault(r => r is not null);
}
