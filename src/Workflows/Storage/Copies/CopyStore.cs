using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Copies;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;
using Workflows.Storage.Instances;
using Workflows.Storage.Queries;
using Workflows.Storage.Tasks;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Copies;

/// <summary>Notices in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For marking them read.</param>
internal sealed class CopyStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : ICopies
{
    private static readonly string Insert = Sql.InsertIfNew("copies", ["person_id", "instance_id", "command_id"], "person_id", "instance_id", "command_id", "sent_by", "note", "sent_at");

    /// <summary>Writes the notices that a step sends; who gets one may see the instance from then on.</summary>
    public static void Write(WriteSession session, Step step)
    {
        foreach (var copied in step.Decision.Events.OfType<InstanceCopied>())
        {
            foreach (var person in copied.People)
            {
                session[Insert].Send(person, step.Command.InstanceId, step.Command.CommandId, copied.By.PersonId, copied.Note, step.At);
                TaskWriter.LetSee(session, person, step.Command.InstanceId);
            }
        }
    }

    public async Task<Page<CopyItem>> ListAsync(Actor reader, int skip = 0, int take = 50, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var mine = context.Copies.AsNoTracking().Where(c => c.PersonId == reader.PersonId);
        var total = await mine.CountAsync(cancellationToken).ConfigureAwait(false);
        var rows = await (from c in mine join i in context.Instances.AsNoTracking() on c.InstanceId equals i.Id orderby c.ReadAt != null, c.SentAt descending select new { Copy = c, Instance = i })
            .Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, InstanceQueries.LongestPage))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Page<CopyItem>([.. rows.Select(r => new CopyItem(r.Instance.Id, r.Instance.Header(), r.Instance.DefinitionId, r.Copy.SentBy, r.Copy.Note, r.Copy.SentAt, r.Copy.ReadAt))], total);
    }

    public async Task<int> CountUnreadAsync(Actor reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Copies.CountAsync(c => c.PersonId == reader.PersonId && c.ReadAt == null, cancellationToken).ConfigureAwait(false);
    }

    public Task MarkReadAsync(Actor reader, Guid instanceId, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return writer.WriteAsync(
            s => s["UPDATE copies SET read_at = @p2 WHERE person_id = @p0 AND instance_id = @p1 AND read_at IS NULL"].Execute(reader.PersonId, instanceId, now),
            cancellationToken);
    }
}
