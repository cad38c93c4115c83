using Workflows.Core;
using Workflows.Core.Organisation;

namespace Host.Accounts;

/// <summary>What roles are called.</summary>
public static class RoleTexts
{
    /// <summary>The roles the product ships with, most powerful first.</summary>
    public static IReadOnlyList<string> All { get; } = [Roles.Administrator, Roles.ProcessOwner, Roles.PrefectureOfficer, Roles.CountyOfficer, Roles.TeamLead, Roles.StationInspector];

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
