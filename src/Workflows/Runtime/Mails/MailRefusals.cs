using Workflows.Core;
using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Mails;

/// <summary>Why a mail does not decide.</summary>
public static class MailRefusals
{
    /// <summary>The mail room is for those who run the system.</summary>
    public static Refusal NotAllowed => Refusals.NotAllowed;

    /// <summary>Its person is not in office any more.</summary>
    public static Refusal NotInOffice { get; } = new("mail.not-in-office", new LocalizedText(
        "收到此邮件的账号已停用，不能再用它办理。请联系系统管理员。",
        "The account that this mail was sent to is not active any more. Ask an administrator."));

    /// <summary>Its time is over.</summary>
    public static Refusal Expired { get; } = new("mail.expired", new LocalizedText(
        "这封邮件的办理期限已过。请登录系统，从收件箱打开该任务办理。",
        "This mail is too old to decide with. Sign in and open the task from your inbox."));

    /// <summary>The task is one that is decided on its page.</summary>
    public static Refusal OnThePage { get; } = new("mail.on-the-page", new LocalizedText(
        "此任务不能通过邮件办理。请登录系统，打开任务页面办理。",
        "This task cannot be decided by mail. Sign in and decide it on its page."));

    /// <summary>The link needs its person signed in.</summary>
    public static Refusal SignIn { get; } = new("mail.sign-in", new LocalizedText(
        "办理此任务需要先登录。",
        "Sign in first to decide this task."));
}
