using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;
using Workflows.Storage.Queries;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Mails;

/// <summary>Incoming mails in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class IncomingMails(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IIncomingMails
{
    private static readonly string Upsert = Sql.Upsert(
        "incoming_mails", ["id"], "mailbox", "uid_validity", "uid", "message_id", "sha256", "sender", "subject", "received_at", "handled_at", "state", "code", "reason_zh", "reason_en",
        "checks", "excerpt", "person_id", "instance_id", "task_id", "mail_id", "is_answered", "dismissed_by");

    private static readonly string Advance =
        Sql.Insert("mailboxes", "mailbox", "uid_validity", "uid") + " ON CONFLICT (mailbox, uid_validity) DO UPDATE SET uid = excluded.uid WHERE excluded.uid > mailboxes.uid";

    public async Task<long?> CursorAsync(string mailbox, long uidValidity, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Mailboxes.Where(m => m.Mailbox == mailbox && m.UidValidity == uidValidity).Select(m => (long?)m.Uid).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task MoveCursorAsync(string mailbox, long uidValidity, long uid, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(session => session[Advance].Execute(mailbox, uidValidity, uid), cancellationToken);

    public Task SaveAsync(IncomingMail mail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return writer.WriteAsync(
            session =>
            {
                session[Upsert].Send(
                    mail.Id, mail.Mailbox, mail.UidValidity, mail.Uid, mail.MessageId, mail.Sha256, mail.Sender, mail.Subject, mail.ReceivedAt, mail.HandledAt, mail.State.ToString(), mail.Code,
                    mail.Reason.Zh, mail.Reason.En, JsonSerializer.Serialize(mail.Checks), mail.Excerpt, mail.PersonId, mail.InstanceId, mail.TaskId, mail.MailId, mail.IsAnswered, mail.DismissedBy);
                return session[Advance].Execute(mail.Mailbox, mail.UidValidity, mail.Uid);
            },
            cancellationToken);
    }

    public Task<IncomingMail?> FindSameAsync(string sha256, Guid exceptId, CancellationToken cancellationToken = default) =>
        FindAsync(m => m.Sha256 == sha256 && m.Id != exceptId, cancellationToken);

    public async Task<int> CountAnsweredAsync(string sender, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.IncomingMails.CountAsync(m => m.Sender == sender && m.HandledAt >= since && m.IsAnswered, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<IncomingMail>> ListAsync(Actor reader, IncomingFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!MaySee(reader))
        {
            return new Page<IncomingMail>([], 0);
        }

        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = context.IncomingMails.AsNoTracking().Where(m => filter.State == null || m.State == filter.State);
        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var page = await rows.OrderByDescending(m => m.HandledAt).ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, InstanceQueries.LongestPage))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Page<IncomingMail>([.. page.Select(ToMail)], total);
    }

    public Task<IncomingMail?> FindAsync(Actor reader, Guid id, CancellationToken cancellationToken = default) =>
        MaySee(reader) ? FindAsync(m => m.Id == id, cancellationToken) : Task.FromResult<IncomingMail?>(null);

    /// <summary>Mails that nobody vouches for may hold anything: they are for those who run the system.</summary>
    private static bool MaySee(Actor reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsSystem || InstanceAuthority.MayOperate(reader);
    }

    private async Task<IncomingMail?> FindAsync(Expression<Func<IncomingMailRow, bool>> where, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.IncomingMails.AsNoTracking().FirstOrDefaultAsync(where, cancellationToken).ConfigureAwait(false) is { } row ? ToMail(row) : null;
    }

    private static IncomingMail ToMail(IncomingMailRow row) => new(
        row.Id, row.Mailbox, row.UidValidity, row.Uid, row.MessageId, row.Sha256, row.Sender, row.Subject, row.ReceivedAt, row.HandledAt, row.State, row.Code, new LocalizedText(row.ReasonZh, row.ReasonEn),
        [.. JsonSerializer.Deserialize<string[]>(row.Checks)!], row.Excerpt, row.PersonId, row.InstanceId, row.TaskId, row.MailId, row.IsAnswered, row.DismissedBy);
}
