using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Tests.Tasks;

/// <summary>A small organisation held in memory: one county with a station, an officer each and two inspectors.</summary>
internal sealed class Staff : IPeople
{
    public OrgChart Chart { get; } = new([
        new OrgUnit("42090", "孝感市公司", OrgTier.Prefecture, null),
        new OrgUnit("4209001", "汉川县公司", OrgTier.County, "42090"),
        new OrgUnit("420900101", "城关供电所", OrgTier.Station, "4209001"),
    ]);

    public IReadOnlyList<Person> All { get; } =
    [
        Person("prefecture", "市局张", "42090", Roles.PrefectureOfficer),
        Person("county-1", "县局李", "4209001", Roles.CountyOfficer),
        Person("county-1b", "县局赵", "4209001", Roles.CountyOfficer),
        Person("station-1-1", "检查员王", "420900101", Roles.StationInspector),
        Person("station-1-1b", "检查员刘", "420900101", Roles.StationInspector),
        Person("gone", "离岗陈", "420900101", Roles.StationInspector) with { IsActive = false },
    ];

    public Person? Find(string personId) => All.FirstOrDefault(p => p.Id == personId);

    public IReadOnlyList<Person> Holding(string role, string? unit) => [.. All.Where(p => p.IsActive && p.Grants.Any(g => g.Role == role && (unit is null || g.Unit == unit)))];

    public IReadOnlyList<Person> Superiors(string unit, int levels) => [];

    public Task SaveUnitsAsync(IReadOnlyList<OrgUnit> units, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task SavePersonAsync(Person person, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private static Person Person(string id, string name, string unit, string role) => new(id, name, null, unit, [new RoleGrant(role, unit)], true, "zh-CN");
}
