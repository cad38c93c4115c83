using Microsoft.EntityFrameworkCore;
using Workflows.Inspection.Evidence;

namespace Workflows.Storage.Inspection;

/// <summary>Evidence records in the database.</summary>
/// <param name="contexts">The database.</param>
internal sealed class EvidenceIndex(IDbContextFactory<WorkflowContext> contexts) : IEvidenceIndex
{
    public async Task AddAsync(EvidenceFile file, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        context.Evidence.Add(EvidenceRow.Of(file));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<EvidenceFile>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return [.. (await context.Evidence.AsNoTracking().Where(e => ids.Contains(e.Id)).ToListAsync(cancellationToken).ConfigureAwait(false)).Select(r => r.ToFile())];
    }

    public async Task<IReadOnlyList<EvidenceFile>> OfInstanceAsync(Guid instanceId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await context.Evidence.AsNoTracking().Where(e => e.InstanceId == instanceId).OrderBy(e => e.UploadedAt).ThenBy(e => e.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.ToFile())];
    }
}
