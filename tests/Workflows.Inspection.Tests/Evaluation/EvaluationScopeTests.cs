using Workflows.Core.Organisation;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tests.Support;
using Workflows.Inspection.Tickets;

namespace Workflows.Inspection.Tests.Evaluation;

/// <summary>The evaluation counts what its reader may see, on the real database.</summary>
public sealed class EvaluationScopeTests : IAsyncLifetime
{
    private Prefecture _prefecture = null!;

    public async Task InitializeAsync() => _prefecture = await Prefecture.StartAsync();

    public async Task DisposeAsync() => await _prefecture.DisposeAsync();

    [Fact]
    public async Task A_county_is_evaluated_over_its_own_tickets_and_the_prefecture_over_all()
    {
        await _prefecture.ScreenAsync();
        var pool = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new SuspicionFilter(Take: 500))).Items.Where(s => s.Kind == SuspicionKind.Customer && s.UnitCode is not null).ToArray();
        var own = pool.First(s => s.UnitCode!.StartsWith("4209001", StringComparison.Ordinal));
        var other = pool.First(s => !s.UnitCode!.StartsWith("4209001", StringComparison.Ordinal));
        await _prefecture.Get<ITicketStarter>().StartAsync(_prefecture.Officer, [own.Id, other.Id]);

        var all = await Read(_prefecture.Officer);
        var mine = await Read(_prefecture.County);

        Assert.Equal(2, all.All.Tickets);
        Assert.Contains("4209001", all.Rows.Select(r => r.Key));
        Assert.DoesNotContain(mine.Rows, r => r.Key != "4209001");
        Assert.True(mine.All.Tickets < 2);
        Assert.Equal(all.All.Tickets, (await Read(_prefecture.Officer)).All.Tickets); // ended tickets are remembered, running ones read again
    }

    private Task<EvaluationReport> Read(Actor reader)
    {
        var now = _prefecture.Clock.GetUtcNow();
        return _prefecture.Get<EvaluationService>().ReadAsync(reader, EvaluationGroup.County, now.AddDays(-1), now.AddDays(1));
    }
}
