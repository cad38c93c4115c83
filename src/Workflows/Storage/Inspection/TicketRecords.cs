using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Evaluation;
using Workflows.Runtime.People;
using Workflows.Storage.Queries;

namespace Workflows.Storage.Inspection;

/// <summary>Tickets for the evaluation, within the reader's scope. An ended ticket is read once: what it came to does not change any more.</summary>
/// <param name="views">For reads that must agree with each other.</param>
/// <param name="people">For the reach of roles.</param>
/// <param name="clock">For what is due.</param>
internal sealed class TicketRecords(ReadViews views, IPeople people, TimeProvider clock) : ITicketRecords
{
    private const int PerQuery = 500;
    private const int MostKept = 200_000;

    private readonly ConcurrentDictionary<(Guid Id, long Revision), TicketRecord> _ended = [];

    public async Task<IReadOnlyList<TicketRecord>> ReadAsync(Actor reader, IReadOnlyCollection<string> definitions, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var context = view.Context;
        var seen = await new ReaderScope(reader, people.Chart).Instances(context).AsNoTracking()
            .Where(i => definitions.Contains(i.DefinitionId) && i.CreatedAt >= from && i.CreatedAt < to)
            .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id)
            .Select(i => new { i.Id, i.Revision, i.Status })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var unknown = seen.Where(i => !_ended.ContainsKey((i.Id, i.Revision))).ToArray();
        var read = new Dictionary<Guid, TicketRecord>();
        foreach (var part in unknown.Chunk(PerQuery))
        {
            foreach (var record in await ReadAsync(context, [.. part.Select(i => i.Id)], cancellationToken).ConfigureAwait(false))
            {
                read[record.Id] = record;
            }
        }

        Keep(unknown.Where(i => i.Status == InstanceStatus.Finished && read.ContainsKey(i.Id)).Select(i => ((i.Id, i.Revision), read[i.Id])));
        return [.. seen.Select(i => read.GetValueOrDefault(i.Id) ?? _ended.GetValueOrDefault((i.Id, i.Revision))).OfType<TicketRecord>()];
    }

    public async Task<IReadOnlyList<TicketRecord>> EndedAsync(string subject, string theme, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var ids = await view.Context.Instances.Where(i => i.Subject == subject && i.Theme == theme && i.Status == InstanceStatus.Finished && i.UpdatedAt >= since).Select(i => i.Id).ToArrayAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await ReadAsync(view.Context, ids, cancellationToken).ConfigureAwait(false)).Where(t => t.EndedAt >= since).OrderByDescending(t => t.EndedAt)];
    }

    private async Task<IEnumerable<TicketRecord>> ReadAsync(WorkflowContext context, Guid[] ids, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var states = await context.InstanceStates.AsNoTracking().Where(s => ids.Contains(s.InstanceId)).Select(s => s.State).ToListAsync(cancellationToken).ConfigureAwait(false);
        var tasks = (await context.Tasks.AsNoTracking().Where(t => ids.Contains(t.InstanceId)).Select(t => new { t.InstanceId, t.DueAt, t.ClosedAt, t.State }).ToListAsync(cancellationToken).ConfigureAwait(false))
            .ToLookup(t => t.InstanceId, t => new TicketTask(t.DueAt, t.State == HumanTaskState.Completed ? t.ClosedAt : null, t.State is HumanTaskState.Withdrawn));
        return states.Select(s => StoredText.Instance(s)).Select(i => TicketRecord.Of(i, [.. tasks[i.Id]], now));
    }

    private void Keep(IEnumerable<((Guid Id, long Revision) Key, TicketRecord Record)> records)
    {
        if (_ended.Count > MostKept)
        {
            _ended.Clear();
        }

        foreach (var (key, record) in records)
        {
            _ended[key] = record;
        }
    }
}
