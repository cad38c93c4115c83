using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Inspection.Tickets;

/// <summary>Makes tickets of suspicions: one instance each. Asking again for the same suspicion makes no second ticket.</summary>
public interface ITicketStarter
{
    /// <summary>Starts a ticket for each suspicion that the actor may see and that is still pooled.</summary>
    /// <param name="by">A prefecture officer, or the machine.</param>
    /// <param name="suspicionIds">The suspicions, in the order to start them.</param>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="progress">Told after each one with how many are done.</param>
    /// <param name="cancellationToken">Stops between two; what is started stays.</param>
    Task<TicketsStarted> StartAsync(Actor by, IReadOnlyList<Guid> suspicionIds, string definitionId = "inspection-ticket", IProgress<int>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>What came of it.</summary>
/// <param name="Started">Tickets made (or made before, for a suspicion asked for again).</param>
/// <param name="Refused">Suspicions without a ticket, with the reason.</param>
public sealed record TicketsStarted(ImmutableArray<StartedTicket> Started, ImmutableArray<RefusedSuspicion> Refused);

/// <summary>A ticket that was made.</summary>
/// <param name="SuspicionId">The suspicion.</param>
/// <param name="InstanceId">The ticket.</param>
public sealed record StartedTicket(Guid SuspicionId, Guid InstanceId);

/// <summary>A suspicion of which no ticket was made.</summary>
/// <param name="SuspicionId">The suspicion.</param>
/// <param name="Refusal">Why, and what to do.</param>
public sealed record RefusedSuspicion(Guid SuspicionId, Refusal Refusal);
