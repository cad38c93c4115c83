using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;
using Workflows.Runtime.People;

namespace Workflows.Inspection.Tickets;

/// <summary>Makes tickets of suspicions. Ids of command and instance follow from the suspicion's, so that a second click, a retry or a crash in between makes no second ticket.</summary>
public sealed class TicketStarter : ITicketStarter
{
    private readonly ISuspicionPool _pool;
    private readonly ICommandRunner _runner;
    private readonly IChangeFeed _changes;
    private readonly SuspicionInput _input;

    /// <summary>Composes the starter.</summary>
    public TicketStarter(ISuspicionPool pool, ICommandRunner runner, IReadings readings, IScreening screening, EvaluationService evaluation, IPeople people, IChangeFeed changes)
    {
        (_pool, _runner, _changes) = (pool, runner, changes);
        _input = new SuspicionInput(readings, screening, evaluation, people);
    }

    /// <inheritdoc/>
    public async Task<TicketsStarted> StartAsync(Actor by, IReadOnlyList<Guid> suspicionIds, string definitionId = "inspection-ticket", IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(suspicionIds);
        ArgumentException.ThrowIfNullOrEmpty(definitionId);
        if (!by.IsSystem && !by.Has(Roles.PrefectureOfficer))
        {
            return new TicketsStarted([], [.. suspicionIds.Distinct().Select(id => new RefusedSuspicion(id, TicketRefusals.NotAllowed))]);
        }

        var wanted = suspicionIds.Distinct().ToArray();
        var visible = (await _pool.FindAsync(by, wanted, cancellationToken).ConfigureAwait(false)).ToDictionary(s => s.Id);
        var started = ImmutableArray.CreateBuilder<StartedTicket>();
        var refused = ImmutableArray.CreateBuilder<RefusedSuspicion>();
        for (var i = 0; i < wanted.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (instanceId, refusal) = visible.TryGetValue(wanted[i], out var suspicion)
                ? await StartOneAsync(by, suspicion, definitionId, cancellationToken).ConfigureAwait(false)
                : (Guid.Empty, TicketRefusals.Unknown);
            if (refusal is null)
            {
                started.Add(new StartedTicket(wanted[i], instanceId));
            }
            else
            {
                refused.Add(new RefusedSuspicion(wanted[i], refusal));
            }

            progress?.Report(i + 1);
        }

        _changes.Publish(new Change("suspicions"));
        return new TicketsStarted(started.ToImmutable(), refused.ToImmutable());
    }

    private async Task<(Guid InstanceId, Refusal? Refusal)> StartOneAsync(Actor by, Suspicion suspicion, string definitionId, CancellationToken cancellationToken)
    {
        switch (suspicion)
        {
            case { State: SuspicionState.Ticketed, InstanceId: { } earlier }:
                return (earlier, null);
            case { State: not SuspicionState.Pooled }:
                return (Guid.Empty, TicketRefusals.Dismissed(suspicion.Reason));
        }

        var command = new StartInstance(
            DerivedId.From(suspicion.Id, "start-ticket"),
            DerivedId.From(suspicion.Id, "ticket"),
            by,
            new JsonObject { ["suspicion"] = await _input.BuildAsync(suspicion, cancellationToken).ConfigureAwait(false) },
            CorrelationId: suspicion.Id.ToString());
        var outcome = await _runner.StartAsync(definitionId, command, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!outcome.Accepted)
        {
            return (Guid.Empty, outcome.Refusal);
        }

        // From here on there is a ticket; the mark must follow even when the caller has gone.
        if (!await _pool.MarkTicketedAsync(suspicion.Id, outcome.InstanceId, CancellationToken.None).ConfigureAwait(false))
        {
            var now = (await _pool.FindAsync(Actor.System("tickets"), [suspicion.Id], CancellationToken.None).ConfigureAwait(false)).SingleOrDefault();
            if (now is { State: SuspicionState.Dismissed })
            {
                // Dismissed in the same moment: the ticket exists and wins over nothing, so it is taken back.
                await _runner.RunAsync(new CancelInstance(DerivedId.From(suspicion.Id, "cancel-ticket"), outcome.InstanceId, Actor.System("tickets"), "疑似问题已被排除"), CancellationToken.None).ConfigureAwait(false);
                return (Guid.Empty, TicketRefusals.Dismissed(now.Reason));
            }
        }

        return (outcome.InstanceId, null);
    }
}
