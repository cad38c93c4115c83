using Workflows.Core.Organisation;
using Workflows.Inspection.Demonstration;
using Workflows.Runtime.People;

namespace Host.Demonstration;

/// <summary>The people of the demonstration prefecture: administrator, process owner, one officer per tier and unit, one inspector per station, one team lead for the stations of each county.</summary>
internal static class DemonstrationStaff
{
    private const int Seed = 20_261;

    /// <summary>Everybody, in the order of the tiers: <c>admin</c>, <c>owner</c>, <c>prefecture</c>, <c>county-1</c> …, <c>station-1-1</c> …, <c>lead-1</c> ….</summary>
    public static IReadOnlyList<Person> All(IReadOnlyList<OrgUnit> units)
    {
        var prefecture = units.Single(u => u.Tier == OrgTier.Prefecture).Code;
        var chance = new Random(Seed);
        var people = new List<Person>
        {
            New("admin", "系统管理员", prefecture, Roles.Administrator),
            New("owner", DemonstrationNames.Person(chance), prefecture, Roles.ProcessOwner),
            New("prefecture", DemonstrationNames.Person(chance), prefecture, Roles.PrefectureOfficer),
        };
        var counties = units.Where(u => u.Tier == OrgTier.County).OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
        people.AddRange(counties.Select((county, i) => New($"county-{i + 1}", DemonstrationNames.Person(chance), county.Code, Roles.CountyOfficer)));
        for (var i = 0; i < counties.Count; i++)
        {
            var stations = units.Where(u => u.ParentCode == counties[i].Code).OrderBy(u => u.Code, StringComparer.Ordinal);
            people.AddRange(stations.Select((station, j) => New($"station-{i + 1}-{j + 1}", DemonstrationNames.Person(chance), station.Code, Roles.StationInspector)));
        }

        people.AddRange(counties.Select((county, i) => new Person(
            $"lead-{i + 1}", DemonstrationNames.Person(chance), $"lead-{i + 1}@example.test", county.Code,
            [.. units.Where(u => u.ParentCode == county.Code).Select(station => new RoleGrant(Roles.TeamLead, station.Code))], IsActive: true, Shell.Languages.Chinese)));
        return people;
    }

    private static Person New(string id, string name, string unit, string role) =>
        new(id, name, $"{id}@example.test", unit, [new RoleGrant(role, unit)], IsActive: true, Shell.Languages.Chinese);
}
