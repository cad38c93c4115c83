using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Storage.Queries;

namespace Workflows.Storage.Inspection;

/// <summary>The pool in the database. One subject is pooled once: a further finding about it refreshes the row.</summary>
/// <param name="contexts">The database.</param>
/// <param name="people">For the reach of roles.</param>
/// <param name="clock">Time of decisions.</param>
internal sealed class SuspicionPool(IDbContextFactory<WorkflowContext> contexts, IPeople people, TimeProvider clock) : ISuspicionPool
{
    private const int KeysPerQuery = 500;
    private const int Attempts = 5;

    public async Task<PoolAddition> AddAsync(ScreeningRun run, IReadOnlyList<Suspicion> found, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(found);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AddOnceAsync(run, found, cancellationToken).ConfigureAwait(false);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Somebody decided one of the suspicions between our read and our write: read again.
            }
        }
    }

    private async Task<PoolAddition> AddOnceAsync(ScreeningRun run, IReadOnlyList<Suspicion> found, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        if (!await context.ScreeningRuns.AnyAsync(r => r.Id == run.Id, cancellationToken).ConfigureAwait(false))
        {
            context.ScreeningRuns.Add(new ScreeningRunRow { Id = run.Id, StartedAt = run.StartedAt, Record = StorageJson.Write(run) });
        }

        var (pooled, decided) = await KnownAsync(context, [.. found.Select(PoolMerge.Subject).Distinct(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        var ids = ImmutableArray.CreateBuilder<Guid>();
        var added = 0;
        var asOfDay = run.AsOf.DayNumber;
        foreach (var suspicion in found)
        {
            var subject = PoolMerge.Subject(suspicion);
            if (decided[subject].Any(d => PoolMerge.Covers(d.Row, d.TicketRuns, suspicion, asOfDay)))
            {
                continue;
            }

            if (pooled.TryGetValue(subject, out var row))
            {
                PoolMerge.Refresh(row, suspicion, run, asOfDay);
            }
            else
            {
                row = PoolMerge.NewRow(suspicion, asOfDay);
                pooled.Add(subject, row);
                context.Suspicions.Add(row);
                added++;
            }

            if (!ids.Contains(row.Id))
            {
                ids.Add(row.Id);
            }
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return new PoolAddition(added, ids.ToImmutable());
    }

    public async Task<Page<Suspicion>> ListAsync(Actor reader, SuspicionFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = Filter(context, reader, filter);
        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var page = await BestFirst(rows).Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, 500)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Page<Suspicion>([.. page.Select(PoolMerge.Read)], total);
    }

    public async Task<BudgetCover> CoverAsync(Actor reader, SuspicionFilter filter, int visits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = Filter(context, reader, filter);
        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var scores = await rows.SumAsync(r => r.Score, cancellationToken).ConfigureAwait(false);
        var best = await BestFirst(rows).Take(Math.Clamp(visits, 1, 5000)).Select(r => new { r.Id, r.Score, r.Theme, r.UnitCode }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new BudgetCover(
            [.. best.Select(b => b.Id)],
            total,
            best.Sum(b => b.Score),
            scores,
            best.CountBy(b => b.Theme).ToImmutableDictionary(),
            best.CountBy(b => b.UnitCode ?? string.Empty).ToImmutableDictionary());
    }

    public async Task<IReadOnlyList<Suspicion>> FindAsync(Actor reader, IReadOnlyList<Guid> ids, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await Visible(context, reader).Where(r => ids.Contains(r.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        var byId = rows.ToDictionary(r => r.Id);
        return [.. ids.Distinct().Where(byId.ContainsKey).Select(id => PoolMerge.Read(byId[id]))];
    }

    public async Task<bool> MarkTicketedAsync(Guid id, Guid instanceId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var now = clock.GetUtcNow();
        return await context.Suspicions.Where(r => r.Id == id && r.State == SuspicionState.Pooled)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, SuspicionState.Ticketed).SetProperty(r => r.InstanceId, instanceId).SetProperty(r => r.DecidedAt, now), cancellationToken)
            .ConfigureAwait(false) == 1;
    }

    public async Task<bool> DismissAsync(Guid id, string reason, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var now = clock.GetUtcNow();
        return await Visible(context, by).Where(r => r.Id == id && r.State == SuspicionState.Pooled)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, SuspicionState.Dismissed).SetProperty(r => r.Reason, reason).SetProperty(r => r.DecidedBy, by.PersonId).SetProperty(r => r.DecidedAt, now), cancellationToken)
            .ConfigureAwait(false) == 1;
    }

    public async Task<IReadOnlyList<ScreeningRun>> RunsAsync(Actor reader, CancellationToken cancellationToken = default)
    {
        // A run spans the whole prefecture: its record is for those who see all of it.
        if (ReadingsAccess.Of(reader, people.Chart).Units is not null)
        {
            return [];
        }

        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var records = await context.ScreeningRuns.AsNoTracking().OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(200).Select(r => r.Record).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. records.Select(StorageJson.Read<ScreeningRun>)];
    }

    private static async Task<(Dictionary<string, SuspicionRow> Pooled, ILookup<string, (SuspicionRow Row, bool TicketRuns)> Decided)> KnownAsync(WorkflowContext context, string[] subjects, CancellationToken cancellationToken)
    {
        var rows = new List<(SuspicionRow Row, bool TicketRuns)>();
        foreach (var keys in subjects.Chunk(KeysPerQuery))
        {
            var known = await context.Suspicions.Where(r => keys.Contains(r.Subject))
                .Select(r => new { Row = r, Runs = context.Instances.Any(i => i.Id == r.InstanceId && i.Status == InstanceStatus.Running) })
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            rows.AddRange(known.Select(k => (k.Row, k.Runs)));
        }

        return (
            rows.Where(r => r.Row.State == SuspicionState.Pooled).ToDictionary(r => r.Row.Subject, r => r.Row, StringComparer.Ordinal),
            rows.Where(r => r.Row.State != SuspicionState.Pooled).ToLookup(r => r.Row.Subject, StringComparer.Ordinal));
    }

    private static IOrderedQueryable<SuspicionRow> BestFirst(IQueryable<SuspicionRow> rows) => rows.OrderByDescending(r => r.Score).ThenBy(r => r.Subject).ThenBy(r => r.Id);

    private IQueryable<SuspicionRow> Visible(WorkflowContext context, Actor reader)
    {
        var rows = context.Suspicions.AsNoTracking();
        if (ReadingsAccess.Of(reader, people.Chart).Units is not { } units)
        {
            return rows;
        }

        var codes = units.ToArray();
        return rows.Where(r => r.UnitCode != null && codes.Contains(r.UnitCode));
    }

    private IQueryable<SuspicionRow> Filter(WorkflowContext context, Actor reader, SuspicionFilter filter)
    {
        var rows = Visible(context, reader);
        rows = filter.State is { } state ? rows.Where(r => r.State == state) : rows;
        rows = filter.Theme is { } theme ? rows.Where(r => r.Theme == theme) : rows;
        if (filter.Unit is { } unit)
        {
            var below = people.Chart.Within(unit).Select(u => u.Code).ToArray();
            rows = rows.Where(r => r.UnitCode != null && below.Contains(r.UnitCode));
        }

        if (filter.AreaNo is { } area)
        {
            var (first, second) = (area + "|", "|" + area);
            rows = rows.Where(r => r.AreaNo == area || r.AreaNo!.StartsWith(first) || r.AreaNo.EndsWith(second));
        }

        return LikePattern.Contains(filter.Search) is { } pattern
            ? rows.Where(r => EF.Functions.Like(r.CustomerNo!, pattern, "\\") || EF.Functions.Like(r.CustomerName!, pattern, "\\") || EF.Functions.Like(r.AreaNo!, pattern, "\\"))
            : rows;
    }
}
