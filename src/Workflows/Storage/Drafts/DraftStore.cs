using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Definitions;
using Workflows.Runtime.Drafts;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Drafts;

/// <summary>Drafts in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing: typing people share commits.</param>
internal sealed class DraftStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IDraftStore, ITypedDrafts
{
    private static readonly string Upsert = Sql.Upsert("drafts", ["task_id", "person_id"], "data", "form_version", "saved_at");

    public async Task<Draft?> FindAsync(Guid taskId, string personId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var row = await context.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.TaskId == taskId && d.PersonId == personId, cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    public async Task<IReadOnlyList<Draft>> OfFormAsync(string definitionId, string formKey, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var drafts = await (
            from draft in context.Drafts.AsNoTracking()
            join task in context.Tasks on draft.TaskId equals task.Id
            join instance in context.Instances on task.InstanceId equals instance.Id
            join detail in context.TaskDetails on task.Id equals detail.TaskId
            where task.IsOpen && instance.DefinitionId == definitionId
            select new { Draft = draft, detail.Task }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. drafts.Where(d => JsonRead.Text(StorageJson.Read<JsonObject>(d.Task), "formKey") == formKey).Select(d => Read(d.Draft))];
    }

    public Task SaveAsync(Draft draft, CancellationToken cancellationToken = default)
    {
        var data = draft.Data.ToJsonString(StorageJson.Options);
        return writer.WriteAsync(s => s[Upsert].Execute(draft.TaskId, draft.PersonId, data, draft.FormVersion, draft.SavedAt), cancellationToken);
    }

    public Task DeleteAsync(Guid taskId, string personId, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(s => s["DELETE FROM drafts WHERE task_id = @p0 AND person_id = @p1"].Execute(taskId, personId), cancellationToken);

    private static Draft Read(DraftRow row) => new(row.TaskId, row.PersonId, StorageJson.Read<JsonObject>(row.Data), row.FormVersion, row.SavedAt);
}
