using Host.Tasks;
using Host.Tests.Tasks;
using Host.Tickets;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Host.Tests.Tickets;

/// <summary>Each line of a deadline ledger as people read it, in both languages.</summary>
public sealed class DeadlineTextsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly Actor Owner = new("owner", "流程所有者", []);

    public static TheoryData<DeadlineLine, string, string> Lines => new()
    {
        { Line(DeadlineCause.Counted) with { Basis = new DueBasis("2wd", Monday, null, []) }, "从 2026-11-23 09:00 起 2 个工作日", "2 working days from 2026-11-23 09:00" },
        { Line(DeadlineCause.Counted) with { Basis = new DueBasis("4wh", Monday, "4209001", []) }, "从 2026-11-23 09:00 起 4 个工作小时，按汉川县公司的日历", "4 working hours from 2026-11-23 09:00, by the calendar of 汉川县公司" },
        { Line(DeadlineCause.Given), "流程规定的时限", "As the workflow says" },
        { Line(DeadlineCause.Stopped) with { Reason = "等法院" }, "owner 暂停办理：等法院", "Paused by owner: 等法院" },
        { Line(DeadlineCause.Paused) with { StoodSince = Monday.AddDays(-1) }, "暂停（2026-11-22 09:00 至 2026-11-23 09:00）占用的工作时间顺延", "The working time lost in the pause (2026-11-22 09:00 to 2026-11-23 09:00) was given back" },
        { Line(DeadlineCause.Calendar) with { Reason = "元旦", Basis = new DueBasis("1wd", Monday, null, []) }, "日历变更（元旦），重新计算：从 2026-11-23 09:00 起 1 个工作日", "The calendar changed (元旦); counted again: 1 working day from 2026-11-23 09:00" },
        { Line(DeadlineCause.Operator) with { Reason = "等备件" }, "owner 改期：等备件", "Set by owner: 等备件" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Says_why_a_due_time_is_what_it_is(DeadlineLine line, string zh, string en)
    {
        var why = DeadlineTexts.Why(line, new Naming(new Staff()));
        Assert.Equal((zh, en), (why.Zh, why.En));
    }

    private static DeadlineLine Line(DeadlineCause cause) => new(Monday, cause, null, Monday.AddDays(2), Owner);
}
