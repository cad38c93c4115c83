using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Operations;
using Workflows.Storage.Audit;

namespace Workflows.Storage.Operations;

/// <summary>Holds snapshots against their history, byte for byte, and against what its facts tell. Of a large database it takes another slice every time.</summary>
internal static class FoldCheck
{
    private const int MostInstances = 2_000;
    private const int BatchSize = 100;

    /// <summary>Both questions.</summary>
    public static async Task<IReadOnlyList<SelfCheckItem>> RunAsync(WorkflowContext context, int most, CancellationToken cancellationToken)
    {
        var count = await context.Instances.CountAsync(cancellationToken).ConfigureAwait(false);
        var examined = Math.Min(count, MostInstances);
        var first = Random.Shared.Next(count - examined + 1);
        var proved = 0;
        var differing = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        var untrue = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        for (var done = 0; done < examined; done += BatchSize)
        {
            var ids = await context.Instances.OrderBy(i => i.Id).Select(i => i.Id).Skip(first + done).Take(Math.Min(BatchSize, examined - done)).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (id, fold, tells) in await CompareAsync(context, ids, cancellationToken).ConfigureAwait(false))
            {
                proved += fold == StateFold.Untold ? 0 : 1;
                if (fold == StateFold.Differs)
                {
                    differing.Add(Differs(id));
                }

                if (!tells)
                {
                    untrue.Add(Untrue(id));
                }
            }
        }

        return
        [
            new("history.folds", new LocalizedText("历史逐步推算的结果是否与存储的状态逐字节一致？", "Does history come to the stored state, byte for byte?"), proved, [.. differing.Take(most)], proved < count ? count : null),
            new("history.tells", new LocalizedText("快照是否与历史记录的事实相符？", "Does the snapshot say what the facts of history tell?"), examined, [.. untrue.Take(most)], examined < count ? count : null),
        ];
    }

    private static async Task<IReadOnlyList<(Guid Id, StateFold Fold, bool Tells)>> CompareAsync(WorkflowContext context, List<Guid> ids, CancellationToken cancellationToken)
    {
        var states = await context.InstanceStates.Where(s => ids.Contains(s.InstanceId)).ToDictionaryAsync(s => s.InstanceId, s => s.State, cancellationToken).ConfigureAwait(false);
        var steps = (await context.Steps.Where(s => ids.Contains(s.InstanceId)).OrderBy(s => s.Revision).Select(s => new { s.InstanceId, s.Events, s.Delta }).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(s => s.InstanceId);
        return
        [
            .. states.Select(s => (
                s.Key,
                StateFolds.Compare(steps[s.Key].Select(p => (p.Events, p.Delta)), s.Value),
                Tells(steps[s.Key].Select(p => p.Events), s.Value))),
        ];
    }

    private static bool Tells(IEnumerable<string> facts, string state)
    {
        try
        {
            return HistoryFold.Fold(facts.Select(StoredText.Events)).AsSpan().SequenceEqual(HistoryFold.Of(StoredText.Instance(state)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static SelfCheckFinding Differs(Guid id) =>
        new(id, new LocalizedText($"流程 {id} 存储的状态与其历史推算的结果不一致。请与备份核对。", $"The stored state of instance {id} is not what its history comes to. Compare it with a backup."));

    private static SelfCheckFinding Untrue(Guid id) =>
        new(id, new LocalizedText($"流程 {id} 的快照与其历史记录的事实不符。请与备份核对。", $"The snapshot of instance {id} is not what the facts of its history tell. Compare it with a backup."));
}
