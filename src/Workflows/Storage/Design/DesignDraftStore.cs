using Microsoft.EntityFrameworkCore;
using Workflows.Runtime.Design;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Design;

/// <summary>Design drafts in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing: designers save while they work.</param>
internal sealed class DesignDraftStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IDesignDraftStore
{
    private const string Update = "UPDATE design_drafts SET revision = @p1, base_version = @p2, files = @p3, saved_by = @p4, saved_at = @p5 WHERE definition_id = @p0 AND revision = @p6";
    private static readonly string Insert = Sql.InsertIfNew("design_drafts", ["definition_id"], "definition_id", "revision", "base_version", "files", "saved_by", "saved_at");

    public async Task<DesignDraft?> FindAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var row = await context.DesignDrafts.AsNoTracking().FirstOrDefaultAsync(d => d.DefinitionId == definitionId, cancellationToken).ConfigureAwait(false);
        return row is null
            ? null
            : new DesignDraft(row.DefinitionId, row.Revision, row.BaseVersion, StorageJson.Read<Dictionary<string, string>>(row.Files), row.SavedBy, row.SavedAt);
    }

    public async Task<IReadOnlyList<DesignDraft>> ListAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await context.DesignDrafts.OrderBy(d => d.DefinitionId)
            .Select(d => new { d.DefinitionId, d.Revision, d.BaseVersion, d.SavedBy, d.SavedAt })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(d => new DesignDraft(d.DefinitionId, d.Revision, d.BaseVersion, new Dictionary<string, string>(), d.SavedBy, d.SavedAt))];
    }

    public async Task<bool> SaveAsync(DesignDraft draft, CancellationToken cancellationToken = default)
    {
        var files = StorageJson.Write(draft.Files);
        return await writer.WriteAsync(
            s => draft.Revision == 1
                ? s[Insert].Execute(draft.DefinitionId, draft.Revision, draft.BaseVersion, files, draft.SavedBy, draft.SavedAt)
                : s[Update].Execute(draft.DefinitionId, draft.Revision, draft.BaseVersion, files, draft.SavedBy, draft.SavedAt, draft.Revision - 1),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    public async Task<bool> DeleteAsync(string definitionId, long revision, CancellationToken cancellationToken = default) =>
        await writer.WriteAsync(s => s["DELETE FROM design_drafts WHERE definition_id = @p0 AND revision = @p1"].Execute(definitionId, revision), cancellationToken).ConfigureAwait(false) == 1;
}
