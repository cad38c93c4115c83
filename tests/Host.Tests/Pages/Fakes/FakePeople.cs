using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Tests.Pages.Fakes;

public sealed class FakePeople : IPeople
{
    public Person? Me { get; set; }

    public OrgChart Chart { get; } = new(
    [
        new("42090", "孝感供电公司", OrgTier.Prefecture, null),
        new("4209001", "孝南公司", OrgTier.County, "42090"),
        new("4209002", "汉川公司", OrgTier.County, "42090"),
        new("420900101", "城东供电所", OrgTier.Station, "4209001"),
        new("420900201", "汉江供电所", OrgTier.Station, "4209002"),
    ]);

    public IReadOnlyList<Person> All => Me is null ? [] : [Me];

    public Person? Find(string personId) => Me?.Id == personId ? Me : null;

    public IReadOnlyList<Person> Holding(string role, string? unit) => [];

    public IReadOnlyList<Person> Superiors(string unit, int levels) => [];

    public Task SaveUnitsAsync(IReadOnlyList<OrgUnit> units, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SavePersonAsync(Person person, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
