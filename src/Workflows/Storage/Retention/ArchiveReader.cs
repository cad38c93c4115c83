using Microsoft.EntityFrameworkCore;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;
using Workflows.Storage.Queries;

namespace Workflows.Storage.Retention;

/// <summary>Finds instances in archive files by what the database still knows of them.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="people">For the reach of roles.</param>
/// <param name="files">The files.</param>
internal sealed class ArchiveReader(IDbContextFactory<WorkflowContext> contexts, IPeople people, ArchiveFiles files) : IArchive
{
    public async Task<Page<StoredInstance>> ListAsync(Actor reader, string? search = null, int skip = 0, int take = 50, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = new ReaderScope(reader, people.Chart).Archived(context).AsNoTracking();
        if (LikePattern.Contains(search) is { } pattern)
        {
            rows = rows.Where(i => EF.Functions.Like(i.Number!, pattern, "\\") || EF.Functions.Like(i.TitleZh!, pattern, "\\") || EF.Functions.Like(i.TitleEn!, pattern, "\\") || EF.Functions.Like(i.Subject!, pattern, "\\"));
        }

        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var page = await (from i in rows join s in context.ArchiveSlices on i.SliceId equals s.Id orderby i.EndedAt descending, i.Id select new { Instance = i, Slice = s })
            .Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, InstanceQueries.LongestPage))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Page<StoredInstance>([.. page.Select(r => Item(r.Instance, r.Slice))], total);
    }

    public async Task<InstanceDetail?> FindAsync(Actor reader, Guid instanceId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = new ReaderScope(reader, people.Chart).Archived(context).Where(i => i.Id == instanceId);
        var slice = await rows.Join(context.ArchiveSlices, i => i.SliceId, s => s.Id, (i, s) => s).AsNoTracking().FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (slice is null)
        {
            return null;
        }

        await foreach (var instance in files.ReadAsync(slice.File, cancellationToken).ConfigureAwait(false))
        {
            if (instance.Id == instanceId)
            {
                return instance.ToDetail() with { StoredAt = slice.StoredAt };
            }
        }

        throw new InvalidDataException($"The archive file {slice.File} does not hold instance {instanceId}, which it should.");
    }

    private static StoredInstance Item(ArchivedInstanceRow row, ArchiveSliceRow slice) =>
        new(row.Id, row.DefinitionId, row.Header(), row.SubStatus, row.CreatedAt, row.EndedAt, slice.StoredAt, slice.File);
}
