using System.Collections.Frozen;

namespace Workflows.Core.Organisation;

/// <summary>A unit of the organisation: the prefecture, a county or a station.</summary>
/// <param name="Code">Unique, from <c>org_units.csv</c>.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Tier">Where it stands.</param>
/// <param name="ParentCode">The unit above; <see langword="null"/> only for the prefecture.</param>
public sealed record OrgUnit(string Code, string Name, OrgTier Tier, string? ParentCode);

/// <summary>The three tiers of R-23.</summary>
public enum OrgTier
{
    /// <summary>地市公司.</summary>
    Prefecture,

    /// <summary>县市公司.</summary>
    County,

    /// <summary>供电营业所.</summary>
    Station,
}

/// <summary>The tree of units at one moment: data, so that decisions that look at it stay pure.</summary>
public sealed class OrgChart
{
    private readonly FrozenDictionary<string, OrgUnit> _units;
    private readonly FrozenDictionary<string, Actor> _people;
    private readonly ILookup<string, Actor> _holders;

    /// <summary>Builds the tree.</summary>
    /// <param name="units">All units; parents may come after children.</param>
    /// <param name="people">Who can be given work, with the roles held; left out, nobody is known.</param>
    public OrgChart(IEnumerable<OrgUnit> units, IEnumerable<Actor>? people = null)
    {
        _units = units.ToFrozenDictionary(u => u.Code, StringComparer.Ordinal);
        _people = (people ?? []).ToFrozenDictionary(p => p.PersonId, StringComparer.Ordinal);
        _holders = _people.Values
            .OrderBy(p => p.PersonId, StringComparer.Ordinal)
            .SelectMany(p => p.Grants.Select(g => g.Role).Distinct(StringComparer.Ordinal).Select(role => (Role: role, Person: p)))
            .ToLookup(h => h.Role, h => h.Person, StringComparer.Ordinal);
    }

    /// <summary>A chart without units, for definitions that name none.</summary>
    public static OrgChart Empty { get; } = new([]);

    /// <summary>All units in no particular order.</summary>
    public IEnumerable<OrgUnit> Units => _units.Values;

    /// <summary>Everyone who can be given work, by id.</summary>
    public IEnumerable<Actor> People => _people.Values.OrderBy(p => p.PersonId, StringComparer.Ordinal);

    /// <summary>The person with this id, or <see langword="null"/>.</summary>
    public Actor? Person(string id) => _people.GetValueOrDefault(id);

    /// <summary>Who holds a role, by id; in exactly the unit, or anywhere when none is named.</summary>
    public IReadOnlyList<Actor> Holding(string role, string? unit) => [.. _holders[role].Where(p => unit is null || p.Has(role, unit))];

    /// <summary>The unit with this code, or <see langword="null"/>.</summary>
    public OrgUnit? Find(string? code) => code is not null && _units.TryGetValue(code, out var unit) ? unit : null;

    /// <summary>The unit and every unit above it, nearest first. Empty for an unknown code; a cycle in bad data ends the walk.</summary>
    public IEnumerable<OrgUnit> Ancestry(string? code)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var unit = Find(code); unit is not null && seen.Add(unit.Code); unit = Find(unit.ParentCode))
        {
            yield return unit;
        }
    }

    /// <summary>The office so many tiers above a unit: for a station, its team lead for 0, the county's officers for 1, the prefecture's for 2; <see langword="null"/> when there is none.</summary>
    public (string Role, OrgUnit Unit)? Superior(string? code, int levels)
    {
        if (Find(code) is not { } from || levels < 0 || (int)from.Tier - levels < 0)
        {
            return null;
        }

        if (levels == 0)
        {
            return from.Tier == OrgTier.Station ? (Roles.TeamLead, from) : null;
        }

        var tier = (OrgTier)((int)from.Tier - levels);
        return AtTier(code, tier) is { } above ? (tier == OrgTier.Prefecture ? Roles.PrefectureOfficer : Roles.CountyOfficer, above) : null;
    }

    /// <summary>The unit itself or the unit above it that stands on the given tier; <see langword="null"/> when there is none.</summary>
    public OrgUnit? AtTier(string? code, OrgTier tier) => Ancestry(code).FirstOrDefault(u => u.Tier == tier);

    /// <summary>Whether <paramref name="code"/> is <paramref name="scope"/> or lies below it.</summary>
    public bool IsWithin(string? code, string scope) => Ancestry(code).Any(u => u.Code == scope);

    /// <summary>The unit and everything below it.</summary>
    public IEnumerable<OrgUnit> Within(string scope) => _units.Values.Where(u => IsWithin(u.Code, scope));
}
