using System.Collections.Immutable;

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

    /// <summary>营业所专兼职检查员 (permission set S, R-34: no dispatch).</summary>
    public const string StationInspector = "station-inspector";
}

/// <summary>Who gives a command: a person with the roles held at that moment, or the machine.</summary>
/// <param name="PersonId">Stable id of the person (the sign-in name), or <c>system:…</c>.</param>
/// <param name="Name">As shown in the trail.</param>
/// <param name="Grants">Roles held when the command was given.</param>
public sealed record Actor(string PersonId, string Name, ImmutableArray<RoleGrant> Grants)
{
    /// <summary>The machine itself: timers, the outbox, imports. Decisions it makes are marked as the machine's.</summary>
    public static Actor System(string what) => new($"system:{what}", $"系统 ({what})", []);

    /// <summary>Whether this is the machine.</summary>
    public bool IsSystem => PersonId.StartsWith("system:", StringComparison.Ordinal);

    /// <summary>Whether the person holds the role in any unit.</summary>
    public bool Has(string role) => Grants.Any(g => g.Role == role);

    /// <summary>Whether the person holds the role in exactly this unit.</summary>
    public bool Has(string role, string unit) => Grants.Any(g => g.Role == role && g.Unit == unit);
}
