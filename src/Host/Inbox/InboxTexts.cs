using Workflows.Core;
using Workflows.Runtime.Queries;

namespace Host.Inbox;

/// <summary>The words of the inbox's views.</summary>
public static class InboxTexts
{
    /// <summary>What a view is called.</summary>
    public static LocalizedText Name(InboxView view) => view switch
    {
        InboxView.Mine => new("我的", "Mine"),
        InboxView.Pool => new("待认领", "To claim"),
        InboxView.Overdue => new("已超期", "Overdue"),
        InboxView.ForOthers => new("代他人", "For others"),
        InboxView.Done => new("已办", "Done"),
        _ => new("待办", "Open"),
    };

    /// <summary>A number of <see cref="InboxCounts"/>: <c>1000+</c> beyond what is told exactly.</summary>
    public static string Number(int count) => count > InboxCounts.Most ? $"{InboxCounts.Most}+" : $"{count}";

    /// <summary>How many tasks a view holds.</summary>
    public static string Count(InboxCounts counts, InboxView view)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Number(view switch
        {
            InboxView.Mine => counts.Mine,
            InboxView.Pool => counts.Pool,
            InboxView.Overdue => counts.Overdue,
            InboxView.ForOthers => counts.ForOthers,
            InboxView.Done => counts.Done,
            _ => counts.Open,
        });
    }

    /// <summary>What to say, and what to do next, when a view is empty.</summary>
    public static (LocalizedText Title, LocalizedText Text) Empty(InboxView view) => view switch
    {
        InboxView.Mine => (new("您名下没有任务", "No task is assigned to you"), new("到“待认领”里看看有没有本岗位可以认领的任务。", "Look under “To claim” for tasks of your role.")),
        InboxView.Pool => (new("没有待认领的任务", "Nothing to claim"), new("本岗位的任务都有人办理了。新任务到来时这里会自动出现。", "Every task of your role has somebody. New ones appear here by themselves.")),
        InboxView.Overdue => (new("没有超期的任务", "Nothing is overdue"), new("都在时限之内。", "Everything is within its time.")),
        InboxView.ForOthers => (new("没有需要代办的任务", "Nothing to do for others"), new("您代理的人外出期间，他们的任务会出现在这里。", "While somebody whose substitute you are is away, their tasks appear here.")),
        InboxView.Done => (new("您还没有办理过任务", "You have not completed a task yet"), new("办理完成的任务会列在这里，可以随时回看。", "Tasks you complete are listed here, to look at again.")),
        _ => (new("没有待办任务", "Nothing to do"), new("新任务到来时这里会自动出现，也会发邮件通知您。", "New tasks appear here by themselves, and you are told by mail.")),
    };
}
