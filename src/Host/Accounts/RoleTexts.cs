using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Accounts;

/// <summary>What roles are called.</summary>
public static class RoleTexts
{
    /// <summary>The roles the product ships with, most powerful first.</summary>
    public static IReadOnlyList<string> All { get; } = [Roles.Administrator, Roles.ProcessOwner, Roles.PrefectureOfficer, Roles.CountyOfficer, Roles.TeamLead, Roles.StationInspector];

    /// <summary>The shipped roles, nearest to the site first, and behind them those that the organisation has added: whatever somebody holds.</summary>
    public static IReadOnlyList<string> Known(IPeople people)
    {
        ArgumentNullException.ThrowIfNull(people);
        return [.. All.Reverse().Concat(people.All.SelectMany(p => p.Grants).Select(g => g.Role).Order(StringComparer.CurrentCulture)).Distinct()];
    }

    /// <summary>Whether a role may be called this: up to 40 letters, digits and hyphens of any language.</summary>
    public static bool IsName(string role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return role.Length is > 0 and <= 40 && role.All(c => char.IsLetterOrDigit(c) || c == '-');
    }

    /// <summary>The name of a role; the role itself when the organisation added it.</summary>
    public static LocalizedText Of(string role) => role switch
    {
        Roles.Administrator => new("系统管理员", "Administrator"),
        Roles.ProcessOwner => new("流程负责人", "Process owner"),
        Roles.PrefectureOfficer => new("市公司稽查专责", "Prefecture officer"),
        Roles.CountyOfficer => new("县公司稽查专责", "County officer"),
        Roles.TeamLead => new("班组长", "Team lead"),
        Roles.StationInspector => new("营业所检查员", "Station inspector"),
        _ => LocalizedText.Same(role),
    };
}
