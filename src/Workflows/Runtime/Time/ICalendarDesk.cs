using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Time;

/// <summary>Changes the calendars of the organisation and its units, after a look at what a change moves. For those who run processes.</summary>
public interface ICalendarDesk
{
    /// <summary>Every calendar that was set.</summary>
    IReadOnlyList<StoredCalendar> List();

    /// <summary>What a change would move. Changes nothing.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="unit">Code of the unit; <see langword="null"/> = the organisation.</param>
    /// <param name="rules">As <c>calendar.json</c>; <see langword="null"/> = none of its own any more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<CalendarPreview> PreviewAsync(Actor by, string? unit, string? rules, CancellationToken cancellationToken = default);

    /// <summary>Makes the change. Due times follow within moments, a few instances at a time, each in a step of its own.</summary>
    /// <param name="by">Who changes it.</param>
    /// <param name="unit">Code of the unit; <see langword="null"/> = the organisation.</param>
    /// <param name="rules">As <c>calendar.json</c>; <see langword="null"/> = none of its own any more.</param>
    /// <param name="reason">Why; stands in the trail of every ticket that it moves.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it cannot be; <see langword="null"/> = it is done.</returns>
    Task<Refusal?> ApplyAsync(Actor by, string? unit, string? rules, string reason, CancellationToken cancellationToken = default);

    /// <summary>How far the last recount is; <see langword="null"/> = there was none.</summary>
    Task<CalendarRecount?> RecountAsync(CancellationToken cancellationToken = default);
}

/// <summary>What a change of a calendar would move.</summary>
/// <param name="Refusal">Why it cannot be made; <see langword="null"/> = it can.</param>
/// <param name="Examined">Instances looked at.</param>
/// <param name="Moved">How many due times would move.</param>
/// <param name="Moves">The first 500 of those that the asker may see.</param>
public sealed record CalendarPreview(Refusal? Refusal, int Examined, int Moved, ImmutableArray<DueMove> Moves);

/// <summary>A due time that would move.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Header">As lists show it.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Title">Its title.</param>
/// <param name="From">The due time now.</param>
/// <param name="To">The due time then.</param>
public sealed record DueMove(Guid InstanceId, InstanceHeader Header, Guid TaskId, LocalizedText Title, DateTimeOffset? From, DateTimeOffset To);
