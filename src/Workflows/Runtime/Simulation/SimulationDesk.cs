using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using Workflows.Core.Simulation.Replays;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Workflows.Runtime.Simulation;

/// <summary>Reads the cases one by one as their reader may see them, and replays them off the caller's thread.</summary>
/// <param name="queries">The cases.</param>
/// <param name="world">The world of now.</param>
internal sealed class SimulationDesk(IInstanceQueries queries, DraftWorld world) : ISimulations
{
    /// <summary>All cases of a simulation lie in memory at once: the medians need them all.</summary>
    private const int MostCases = 2_000;

    private const int PageSize = 200;

    /// <inheritdoc/>
    public async Task<SimulationOutcome> RunAsync(Actor reader, IReadOnlyDictionary<string, string> files, SimulationScope scope, IProgress<SimulationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(scope);
        if (!(reader.IsSystem || InstanceAuthority.MayOperate(reader)))
        {
            return new(null, Refusals.NotAllowed);
        }

        IReadOnlyList<WorkflowPackage> packages;
        try
        {
            packages = await world.PackagesAsync(files, cancellationToken).ConfigureAwait(false);
        }
        catch (DefinitionUnreadableException exception)
        {
            return new(null, new Refusal("simulation.unreadable", exception.Reason ?? LocalizedText.Same(exception.Message)));
        }

        var ids = await IdsAsync(reader, packages[0].Definition.DefinitionId, scope, cancellationToken).ConfigureAwait(false);
        if (ids.Count > MostCases)
        {
            return new(null, TooMany(ids.Count));
        }

        var cases = await ReadAsync(reader, ids, progress, cancellationToken).ConfigureAwait(false);
        var now = world.Now;
        var replayed = await Task.Run(() => Replay(cases, packages, now, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new(new SimulationReport(replayed, now.Calendar), null);
    }

    private async Task<List<Guid>> IdsAsync(Actor reader, string definitionId, SimulationScope scope, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        Page<InstanceItem> page;
        do
        {
            var filter = new InstanceFilter(definitionId, Unit: scope.Unit, Skip: ids.Count, Take: PageSize) { EndedFrom = scope.From, EndedBefore = scope.Before };
            page = await queries.InstancesAsync(reader, filter, cancellationToken).ConfigureAwait(false);
            ids.AddRange(page.Items.Select(i => i.InstanceId));
        }
        while (page.Items.Count == PageSize && ids.Count <= MostCases);

        return ids;
    }

    private async Task<IReadOnlyList<RecordedCase>> ReadAsync(Actor reader, List<Guid> ids, IProgress<SimulationProgress>? progress, CancellationToken cancellationToken)
    {
        var cases = new List<RecordedCase>();
        foreach (var id in ids)
        {
            // One that has been stored away since the list was read is left out.
            if (await queries.FindInstanceAsync(reader, id, cancellationToken).ConfigureAwait(false) is { StoredAt: null } detail)
            {
                cases.Add(new RecordedCase(detail.Instance, detail.Tasks, [.. detail.History.Select(h => new RecordedFact(h.At, id, h.By, h.Event))]));
            }

            progress?.Report(new(cases.Count, ids.Count * 2));
        }

        return [.. cases.OrderBy(c => c.Instance.CreatedAt).ThenBy(c => c.Instance.Id)];
    }

    private static ImmutableArray<ReplayedCase> Replay(IReadOnlyList<RecordedCase> cases, IReadOnlyList<WorkflowPackage> packages, VirtualWorld world, IProgress<SimulationProgress>? progress, CancellationToken cancellationToken)
    {
        var times = new HandlingTimes(cases.SelectMany(c => c.Tasks), world.Calendar);
        var replayed = ImmutableArray.CreateBuilder<ReplayedCase>(cases.Count);
        foreach (var one in cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            replayed.Add(CaseReplay.Run(one, packages, world, times));
            progress?.Report(new(cases.Count + replayed.Count, cases.Count * 2));
        }

        return replayed.ToImmutable();
    }

    private static Refusal TooMany(int count) => new("simulation.too-many", new(
        $"这段时间办结的工单有 {count} 件以上，一次最多模拟 {MostCases} 件；请缩短时间段或选择一个单位。",
        $"More than {count - 1} tickets ended in this time, and {MostCases} can be simulated at once; choose a shorter time or a unit."));
}
