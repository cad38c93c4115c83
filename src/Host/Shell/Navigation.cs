using Host.Accounts;
using Workflows.Core;
using Workflows.Core.Organisation;

namespace Host.Shell;

/// <summary>A place in the navigation.</summary>
/// <param name="Href">Where it leads.</param>
/// <param name="Icon">Name of a Material symbol.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Roles">Who may use it; empty = everybody.</param>
public sealed record NavigationItem(string Href, string Icon, LocalizedText Text, IReadOnlyList<string> Roles);

/// <summary>The places of the product, in the order of the work.</summary>
public static class Navigation
{
    /// <summary>All places.</summary>
    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new("/inbox", "inbox", new("收件箱", "Inbox"), []),
        new("/requests", "post_add", new("发起申请", "New request"), []),
        new("/tickets", "assignment", new("工单", "Tickets"), []),
        new("/suspicions", "troubleshoot", new("疑似问题", "Suspicions"), Policies.RolesOf[Policies.SeeSuspicions]),
        new("/areas", "grid_view", new("台区", "Areas"), []),
        new("/evaluation", "leaderboard", new("考核", "Evaluation"), Policies.RolesOf[Policies.SeeEvaluation]),
        new("/cross-inspection", "swap_calls", new("交叉巡查", "Cross-inspection"), Policies.RolesOf[Policies.PlanCrossInspection]),
        new("/inspectors", "badge", new("稽查人员", "Inspectors"), Policies.RolesOf[Policies.KeepInspectors]),
        new("/imports", "upload_file", new("数据导入", "Imports"), Policies.RolesOf[Policies.Import]),
        new("/definitions", "account_tree", new("流程", "Workflows"), Policies.RolesOf[Policies.Design]),
        new("/calendars", "calendar_month", new("日历", "Calendars"), Policies.RolesOf[Policies.Design]),
        new("/mail", "mail", new("邮件", "Mail"), Policies.RolesOf[Policies.HandleMail]),
        new("/operations", "monitor_heart", new("运行", "Operations"), Policies.RolesOf[Policies.Operate]),
        new("/people", "groups", new("人员", "People"), Policies.RolesOf[Policies.ManagePeople]),
    ];

    /// <summary>The places that this person may use.</summary>
    public static IEnumerable<NavigationItem> For(CurrentPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Items.Where(item => item.Roles.Count == 0 || person.HasAny(item.Roles));
    }

    /// <summary>The bottom bar of a phone: inbox, tickets, and the third place by role.</summary>
    public static IEnumerable<NavigationItem> ForPhone(CurrentPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var third = person.HasAny(Roles.PrefectureOfficer, Roles.CountyOfficer) ? "/suspicions" : "/areas";
        return Items.Where(item => item.Href is "/inbox" or "/tickets" || item.Href == third);
    }
}
