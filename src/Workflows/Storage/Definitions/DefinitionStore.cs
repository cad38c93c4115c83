using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Runtime.Definitions;

namespace Workflows.Storage.Definitions;

/// <summary>Package versions in the database.</summary>
/// <param name="contexts">For reading and writing: an import is rare.</param>
internal sealed class DefinitionStore(IDbContextFactory<WorkflowContext> contexts) : IDefinitionStore
{
    public async Task<IReadOnlyList<DefinitionVersionInfo>> ListAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await Infos(context, context.Definitions.OrderBy(d => d.DefinitionId).ThenByDescending(d => d.Version))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<StoredVersion?> FindAsync(string definitionId, int? version, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = context.Definitions.Where(d => d.DefinitionId == definitionId && (version != null ? d.Version == version : d.IsPublished));
        var info = await Infos(context, rows.OrderByDescending(d => d.Version).Take(1)).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (info is null)
        {
            return null;
        }

        var files = await context.DefinitionFiles.AsNoTracking()
            .Where(f => f.DefinitionId == definitionId && f.Version == info.Version)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new StoredVersion(
            info,
            files.ToDictionary(f => f.Path, f => f.Content, StringComparer.Ordinal),
            files.Where(f => f.FormVersion is not null).ToDictionary(f => WorkflowFolder.FormKey(f.Path)!, f => f.FormVersion!.Value, StringComparer.Ordinal));
    }

    public async Task<StoredVersion?> FindNewestAsync(string definitionId, VersionOrigin? origin = null, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var newest = await context.Definitions.Where(d => d.DefinitionId == definitionId && (origin == null || d.Origin == origin)).MaxAsync(d => (int?)d.Version, cancellationToken).ConfigureAwait(false);
        return newest is null ? null : await FindAsync(definitionId, newest, cancellationToken).ConfigureAwait(false);
    }

    public async Task SetPublishedAsync(string definitionId, IReadOnlyCollection<int> versions, bool isPublished, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        await context.Definitions.Where(d => d.DefinitionId == definitionId && versions.Contains(d.Version))
            .ExecuteUpdateAsync(d => d.SetProperty(r => r.IsPublished, isPublished), cancellationToken).ConfigureAwait(false);
    }

    public async Task AddAsync(StoredVersion version, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var info = version.Info;
        foreach (var older in await context.Definitions.Where(d => d.DefinitionId == info.DefinitionId && d.IsLatest).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            older.IsLatest = false;
        }

        context.Definitions.Add(new DefinitionRow
        {
            DefinitionId = info.DefinitionId,
            Version = info.Version,
            Name = info.Name,
            ContentHash = info.ContentHash,
            IsPublished = info.IsPublished,
            IsLatest = true,
            CreatedAt = info.CreatedAt,
            Author = info.Author,
            Origin = info.Origin,
            Note = info.Note,
        });
        context.DefinitionFiles.AddRange(version.Files.Select(f => new DefinitionFileRow
        {
            DefinitionId = info.DefinitionId,
            Version = info.Version,
            Path = f.Key,
            Content = f.Value,
            FormVersion = WorkflowFolder.FormKey(f.Key) is { } key && version.FormVersions.TryGetValue(key, out var number) ? number : null,
        }));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool?> DeleteAsync(string definitionId, int? version, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await context.Definitions.Where(d => d.DefinitionId == definitionId && (version == null || d.Version == version)).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return null;
        }

        // What was stored away does not say its version in the database: any of them may be meant.
        if (await context.Instances.AnyAsync(i => i.DefinitionId == definitionId && (version == null || i.DefinitionVersion == version), cancellationToken).ConfigureAwait(false)
            || await context.ArchivedInstances.AnyAsync(i => i.DefinitionId == definitionId, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        context.DefinitionFiles.RemoveRange(context.DefinitionFiles.Where(f => f.DefinitionId == definitionId && (version == null || f.Version == version)));
        context.Definitions.RemoveRange(rows);
        var newest = await context.Definitions.Where(d => d.DefinitionId == definitionId && d.Version != version).OrderByDescending(d => d.Version).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (newest is not null && version is not null)
        {
            newest.IsLatest = true;
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static IQueryable<DefinitionVersionInfo> Infos(WorkflowContext context, IQueryable<DefinitionRow> rows) => rows.Select(d => new DefinitionVersionInfo(
        d.DefinitionId,
        d.Version,
        d.Name,
        d.ContentHash,
        d.IsPublished,
        d.IsLatest,
        d.IsPublished && !context.Definitions.Any(n => n.DefinitionId == d.DefinitionId && n.IsPublished && n.Version > d.Version),
        d.CreatedAt,
        d.Author,
        context.Instances.Count(i => i.DefinitionId == d.DefinitionId && i.DefinitionVersion == d.Version && i.Status == InstanceStatus.Running),
        d.Origin,
        d.Note));
}
