using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Runtime.Operations;

namespace Workflows.Storage.Retention;

/// <summary>Proves that what was taken out of the database lies in archive files as it was written, and says whether storing away works.</summary>
internal static class ArchiveCheck
{
    /// <summary>Both questions.</summary>
    public static async Task<IReadOnlyList<SelfCheckItem>> RunAsync(WorkflowContext context, ArchiveFiles files, int most, CancellationToken cancellationToken) =>
    [
        await IntactAsync(context, files, most, cancellationToken).ConfigureAwait(false),
        await WorksAsync(context, cancellationToken).ConfigureAwait(false),
    ];

    private static async Task<SelfCheckItem> IntactAsync(WorkflowContext context, ArchiveFiles files, int most, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        foreach (var slice in await context.ArchiveSlices.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (findings.Count < most && await files.FaultAsync(slice, cancellationToken).ConfigureAwait(false) is { } fault)
            {
                findings.Add(new SelfCheckFinding(null, new LocalizedText(
                    $"存档文件 {slice.File}（{slice.Instances} 个流程）缺失或被改动。请从备份放回。",
                    $"The archive file {slice.File} with {slice.Instances} instances cannot be relied on: {fault}. Put it back from a backup.")));
            }
        }

        var stored = await context.ArchivedInstances.LongCountAsync(a => a.RemovedAt != null, cancellationToken).ConfigureAwait(false);
        return new SelfCheckItem("history.stored", new LocalizedText("已存档的流程是否都完好地在存档文件中？", "Is what was stored away intact in the archive files?"), stored, findings.ToImmutable());
    }

    private static async Task<SelfCheckItem> WorksAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var run = await context.RetentionRuns.AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<SelfCheckFinding> findings = run?.Problem is { } problem
            ? [new SelfCheckFinding(null, new LocalizedText($"上次存档（{run.StartedAt:yyyy-MM-dd HH:mm} UTC）失败：{problem}", $"The last run of retention ({run.StartedAt:yyyy-MM-dd HH:mm} UTC) failed: {problem}"))]
            : [];
        return new SelfCheckItem("retention.works", new LocalizedText("上次存档是否成功？", "Did the last run of retention succeed?"), run?.Stored ?? 0, findings);
    }
}
