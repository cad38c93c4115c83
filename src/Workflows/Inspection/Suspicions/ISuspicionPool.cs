using Workflows.Core.Organisation;
using Workflows.Inspection.Screening;
using Workflows.Runtime.Queries;

namespace Workflows.Inspection.Suspicions;

/// <summary>The prefecture's pool of suspicions. Reads are filtered by the reader's scope; what a reader may not see does not exist for them.</summary>
public interface ISuspicionPool
{
    /// <summary>Adds what a run found, in one transaction with the run's record. A suspicion of the same kind, object and theme that is still pooled is refreshed, not doubled; one that has a running ticket is left out.</summary>
    /// <returns>How many rows are new.</returns>
    Task<int> AddAsync(ScreeningRun run, IReadOnlyList<Suspicion> found, CancellationToken cancellationToken = default);

    /// <summary>The pool, best first.</summary>
    Task<Page<Suspicion>> ListAsync(Actor reader, SuspicionFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Those of the ids that the reader may see.</summary>
    Task<IReadOnlyList<Suspicion>> FindAsync(Actor reader, IReadOnlyList<Guid> ids, CancellationToken cancellationToken = default);

    /// <summary>Marks one as ticketed; <see langword="false"/> when it is not pooled any more.</summary>
    Task<bool> MarkTicketedAsync(Guid id, Guid instanceId, CancellationToken cancellationToken = default);

    /// <summary>Puts one aside; <see langword="false"/> when it is not pooled any more.</summary>
    Task<bool> DismissAsync(Guid id, string reason, Actor by, CancellationToken cancellationToken = default);

    /// <summary>The runs, newest first.</summary>
    Task<IReadOnlyList<ScreeningRun>> RunsAsync(Actor reader, CancellationToken cancellationToken = default);
}

/// <summary>What to show of the pool.</summary>
/// <param name="State">Only this state.</param>
/// <param name="Theme">Only this rule; <see langword="null"/> = all.</param>
/// <param name="Unit">Only this unit and below.</param>
/// <param name="Search">Part of customer number, customer name or area number.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to return, 1–500.</param>
public sealed record SuspicionFilter(SuspicionState State = SuspicionState.Pooled, string? Theme = null, string? Unit = null, string? Search = null, int Skip = 0, int Take = 50);
