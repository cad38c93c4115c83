using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;

namespace Workflows.Mail.Receiving;

/// <summary>What senders are told, and what operators read.</summary>
internal static class ReplyTexts
{
    public static LocalizedText Unclear(ReplyDoubt doubt, ImmutableArray<TaskOutcome> outcomes)
    {
        var zh = string.Join("或", outcomes.Select(o => $"“{o.Label.Zh}”"));
        var en = string.Join(" or ", outcomes.Select(o => $"“{o.Label.En}”"));
        var (why, whyEn) = doubt switch
        {
            ReplyDoubt.Empty => ("您的回复中没有读到内容", "Nothing was written above the quote"),
            ReplyDoubt.Contradiction => ("您的第一行既像同意又像不同意，或带有条件", "Your first line says both, or yes with a condition"),
            ReplyDoubt.NoSuchOutcome => ("您写的结论不适用于此任务", "What you wrote does not fit this task"),
            _ => ("您的回复开头没有写明结论", "Your answer does not begin with a decision"),
        };
        return new(
            $"{why}，因此没有办理，任务没有变化。请再回复一次：第一行只写{zh}，意见另起一行。",
            $"{whyEn}, so nothing was decided and the task is unchanged. Please answer again: only {en} in the first line, your comment below it.");
    }

    public static LocalizedText Decided(HumanTask task, TaskOutcome outcome) => new(
        $"已按您的回复办理：{task.Title.Zh}——{outcome.Label.Zh}。如果这不是您本人的回复，请立即联系系统管理员。",
        $"Decided as you answered: {task.Title.En} – {outcome.Label.En}. If this answer was not yours, tell an administrator at once.");

    public static LocalizedText UnclearLine(ReplyDoubt doubt, ImmutableArray<TaskOutcome> outcomes)
    {
        var words = (Zh: Sending.MailLetters.Words(outcomes, "zh-CN"), En: Sending.MailLetters.Words(outcomes, "en"));
        return doubt == ReplyDoubt.Contradiction
            ? new($"没有办理：像是同时写了两种结论，或带有条件。请只写{words.Zh}", $"not decided: it says both, or yes with a condition. Write only {words.En}")
            : new($"没有办理：没有读懂结论。请写{words.Zh}", $"not decided: the decision is not clear. Write {words.En}");
    }

    public static LocalizedText DecidedLine(TaskOutcome outcome) => new($"已办理：{outcome.Label.Zh}", $"decided: {outcome.Label.En}");

    public static LocalizedText LeftOut { get; } = new("没有写到，未办理", "left out, not decided");

    public static LocalizedText Twice { get; } = new("没有办理：同一编号写了不止一次", "not decided: its number stands there more than once");

    public static LocalizedText NotEnoughForLine { get; } = new("没有办理：此项要求更严格的身份核验，请登录系统办理", "not decided: it asks for a stricter proof of who you are; sign in to decide it");

    public static LocalizedText NoNumbers { get; } = new(
        "这封邮件有多项待办，您的回复没有写明编号，因此没有办理任何一项。请再回复一次，一行一项：先写编号，再写结论，例如“1 同意”。",
        "That mail asks for several decisions and your answer names no numbers, so nothing was decided. Please answer again, a line for each: its number, then your decision, such as “1 Approve”.");

    /// <summary>One line for each decision that was asked for.</summary>
    public static LocalizedText ByLine(IReadOnlyList<LineVerdict> lines, IReadOnlyList<int> unknown, bool leavesAttachments)
    {
        var (zh, en) = (new List<string>(), new List<string>());
        foreach (var line in lines)
        {
            var title = line.Task?.Task.Title;
            var number = line.Task?.Instance.Header.Number is { } known ? known + " " : "";
            zh.Add($"{line.Key.Line} {number}{title?.Zh} —— {line.Reason.Zh}");
            en.Add($"{line.Key.Line} {number}{title?.En} – {line.Reason.En}");
        }

        if (unknown.Count > 0)
        {
            zh.Add($"那封邮件里没有可办理的编号：{string.Join("、", unknown)}。");
            en.Add($"That mail has no decision with the number {string.Join(", ", unknown)}.");
        }

        if (leavesAttachments)
        {
            zh.Add("附件没有归入任何一项：请在任务页面上传，或只针对一项回复。");
            en.Add("The attachments went to none of them: add them on the task's page, or answer for one task only.");
        }

        if (lines.Any(l => l.IsDecided))
        {
            zh.Add("\n如果这不是您本人的回复，请立即联系系统管理员。");
            en.Add("\nIf this answer was not yours, tell an administrator at once.");
        }

        return new(string.Join('\n', zh), string.Join('\n', en));
    }

    public static LocalizedText Bounced(string address, string status) => new($"发往 {address} 的邮件被退回（{status}）；该地址已标记，停止发送。", $"Mail to {address} came back ({status}); the address is marked and nothing is sent there.");

    public static LocalizedText NotAboutUs { get; } = new("退信通知与本系统发出的任何邮件都不符，可能是伪造的。", "This report fits no mail of this system; it may be forged.");

    public static LocalizedText Delayed { get; } = new("投递通知：邮件已送达或暂时延迟，没有退信。", "A report that mail was delivered or is delayed; nothing came back.");

    public static LocalizedText Changed { get; } = new(
        "邮件发出后，工单内容有了新的变化，因此没有按您的回复办理。请打开任务核对后再决定。",
        "The ticket has changed since the mail was sent, so your answer was not carried out. Open the task, look at it and decide again.");

    public static LocalizedText TooLarge(long most) => new($"邮件超过 {most >> 20} MB，没有读取。", $"The mail is larger than {most >> 20} MB and was not read.");

    public static LocalizedText Unreadable { get; } = new("这不是一封可读的邮件。", "This is no mail that can be read.");

    public static LocalizedText Machine(string sign) => new($"由程序自动发出（{sign}），不作为办理，也不回复。", $"A machine wrote it ({sign}); it decides nothing and gets no answer.");

    public static LocalizedText Own { get; } = new("由本系统发出的邮件。", "A mail of this system's own.");

    public static LocalizedText Same { get; } = new("与先前的一封邮件完全相同。", "The same mail as an earlier one.");

    public static LocalizedText NoSecret { get; } = new("没有带回办理凭证，不知道针对哪一项任务。", "It brings no decision key, so it is not known which task it is about.");

    public static LocalizedText SeveralSecrets { get; } = new("带有多个不同的办理凭证，不能确定针对哪一项任务。", "It brings several decision keys, so it is not certain which task it is about.");

    public static LocalizedText UnknownSecret { get; } = new("办理凭证不存在，可能是伪造的。", "There is no such decision key; it may be forged.");

    public static LocalizedText NotAuthenticated { get; } = new("无法证实发件人身份（没有与发件域一致的有效 DKIM 签名，也没有本单位邮件服务器的认证结果），没有办理。", "Nobody vouches for the sender (no valid DKIM signature of the sender's domain, no verdict of the organisation's own server); nothing was decided.");

    public static LocalizedText OtherSender { get; } = new("发件人不是收到任务邮件的人，没有办理。邮件转发不会转移办理权。", "The sender is not the person the task mail went to; nothing was decided. A forwarded mail hands nothing over.");

    public static LocalizedText Failed(string message) => new($"处理时多次出错：{message}", $"Handling it failed several times: {message}");
}
