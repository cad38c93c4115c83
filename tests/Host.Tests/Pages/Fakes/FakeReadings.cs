using System.Collections.Immutable;
using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Runtime.Queries;

namespace Host.Tests.Pages.Fakes;

/// <summary>Readings of which nothing is known, or what a test puts in.</summary>
public sealed class FakeReadings : IReadings
{
    public List<AreaRecord> Areas { get; } = [];

    public Task<CustomerRecord?> CustomerAsync(Actor reader, string customerNo, CancellationToken cancellationToken = default) => Task.FromResult<CustomerRecord?>(null);

    public Task<AreaRecord?> AreaAsync(Actor reader, string areaNo, CancellationToken cancellationToken = default) => Task.FromResult(Areas.Find(a => a.AreaNo == areaNo));

    public Task<Page<AreaRecord>> AreasAsync(Actor reader, AreaFilter filter, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Page<AreaRecord>([.. Areas.Skip(filter.Skip).Take(filter.Take)], Areas.Count));

    public Task<IReadOnlyList<CustomerRecord>> CustomersOfAreaAsync(Actor reader, string areaNo, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<CustomerRecord>>([]);

    public Task<ImmutableArray<AreaDay>> AreaDaysAsync(Actor reader, string areaNo, int days = 90, CancellationToken cancellationToken = default) => Task.FromResult(ImmutableArray<AreaDay>.Empty);

    public Task<ImmutableArray<CustomerDay>> CustomerDaysAsync(Actor reader, string customerNo, int days = 90, CancellationToken cancellationToken = default) => Task.FromResult(ImmutableArray<CustomerDay>.Empty);

    public Task<IReadOnlyDictionary<string, ImmutableArray<AreaDay>>> AreasDaysAsync(Actor reader, IReadOnlyCollection<string> areaNos, int days = 30, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyDictionary<string, ImmutableArray<AreaDay>>>(ImmutableDictionary<string, ImmutableArray<AreaDay>>.Empty);

    public Task<IReadOnlyDictionary<string, ImmutableArray<CustomerDay>>> CustomersDaysAsync(Actor reader, IReadOnlyCollection<string> customerNos, int days = 30, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyDictionary<string, ImmutableArray<CustomerDay>>>(ImmutableDictionary<string, ImmutableArray<CustomerDay>>.Empty);
}
