using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workflows.Core.Organisation;

/// <summary>A role held in a unit: "county officer of Hanchuan". It reaches everything below the unit.</summary>
/// <param name="Role">One of <see cref="Roles"/> or a role that an organisation adds.</param>
/// <param name="Unit">Code of the unit.</param>
public sealed record RoleGrant(string Role, string Unit);

/// <summary>The roles the product ships with. A definition may name others.</summary>
public static class Roles
{
    /// <summary>Runs the system: accounts, operations.</summary>
    public const string Administrator = "administrator";

    /// <summary>流程负责人: designs flows, forms and rules.</summary>
    public const string ProcessOwner = "process-owner";

    /// <summary>市公司稽查专责 (permission set P, R-32).</summary>
    public const string PrefectureOfficer = "prefecture-officer";

    /// <summary>县公司稽查专责 (permission set C, R-33).</summary>
    public const string CountyOfficer = "county-officer";

    /// <summary>班组长: leads those of a station who verify on site, and is told before its county when one of them is late. One person may lead several stations.</summary>
    public const string TeamLead = "team-lead";

    /// <summary>营业所专兼职检查员 (permission set S, R-34: no dispatch).</summary>
    public const string StationInspector = "station-inspector";
}

/// <summary>A person by id and name.</summary>
public sealed record PersonName(string Id, string Name);

/// <summary>代理: an absent person in whose place another may act.</summary>
/// <param name="Absent">The absent person, with the roles held.</param>
/// <param name="DefinitionId">The one workflow that the substitution is for; <see langword="null"/> = all.</param>
public sealed record StandIn(Actor Absent, string? DefinitionId);

/// <summary>Who gives a command: a person with the roles held at that moment, or the machine.</summary>
/// <param name="PersonId">Stable id of the person (the sign-in name), or <c>system:…</c>.</param>
/// <param name="Name">As shown in the trail.</param>
/// <param name="Grants">Roles held when the command was given.</param>
public sealed record Actor(string PersonId, string Name, ImmutableArray<RoleGrant> Grants)
{
    /// <summary>The machine itself: timers, the outbox, imports. Decisions it makes are marked as the machine's.</summary>
    public static Actor System(string what) => new($"system:{what}", $"系统 ({what})", []);

    /// <summary>代理: the absent person in whose place the person acts with this command; <see langword="null"/> = in their own name.</summary>
    public PersonName? OnBehalfOf { get; init; }

    /// <summary>The absent people whose substitute the person is now. Known at the edge, never stored.</summary>
    [JsonIgnore]
    public ImmutableArray<StandIn> StandsIn { get; init; } = [];

    /// <summary>The person whose work it is: the absent one when a substitute acts.</summary>
    [JsonIgnore]
    public string ActsAs => OnBehalfOf?.Id ?? PersonId;

    /// <summary>Whether this is the machine.</summary>
    public bool IsSystem => IsMachine(PersonId);

    /// <summary>Whether an id is the machine's.</summary>
    public static bool IsMachine(string personId)
    {
        ArgumentNullException.ThrowIfNull(personId);
        return personId.StartsWith("system:", StringComparison.Ordinal);
    }

    /// <summary>The capacities in which the person may act in a workflow: in their own name first, then for each absent person.</summary>
    /// <param name="definitionId">The workflow.</param>
    public IEnumerable<Actor> Capacities(string definitionId)
    {
        yield return this;
        foreach (var standIn in StandsIn)
        {
            if (standIn.DefinitionId is null || standIn.DefinitionId == definitionId)
            {
                yield return this with { OnBehalfOf = new PersonName(standIn.Absent.PersonId, standIn.Absent.Name), Grants = standIn.Absent.Grants, StandsIn = [] };
            }
        }
    }

    /// <summary>Whether the person holds the role in any unit.</summary>
    public bool Has(string role) => Grants.Any(g => g.Role == role);

    /// <summary>Whether the person holds the role in exactly this unit.</summary>
    public bool Has(string role, string unit) => Grants.Any(g => g.Role == role && g.Unit == unit);
}
