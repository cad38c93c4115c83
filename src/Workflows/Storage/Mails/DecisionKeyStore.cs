using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Runtime.Mails;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Mails;

/// <summary>Decision keys in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class DecisionKeyStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IDecisionKeys
{
    private static readonly string Insert = Sql.Insert(
        "decision_keys", "id", "link_hash", "reply_hash", "mail_id", "person_id", "instance_id", "task_id", "revision", "state_at", "outcomes", "created_at", "expires_at", "line");

    /// <summary>Burns every key of a task that is closed.</summary>
    public static void Burn(WriteSession session, Guid taskId, DateTimeOffset at) =>
        session["UPDATE decision_keys SET burnt_at = @p1 WHERE task_id = @p0 AND burnt_at IS NULL"].Send(taskId, at);

    public Task AddAsync(IReadOnlyCollection<DecisionKey> keys, CancellationToken cancellationToken = default) => writer.WriteAsync(
        session => keys.Sum(key => session[Insert].Execute(
            key.Id, key.LinkHash, key.ReplyHash, key.MailId, key.PersonId, key.InstanceId, key.TaskId, key.Revision, key.StateAt,
            JsonSerializer.Serialize(key.Outcomes), key.CreatedAt, key.ExpiresAt, key.Line)),
        cancellationToken);

    public async Task<DecisionKey?> FindByLinkAsync(string hash, CancellationToken cancellationToken = default) =>
        await FindAsync(k => k.LinkHash == hash, cancellationToken).ConfigureAwait(false) is [var key, ..] ? key : null;

    public Task<IReadOnlyList<DecisionKey>> FindByReplyAsync(string hash, CancellationToken cancellationToken = default) => FindAsync(k => k.ReplyHash == hash, cancellationToken);

    public Task<IReadOnlyList<DecisionKey>> OfMailAsync(Guid mailId, CancellationToken cancellationToken = default) => FindAsync(k => k.MailId == mailId, cancellationToken);

    private async Task<IReadOnlyList<DecisionKey>> FindAsync(Expression<Func<DecisionKeyRow, bool>> where, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await context.DecisionKeys.AsNoTracking().Where(where).OrderBy(k => k.Line).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(ToKey)];
    }

    private static DecisionKey ToKey(DecisionKeyRow row) => new(
        row.Id, row.LinkHash, row.ReplyHash, row.MailId, row.PersonId, row.InstanceId, row.TaskId, row.Revision, row.StateAt,
        [.. JsonSerializer.Deserialize<string[]>(row.Outcomes)!], row.CreatedAt, row.ExpiresAt, row.BurntAt)
    { Line = row.Line };
}
