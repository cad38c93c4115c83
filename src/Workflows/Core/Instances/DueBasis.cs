using System.Collections.Immutable;
using Workflows.Core.Time;

namespace Workflows.Core.Instances;

/// <summary>What the due time of a task was counted from, so that it can be counted again by another calendar.</summary>
/// <param name="Span">The span of the definition (<c>2wd</c>).</param>
/// <param name="Since">When it began.</param>
/// <param name="Unit">Code of the unit whose calendar counts: the one that holds the task; <see langword="null"/> = the organisation's.</param>
/// <param name="Pauses">When it stood still since.</param>
public sealed record DueBasis(string Span, DateTimeOffset Since, string? Unit, ImmutableArray<DuePause> Pauses)
{
    /// <summary>The due time by a calendar.</summary>
    /// <exception cref="FormatException"><see cref="Span"/> is no span.</exception>
    public DateTimeOffset Count(WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var begun = WorkSpan.TryParse(Span, out var span) ? span.From(Since, calendar) : throw new FormatException($"'{Span}' is no span.");
        return Pauses.Aggregate(begun, (due, pause) => calendar.Postpone(due, pause.From, pause.To));
    }
}

/// <summary>A time in which a due time stood still.</summary>
/// <param name="From">Its beginning, not before the task's.</param>
/// <param name="To">Its end.</param>
public sealed record DuePause(DateTimeOffset From, DateTimeOffset To);
