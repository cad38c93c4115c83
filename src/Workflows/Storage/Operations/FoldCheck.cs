using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Operations;

namespace Workflows.Storage.Operations;

/// <summary>Holds snapshots against what their history says, byte for byte. Of a large database it takes another slice every time.</summary>
internal static class FoldCheck
{
    private const int MostInstances = 2_000;
    private const int BatchSize = 100;

    public static async Task<SelfCheckItem> RunAsync(WorkflowContext context, int most, CancellationToken cancellationToken)
    {
        var count = await context.Instances.CountAsync(cancellationToken).ConfigureAwait(false);
        var examined = Math.Min(count, MostInstances);
        var first = Random.Shared.Next(count - examined + 1);
        var findings = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        for (var done = 0; done < examined; done += BatchSize)
        {
            var ids = await context.Instances.OrderBy(i => i.Id).Select(i => i.Id).Skip(first + done).Take(Math.Min(BatchSize, examined - done)).ToListAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var id in DifferingAsync(context, ids, cancellationToken).ConfigureAwait(false))
            {
                findings.Add(new SelfCheckFinding(id, new LocalizedText($"流程 {id} 的快照与其历史不符。请与备份核对。", $"The snapshot of instance {id} is not what its history comes to. Compare it with a backup.")));
            }
        }

        return new SelfCheckItem(
            "history.folds", new LocalizedText("由历史推算的状态是否与快照逐字节一致？", "Does history come to what is stored, byte for byte?"), examined, [.. findings.Take(most)], examined < count ? count : null);
    }

    private static async IAsyncEnumerable<Guid> DifferingAsync(WorkflowContext context, List<Guid> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var states = await context.InstanceStates.Where(s => ids.Contains(s.InstanceId)).ToDictionaryAsync(s => s.InstanceId, s => s.State, cancellationToken).ConfigureAwait(false);
        var steps = (await context.Steps.Where(s => ids.Contains(s.InstanceId)).OrderBy(s => s.Revision).Select(s => new { s.InstanceId, s.Events }).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(s => s.InstanceId, s => s.Events);
        foreach (var (id, state) in states)
        {
            if (!HistoryFold.Fold(steps[id].Select(StoredText.Events)).AsSpan().SequenceEqual(HistoryFold.Of(StoredText.Instance(state))))
            {
                yield return id;
            }
        }
    }
}
