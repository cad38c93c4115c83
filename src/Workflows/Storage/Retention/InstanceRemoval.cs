using Workflows.Storage.Writing;

namespace Workflows.Storage.Retention;

/// <summary>Notes in the database what lies in an archive file, and takes instances out that do.</summary>
internal static class InstanceRemoval
{
    private static readonly string InsertSlice = Sql.Insert("archive_slices", "id", "file", "definition_id", "stored_at", "instances", "steps", "bytes", "sha256", "mac");
    private static readonly string InsertInstance = Sql.Insert("archived_instances", "id", "slice_id", "revision", "definition_id", "sub_status", "number", "title_zh", "title_en", "unit", "subject", "theme", "created_at", "ended_at");

    /// <summary>An instance is taken out as it was stored away, or not at all.</summary>
    private const string Take =
        $"""
        UPDATE archived_instances SET removed_at = @p1 WHERE id = @p0 AND removed_at IS NULL
        AND EXISTS (SELECT 1 FROM instances i WHERE i.id = @p0 AND i.revision = archived_instances.revision AND {RestingInstances.Condition})
        """;

    /// <summary>Everything but who had to do with it, which says who may see it, and the index of its evidence, whose files stay.</summary>
    private static readonly string[] Deletions =
    [
        "INSERT INTO archived_steps (instance_id, revision, at, mac) SELECT instance_id, revision, at, mac FROM steps WHERE instance_id = @p0 AND mac IS NOT NULL",
        "DELETE FROM steps WHERE instance_id = @p0",
        "DELETE FROM task_details WHERE task_id IN (SELECT id FROM tasks WHERE instance_id = @p0)",
        "DELETE FROM inbox WHERE task_id IN (SELECT id FROM tasks WHERE instance_id = @p0)",
        "DELETE FROM task_exclusions WHERE task_id IN (SELECT id FROM tasks WHERE instance_id = @p0)",
        "DELETE FROM drafts WHERE task_id IN (SELECT id FROM tasks WHERE instance_id = @p0)",
        "DELETE FROM decision_keys WHERE task_id IN (SELECT id FROM tasks WHERE instance_id = @p0)",
        "DELETE FROM tasks WHERE instance_id = @p0",
        "DELETE FROM copies WHERE instance_id = @p0",
        "DELETE FROM outgoing_mails WHERE instance_id = @p0",
        "DELETE FROM instance_states WHERE instance_id = @p0",
        "DELETE FROM instances WHERE id = @p0",
    ];

    /// <summary>Notes a file and what it holds.</summary>
    public static int Note(WriteSession session, ArchiveSliceRow slice, IReadOnlyList<ArchivedInstance> instances)
    {
        session[InsertSlice].Send(slice.Id, slice.File, slice.DefinitionId, slice.StoredAt, slice.Instances, slice.Steps, slice.Bytes, slice.Sha256, slice.Mac);
        foreach (var row in instances.Select(i => i.Instance))
        {
            session[InsertInstance].Send(
                row.Id, slice.Id, row.Revision, row.DefinitionId, row.SubStatus.ToString(), row.Number, row.TitleZh, row.TitleEn, row.Unit, row.Subject, row.Theme, row.CreatedAt, row.UpdatedAt);
        }

        return instances.Count;
    }

    /// <summary>Takes a file as not written for what is still in the database; a file that instances were taken out for stays noted, so that the self-check tells of it.</summary>
    public static int Forget(WriteSession session, ArchiveSliceRow slice)
    {
        var forgotten = session["DELETE FROM archived_instances WHERE slice_id = @p0 AND removed_at IS NULL"].Execute(slice.Id);
        session["DELETE FROM archive_slices WHERE id = @p0 AND NOT EXISTS (SELECT 1 FROM archived_instances WHERE slice_id = @p0)"].Execute(slice.Id);
        return forgotten;
    }

    /// <summary>Takes instances out that lie in an archive file. One that has gone on since stays, and what the file has of it counts no more.</summary>
    /// <returns>How many were taken out.</returns>
    public static int Remove(WriteSession session, IReadOnlyList<Guid> ids, DateTimeOffset now)
    {
        var removed = 0;
        foreach (var id in ids)
        {
            if (session[Take].Execute(id, now) == 0)
            {
                session["DELETE FROM archived_instances WHERE id = @p0 AND removed_at IS NULL"].Send(id);
                continue;
            }

            foreach (var deletion in Deletions)
            {
                session[deletion].Send(id);
            }

            removed++;
        }

        return removed;
    }
}
