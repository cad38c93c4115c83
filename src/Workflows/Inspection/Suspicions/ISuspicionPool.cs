using System.Collections.Immutable;
using Workflows.Core.Organisation;
using Workflows.Inspection.Screening;
using Workflows.Runtime.Queries;

namespace Workflows.Inspection.Suspicions;

/// <summary>The prefecture's pool of suspicions. Reads are filtered by the reader's scope; what a reader may not see does not exist for them.</summary>
public interface ISuspicionPool
{
    /// <summary>Adds what a run found, in one transaction with the run's record. One subject is pooled once: a further finding about it refreshes the row and keeps its id. A theme that has a running ticket for the subject, or was decided within the last 30 days of data, is left out.</summary>
    /// <remarks>The same run again (same <see cref="ScreeningRun.Id"/>) changes nothing further, so that a repeated effect is harmless.</remarks>
    Task<PoolAddition> AddAsync(ScreeningRun run, IReadOnlyList<Suspicion> found, CancellationToken cancellationToken = default);

    /// <summary>The pool, best first.</summary>
    Task<Page<Suspicion>> ListAsync(Actor reader, SuspicionFilter filter, CancellationToken cancellationToken = default);

    /// <summary>What the best so many of the pool cover, for a visit budget. The filter's <see cref="SuspicionFilter.Skip"/> and <see cref="SuspicionFilter.Take"/> do not count.</summary>
    /// <param name="visits">Visits that can be made, 1–5,000; one suspicion is one visit.</param>
    Task<BudgetCover> CoverAsync(Actor reader, SuspicionFilter filter, int visits, CancellationToken cancellationToken = default);

    /// <summary>Those of the ids that the reader may see.</summary>
    Task<IReadOnlyList<Suspicion>> FindAsync(Actor reader, IReadOnlyList<Guid> ids, CancellationToken cancellationToken = default);

    /// <summary>Marks one as ticketed; <see langword="false"/> when it is not pooled any more.</summary>
    Task<bool> MarkTicketedAsync(Guid id, Guid instanceId, CancellationToken cancellationToken = default);

    /// <summary>Puts one aside; <see langword="false"/> when it is not pooled any more.</summary>
    Task<bool> DismissAsync(Guid id, string reason, Actor by, CancellationToken cancellationToken = default);

    /// <summary>The runs, newest first.</summary>
    Task<IReadOnlyList<ScreeningRun>> RunsAsync(Actor reader, CancellationToken cancellationToken = default);
}

/// <summary>What became of the suspicions of a run.</summary>
/// <param name="New">How many rows are new in the pool.</param>
/// <param name="Ids">Ids under which the suspicions are pooled now, in the order given; a refreshed one keeps its earlier id, one with a running ticket is left out.</param>
public sealed record PoolAddition(int New, ImmutableArray<Guid> Ids);

/// <summary>What to show of the pool.</summary>
/// <param name="State">Only this state; <see langword="null"/> = all.</param>
/// <param name="Theme">Only this rule; <see langword="null"/> = all.</param>
/// <param name="Unit">Only this unit and below.</param>
/// <param name="Search">Part of customer number, customer name or area number.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to return, 1–500.</param>
/// <param name="AreaNo">Only of exactly this area, pairs that contain it included.</param>
public sealed record SuspicionFilter(SuspicionState? State = SuspicionState.Pooled, string? Theme = null, string? Unit = null, string? Search = null, int Skip = 0, int Take = 50, string? AreaNo = null);

/// <summary>What a visit budget covers.</summary>
/// <param name="Ids">The best suspicions, at most as many as visits.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="ScoreCovered">Sum of their scores.</param>
/// <param name="ScoreTotal">Sum of all scores.</param>
/// <param name="ByTheme">How many of the covered ones per rule code.</param>
/// <param name="ByUnit">How many of the covered ones per station code; those without a station under the empty string.</param>
public sealed record BudgetCover(ImmutableArray<Guid> Ids, int Total, double ScoreCovered, double ScoreTotal, ImmutableDictionary<string, int> ByTheme, ImmutableDictionary<string, int> ByUnit);
