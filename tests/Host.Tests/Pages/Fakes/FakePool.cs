using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Queries;

namespace Host.Tests.Pages.Fakes;

/// <summary>A pool in memory. Scope is the concern of the real one and of its own tests.</summary>
public sealed class FakePool : ISuspicionPool
{
    public List<Suspicion> Rows { get; } = [];

    public List<ScreeningRun> Runs { get; } = [];

    public Suspicion Add(double score, SuspicionKind kind = SuspicionKind.Customer, string unit = "420900101", string theme = "LL-05")
    {
        var number = $"{4200000000 + Rows.Count}";
        var suspicion = new Suspicion
        {
            Id = Guid.CreateVersion7(),
            RunId = Guid.Empty,
            Kind = kind,
            AreaNo = kind == SuspicionKind.AreaPair ? "A1|A2" : "A1",
            CustomerNo = kind == SuspicionKind.Customer ? number : null,
            CustomerName = kind == SuspicionKind.Customer ? $"客户{Rows.Count}" : null,
            UnitCode = unit,
            Theme = theme,
            Score = score,
            Channels = ["line-loss", "acquisition"],
            Explanation = new LocalizedText($"理由{Rows.Count}", $"reason {Rows.Count}"),
            FoundAt = DateTimeOffset.UnixEpoch,
        };
        Rows.Add(suspicion);
        return suspicion;
    }

    public void Change(Guid id, Func<Suspicion, Suspicion> change)
    {
        var index = Rows.FindIndex(r => r.Id == id);
        Rows[index] = change(Rows[index]);
    }

    public Task<PoolAddition> AddAsync(ScreeningRun run, IReadOnlyList<Suspicion> found, CancellationToken cancellationToken = default)
    {
        Runs.Insert(0, run);
        Rows.AddRange(found);
        return Task.FromResult(new PoolAddition(found.Count, [.. found.Select(f => f.Id)]));
    }

    public Task<Page<Suspicion>> ListAsync(Actor reader, SuspicionFilter filter, CancellationToken cancellationToken = default)
    {
        var all = Matching(filter);
        return Task.FromResult(new Page<Suspicion>([.. all.Skip(filter.Skip).Take(filter.Take)], all.Count));
    }

    public Task<BudgetCover> CoverAsync(Actor reader, SuspicionFilter filter, int visits, CancellationToken cancellationToken = default)
    {
        var all = Matching(filter);
        var covered = all.Take(visits).ToList();
        return Task.FromResult(new BudgetCover(
            [.. covered.Select(c => c.Id)],
            all.Count,
            covered.Sum(c => c.Score),
            all.Sum(c => c.Score),
            covered.GroupBy(c => c.Theme).ToImmutableDictionary(g => g.Key, g => g.Count()),
            covered.GroupBy(c => c.UnitCode ?? "").ToImmutableDictionary(g => g.Key, g => g.Count())));
    }

    public Task<IReadOnlyList<Suspicion>> FindAsync(Actor reader, IReadOnlyList<Guid> ids, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Suspicion>>([.. Rows.Where(r => ids.Contains(r.Id))]);

    public Task<bool> MarkTicketedAsync(Guid id, Guid instanceId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> DismissAsync(Guid id, string reason, Actor by, CancellationToken cancellationToken = default)
    {
        if (Rows.First(r => r.Id == id).State != SuspicionState.Pooled)
        {
            return Task.FromResult(false);
        }

        Change(id, r => r with { State = SuspicionState.Dismissed, Reason = reason });
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<ScreeningRun>> RunsAsync(Actor reader, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<ScreeningRun>>(Runs);

    private List<Suspicion> Matching(SuspicionFilter filter) =>
        [.. Rows.Where(r => (filter.State is null || r.State == filter.State) && (filter.Theme is null || r.Theme == filter.Theme)).OrderByDescending(r => r.Score)];
}
