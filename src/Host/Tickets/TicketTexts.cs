using Host.Shell.Parts;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tickets;

/// <summary>The words of tickets' states.</summary>
public static class TicketTexts
{
    /// <summary>What a filter is called.</summary>
    public static LocalizedText Name(TicketState state) => state switch
    {
        TicketState.Running => new("办理中", "Running"),
        TicketState.Overdue => new("有超期", "Overdue"),
        TicketState.Trouble => new("有异常", "In trouble"),
        TicketState.Ended => new("已结束", "Ended"),
        _ => new("全部", "All"),
    };

    /// <summary>The state of one ticket: its stage while it runs, how it ended afterwards.</summary>
    public static (LocalizedText Text, Tone Tone) Of(InstanceItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return (item.IncidentCount, item.Status, item.SubStatus) switch
        {
            ( > 0, _, _) => (new($"异常 {item.IncidentCount} 处", $"{item.IncidentCount} incident(s)"), Tone.Bad),
            (_, InstanceStatus.Finished, InstanceSubStatus.Cancelled) => (new("已终止", "Cancelled"), Tone.Neutral),
            (_, InstanceStatus.Finished, InstanceSubStatus.Faulted) => (new("异常结束", "Failed"), Tone.Bad),
            (_, InstanceStatus.Finished, _) => (new("已归档", "Archived"), Tone.Good),
            _ => (item.Header.Stage ?? new("系统处理中", "With the system"), Tone.Accent),
        };
    }

    /// <summary>What to say, and what to do next, when a list is empty.</summary>
    public static (LocalizedText Title, LocalizedText Text) Empty(TicketAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return (address.Search, address.State) switch
        {
            ({ } search, _) => (new($"没有找到“{search}”", $"Nothing found for “{search}”"), new("请核对工单号、户号或户名；不在您管辖范围内的工单不会显示。", "Check the ticket number, customer number or name; tickets outside your area are not shown.")),
            (_, TicketState.Overdue) => (new("没有超期的工单", "No ticket is overdue"), new("都在时限之内。", "Everything is within its time.")),
            (_, TicketState.Trouble) => (new("没有异常的工单", "No ticket is in trouble"), new("流程都在正常运行。", "Every flow runs as it should.")),
            (_, TicketState.Ended) => (new("还没有结束的工单", "No ticket has ended yet"), new("归档后的工单列在这里。", "Archived tickets are listed here.")),
            _ => (new("没有办理中的工单", "No ticket is running"), new("在“疑似问题”里选择疑似问题并生成工单。", "Choose suspicions and put them into tickets.")),
        };
    }
}
