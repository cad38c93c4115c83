using Microsoft.EntityFrameworkCore;
using Workflows.Inspection.Drops;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Inspection;

/// <summary>Import reports in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class ImportLog(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IImportLog
{
    private static readonly string Insert = Sql.InsertIfNew("imports", ["id"], "id", "imported_at", "report");

    public Task AddAsync(ImportReport report, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(s => s[Insert].Execute(report.Id, report.At, StorageJson.Write(report)), cancellationToken);

    public async Task<IReadOnlyList<ImportReport>> ListAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var reports = await context.Imports.AsNoTracking().OrderByDescending(i => i.ImportedAt).ThenByDescending(i => i.Id).Select(i => i.Report).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. reports.Select(StorageJson.Read<ImportReport>)];
    }
}
