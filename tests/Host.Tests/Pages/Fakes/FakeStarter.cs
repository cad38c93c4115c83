using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tickets;

namespace Host.Tests.Pages.Fakes;

/// <summary>Starts tickets in the pool of the test, and refuses what the test names.</summary>
public sealed class FakeStarter(FakePool pool) : ITicketStarter
{
    public List<Guid> Asked { get; } = [];

    public Guid? Refuses { get; set; }

    public Task<TicketsStarted> StartAsync(Actor by, IReadOnlyList<Guid> suspicionIds, string definitionId = "inspection-ticket", IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        Asked.AddRange(suspicionIds);
        var started = ImmutableArray.CreateBuilder<StartedTicket>();
        var refused = ImmutableArray.CreateBuilder<RefusedSuspicion>();
        foreach (var id in suspicionIds)
        {
            if (id == Refuses)
            {
                refused.Add(new RefusedSuspicion(id, new Refusal("ticket.no-customer", new LocalizedText("缺少户号", "No customer number"))));
                continue;
            }

            var ticket = Guid.CreateVersion7();
            started.Add(new StartedTicket(id, ticket));
            pool.Change(id, s => s with { State = SuspicionState.Ticketed, InstanceId = ticket });
        }

        return Task.FromResult(new TicketsStarted(started.ToImmutable(), refused.ToImmutable()));
    }
}
