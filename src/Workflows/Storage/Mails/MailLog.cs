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

/// <summary>Outgoing mails in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
/// <param name="people">For the reach of roles.</param>
internal sealed class MailLog(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer, IPeople people) : IMailLog
{
    private const int LongestPage = 200;

    private static readonly string Upsert = Sql.Upsert(
        "outgoing_mails", ["id"], "effect_id", "state", "template", "receiver_id", "receiver_name", "address", "subject", "body", "instance_id", "number", "unit", "created_at", "sent_at", "attempts", "problem_zh", "problem_en", "file");

    private static readonly Expression<Func<OutgoingMailRow, OutgoingMail>> ToMail = m => new OutgoingMail(
        m.Id, m.EffectId, m.State, m.Template, m.ReceiverId, m.ReceiverName, m.Address, m.Subject, m.Body, m.InstanceId, m.Number, m.Unit, m.CreatedAt, m.SentAt, m.Attempts,
        m.ProblemZh == null ? null : new LocalizedText(m.ProblemZh, m.ProblemEn!), m.File);

    public Task SaveAsync(OutgoingMail mail, CancellationToken cancellationToken = default) => writer.WriteAsync(
        session => session[Upsert].Execute(
            mail.Id, mail.EffectId, mail.State.ToString(), mail.Template, mail.ReceiverId, mail.ReceiverName, mail.Address, mail.Subject, mail.Body,
            mail.InstanceId, mail.Number, mail.Unit, mail.CreatedAt, mail.SentAt, mail.Attempts, mail.Problem?.Zh, mail.Problem?.En, mail.File),
        cancellationToken);

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

        if (InstanceQueries.Pattern(filter.Search) is { } pattern)
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
