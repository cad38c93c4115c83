using Host.Shell;
using Host.Shell.Parts;
using Workflows.Core.Time;

namespace Host.Tests.Shell;

/// <summary>Time left in words. 2026-11-23 is a Monday; the office is open 08:00–18:00 at UTC+8.</summary>
public sealed class DueTextTests
{
    [Theory]
    [InlineData("2026-11-23T09:00+08:00", "2026-11-24T12:00+08:00", "还剩 1 个工作日 3 小时", Tone.Neutral)]
    [InlineData("2026-11-20T17:00+08:00", "2026-11-23T10:00+08:00", "还剩 3 小时 0 分钟", Tone.Warning)]
    [InlineData("2026-11-23T09:00+08:00", "2026-11-25T09:00+08:00", "还剩 2 个工作日", Tone.Neutral)]
    [InlineData("2026-11-23T09:00+08:00", "2026-11-23T09:40+08:00", "还剩 40 分钟", Tone.Warning)]
    [InlineData("2026-11-21T09:00+08:00", "2026-11-21T11:30+08:00", "还剩 2 小时 30 分钟", Tone.Warning)]
    [InlineData("2026-11-23T12:00+08:00", "2026-11-23T09:30+08:00", "已超期 2 小时 30 分钟", Tone.Bad)]
    [InlineData("2026-11-23T10:00:20+08:00", "2026-11-23T10:00:00+08:00", "已超期 20 秒", Tone.Bad)]
    public void Says_how_much_working_time_is_left(string now, string due, string expected, Tone tone)
    {
        var text = DueText.For(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), WorkingCalendar.Default);
        Assert.Equal((expected, tone), (text.Text.Zh, text.Tone));
    }

    [Theory]
    [InlineData("2026-11-23T09:00+08:00", "2026-11-24T12:00+08:00", "1 working day 3 h left")]
    [InlineData("2026-11-23T09:00+08:00", "2026-11-25T09:00+08:00", "2 working days left")]
    [InlineData("2026-11-22T09:00+08:00", "2026-11-21T09:00+08:00", "1 day overdue")]
    public void Counts_one_day_and_many_in_English(string now, string due, string expected)
    {
        var text = DueText.For(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), WorkingCalendar.Default);
        Assert.Equal(expected, text.Text.En);
    }
}
