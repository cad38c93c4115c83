using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Storage.Queries;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Mails;

/// <summary>Outgoing mails in the database: the log of them all, and the queue of those that no wish of a step drives.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
/// <param name="people">For the reach of roles.</param>
internal sealed class MailLog(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer, IPeople people) : IMailLog, IMailQueue
{
    private const int LongestPage = 200;

    private const string CountOfDay = "SELECT COUNT(*) FROM outgoing_mails WHERE receiver_id = @p0 AND created_at >= @p1 AND state IN ('Waiting', 'Sent') AND id <> @p2";
    private const string CountHeld = "SELECT COUNT(*) FROM outgoing_mails WHERE receiver_id = @p0 AND state = 'Held' AND next_at <= @p1";
    private const string ReleaseOne = "UPDATE outgoing_mails SET state = 'Waiting' WHERE receiver_id = @p0 AND state = 'Held' AND next_at <= @p1";
    private const string IntoDigest = "UPDATE outgoing_mails SET state = 'Digested', digest_id = @p2, next_at = NULL WHERE receiver_id = @p0 AND state = 'Held' AND next_at <= @p1";

    private static readonly string[] Columns =
    [
        "effect_id", "state", "template", "receiver_id", "receiver_name", "address", "subject", "body", "instance_id", "number", "unit", "created_at", "sent_at", "attempts", "problem_zh", "problem_en", "file",
        "task_id", "next_at", "digest_id", "answers", "asks_again_for", "html",
    ];

    private static readonly string Upsert = Sql.Upsert("outgoing_mails", ["id"], Columns);
    private static readonly string InsertIfNew = Sql.InsertIfNew("outgoing_mails", ["id"], ["id", .. Columns]);

    private static readonly Expression<Func<OutgoingMailRow, OutgoingMail>> ToMail = m => new OutgoingMail(
        m.Id, m.EffectId, m.State, m.Template, m.ReceiverId, m.ReceiverName, m.Address, m.Subject, m.Body, m.InstanceId, m.Number, m.Unit, m.CreatedAt, m.SentAt, m.Attempts,
        m.ProblemZh == null ? null : new LocalizedText(m.ProblemZh, m.ProblemEn!), m.File)
    {
        TaskId = m.TaskId,
        NextAt = m.NextAt,
        DigestId = m.DigestId,
        Answers = m.Answers,
        AsksAgainFor = m.AsksAgainFor,
        Html = m.Html,
    };

    public Task SaveAsync(OutgoingMail mail, CancellationToken cancellationToken = default) => writer.WriteAsync(session => Write(session, Upsert, mail), cancellationToken);

    public Task AddAsync(OutgoingMail mail, CancellationToken cancellationToken = default) => writer.WriteAsync(session => Write(session, InsertIfNew, mail), cancellationToken);

    public Task<OutgoingMail> AdmitAsync(OutgoingMail mail, OutgoingMail held, int most, DateTimeOffset since, CancellationToken cancellationToken = default) => writer.WriteAsync(
        session =>
        {
            var admitted = Convert.ToInt64(session[CountOfDay].Scalar(mail.ReceiverId, since, mail.Id), CultureInfo.InvariantCulture) < most ? mail : held;
            Write(session, Upsert, admitted);
            return admitted;
        },
        cancellationToken);

    public Task ReleaseAsync(string personId, DateTimeOffset now, OutgoingMail digest, CancellationToken cancellationToken = default) => writer.WriteAsync(
        session => Convert.ToInt64(session[CountHeld].Scalar(personId, now), CultureInfo.InvariantCulture) switch
        {
            0 => 0,
            1 => session[ReleaseOne].Execute(personId, now),
            _ => session[IntoDigest].Execute(personId, now, digest.Id) + Write(session, Upsert, digest),
        },
        cancellationToken);

    public async Task<IReadOnlyList<OutgoingMail>> DueAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.OutgoingMails.Where(m => m.NextAt <= now).OrderBy(m => m.NextAt).ThenBy(m => m.Id).Take(take).Select(ToMail).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.OutgoingMails.Where(m => m.NextAt != null).OrderBy(m => m.NextAt).Select(m => m.NextAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<OutgoingMail>> InDigestAsync(Guid digestId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.OutgoingMails.Where(m => m.DigestId == digestId).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(ToMail).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<OutgoingMail>> ListAsync(Actor reader, MailFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = Visible(context, reader);
        if (filter.State is { } state)
        {
            rows = rows.Where(m => m.State == state);
        }

        if (filter.InstanceId is { } instance)
        {
            rows = rows.Where(m => m.InstanceId == instance);
        }

        if (LikePattern.Contains(filter.Search) is { } pattern)
        {
            rows = rows.Where(m => EF.Functions.Like(m.ReceiverName, pattern, "\\") || EF.Functions.Like(m.Address, pattern, "\\") || EF.Functions.Like(m.Subject, pattern, "\\") || EF.Functions.Like(m.Number!, pattern, "\\"));
        }

        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var page = await rows.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, LongestPage))
            .Select(ToMail)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Page<OutgoingMail>(page, total);
    }

    public async Task<OutgoingMail?> FindAsync(Actor reader, Guid id, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await Visible(context, reader).Where(m => m.Id == id).Select(ToMail).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    private static int Write(WriteSession session, string statement, OutgoingMail mail) => session[statement].Execute(
        mail.Id, mail.EffectId, mail.State.ToString(), mail.Template, mail.ReceiverId, mail.ReceiverName, mail.Address, mail.Subject, mail.Body,
        mail.InstanceId, mail.Number, mail.Unit, mail.CreatedAt, mail.SentAt, mail.Attempts, mail.Problem?.Zh, mail.Problem?.En, mail.File,
        mail.TaskId, mail.NextAt, mail.DigestId, mail.Answers, mail.AsksAgainFor, mail.Html);

    private IQueryable<OutgoingMailRow> Visible(WorkflowContext context, Actor reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.IsSystem || reader.Has(Roles.Administrator) || reader.Has(Roles.ProcessOwner))
        {
            return context.OutgoingMails;
        }

        var instances = new ReaderScope(reader, people.Chart).Instances(context);
        return context.OutgoingMails.Where(m => m.ReceiverId == reader.PersonId || instances.Any(i => i.Id == m.InstanceId));
    }
}
