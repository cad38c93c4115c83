using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Workflows.Mail.Tests;

/// <summary>A prefecture with one county and one station, and whoever a test adds.</summary>
internal sealed class StaffDirectory : IPeople
{
    private readonly List<Person> _people = [];

    public OrgChart Chart { get; } = new(
    [
        new OrgUnit("42090", "孝感市供电公司", OrgTier.Prefecture, null),
        new OrgUnit("4209001", "汉川市供电公司", OrgTier.County, "42090"),
        new OrgUnit("420900101", "城关供电所", OrgTier.Station, "4209001"),
    ]);

    public IReadOnlyList<Person> All => _people;

    /// <summary>Adds a person whose address nobody else uses, so that tests can share one mail server.</summary>
    public Person Add(string id, string? role = null, string unit = "4209001", string language = "zh-CN", bool isActive = true, string? email = "unique", string? name = null)
    {
        var address = email == "unique" ? $"{id}-{Guid.NewGuid():N}@example.test" : email;
        var person = new Person(id, name ?? $"张三 ({id})", address, unit, role is null ? [] : [new RoleGrant(role, unit)], isActive, language);
        _people.RemoveAll(p => p.Id == id);
        _people.Add(person);
        return person;
    }

    public Person? Find(string personId) => _people.Find(person => person.Id == personId);

    public IReadOnlyList<Person> Holding(string role, string? unit) =>
        [.. _people.Where(person => person.IsActive && person.Grants.Any(grant => grant.Role == role && (unit is null || grant.Unit == unit)))];

    public IReadOnlyList<Person> Superiors(string unit, int levels) =>
        Chart.Ancestry(unit).Skip(levels).FirstOrDefault() is { } above
            ? Holding(above.Tier == OrgTier.Prefecture ? Roles.PrefectureOfficer : Roles.CountyOfficer, above.Code)
            : [];

    public Task SaveUnitsAsync(IReadOnlyList<OrgUnit> units, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task SavePersonAsync(Person person, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
