namespace Workflows.Runtime.Timers;

/// <summary>A start trigger of a published definition that fires by the clock.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The latest published version; only that one starts.</param>
/// <param name="ActivityId">The trigger activity.</param>
/// <param name="Rule">What it says (<c>Cron 0 8 * * *</c>); another rule starts another schedule.</param>
/// <param name="NextAt">When it fires next.</param>
public sealed record Schedule(string DefinitionId, int Version, string ActivityId, string Rule, DateTimeOffset NextAt);

/// <summary>The schedules as rows, so that a restart neither forgets nor repeats one.</summary>
public interface IScheduleStore
{
    /// <summary>All schedules.</summary>
    Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Replaces the schedules of a definition.</summary>
    Task ReplaceAsync(string definitionId, IReadOnlyList<Schedule> schedules, CancellationToken cancellationToken = default);

    /// <summary>Moves a schedule on after it fired (<paramref name="next"/> = <see langword="null"/>: it never fires again), unless somebody moved it already.</summary>
    Task AdvanceAsync(Schedule fired, DateTimeOffset? next, CancellationToken cancellationToken = default);
}
