using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Live;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Outbox;
using Workflows.Storage.Audit;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Operations;

/// <summary>What operators look at and do.</summary>
internal sealed class OperationsStore : IOperations
{
    private readonly IDbContextFactory<WorkflowContext> _contexts;
    private readonly GroupCommitWriter _writer;
    private readonly SelfCheck _selfCheck;
    private readonly TimeProvider _clock;
    private readonly OutboxSignal _outbox;
    private readonly IChangeFeed _feed;

    public OperationsStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer, SelfCheck selfCheck, TimeProvider clock, OutboxSignal outbox, IChangeFeed feed)
    {
        (_contexts, _writer, _selfCheck, _clock, _outbox, _feed) = (contexts, writer, selfCheck, clock, outbox, feed);
    }

    public Task<SelfCheckReport> SelfCheckAsync(CancellationToken cancellationToken = default) => _selfCheck.RunAsync(cancellationToken);

    public async Task<SelfCheckItem> CheckHeadAsync(KeptHead kept, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await HeadCheck.RunAsync(context, kept, cancellationToken).ConfigureAwait(false);
    }

    public async Task<OperationsStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var now = _clock.GetUtcNow();
        var waiting = context.Outbox.Where(o => o.State != OutboxState.Parked);
        var oldestLate = await context.Timers.Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).Select(t => (DateTimeOffset?)t.DueAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return new OperationsStatus(
            _writer.Dialect.Description,
            await _writer.Dialect.SizeOnDiskAsync(context, cancellationToken).ConfigureAwait(false),
            await context.Instances.CountAsync(i => i.Status == InstanceStatus.Running, cancellationToken).ConfigureAwait(false),
            await context.Instances.CountAsync(i => i.Status == InstanceStatus.Finished, cancellationToken).ConfigureAwait(false),
            await context.Tasks.CountAsync(t => t.IsOpen, cancellationToken).ConfigureAwait(false),
            await waiting.CountAsync(cancellationToken).ConfigureAwait(false),
            await context.Outbox.CountAsync(o => o.State == OutboxState.Parked, cancellationToken).ConfigureAwait(false),
            await waiting.OrderBy(o => o.CreatedAt).Select(o => (DateTimeOffset?)o.CreatedAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false),
            await context.Timers.CountAsync(t => t.DueAt > now, cancellationToken).ConfigureAwait(false),
            await context.Timers.CountAsync(t => t.DueAt <= now, cancellationToken).ConfigureAwait(false),
            oldestLate is { } late ? now - late : TimeSpan.Zero,
            await context.Instances.CountAsync(i => i.IncidentCount > 0, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<ParkedEffect>> ParkedAsync(CancellationToken cancellationToken = default)
    {
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await (
            from o in context.Outbox.AsNoTracking()
            join i in context.Instances on o.InstanceId equals i.Id
            where o.State == OutboxState.Parked
            orderby o.CreatedAt, o.Id
            select new { Row = o, i.Number }).Take(500).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => new ParkedEffect(r.Row.Id, r.Row.Kind, Summary(r.Row.Kind, r.Row.Effect), r.Row.InstanceId, r.Number, r.Row.Attempts, r.Row.LastError ?? "", r.Row.ParkedAt ?? r.Row.CreatedAt))];
    }

    public async Task<bool> RetryAsync(Guid effectId, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = _clock.GetUtcNow();
        var changed = await _writer.WriteAsync(
            s => s["UPDATE outbox SET state = 'Available', attempts = 0, next_at = @p1, parked_at = NULL WHERE id = @p0 AND state = 'Parked'"].Execute(effectId, now), cancellationToken).ConfigureAwait(false);
        if (changed == 0)
        {
            return false;
        }

        _outbox.Wake();
        _feed.Publish(new Change("mail"));
        return true;
    }

    private static string Summary(string kind, string json)
    {
        var effect = StoredText.Effect(json);
        return effect switch
        {
            SendMail mail => $"{mail.Template} → {string.Join(", ", mail.To.Select(To))}",
            DoWork work => work.Work,
            PublishEvent published => published.EventName,
            StartChild child => child.DefinitionId,
            CancelChild child => child.Reason,
            _ => kind,
        };
    }

    private static string To(Recipient recipient) => recipient.Kind switch
    {
        RecipientKind.Role => $"{recipient.Value}@{recipient.Unit ?? "*"}",
        RecipientKind.Superior => $"+{recipient.Levels} {recipient.Unit}",
        _ => recipient.Value ?? "?",
    };
}
