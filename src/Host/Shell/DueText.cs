using Host.Shell.Parts;
using Workflows.Core;
using Workflows.Core.Time;

namespace Host.Shell;

/// <summary>How much time is left, in words with a tone and an icon.</summary>
/// <param name="Text">"还剩 1 个工作日 3 小时", "已超期 2 小时".</param>
/// <param name="Tone">Neutral, warning (less than a working day), bad (past).</param>
/// <param name="Icon">Name of a Material symbol.</param>
public sealed record DueText(LocalizedText Text, Tone Tone, string Icon)
{
    private const int LongestCount = 400;

    /// <summary>The words for a due time seen from now: working time when there is any in between, else time by the clock.</summary>
    /// <param name="due">When it is due.</param>
    /// <param name="now">Now.</param>
    /// <param name="calendar">Which hours are worked.</param>
    public static DueText For(DateTimeOffset due, DateTimeOffset now, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var day = calendar.Closes - calendar.Opens;
        var (from, to) = due < now ? (due, now) : (now, due);
        var worked = WorkingTime(from, to, calendar);
        var (zh, en) = worked > TimeSpan.Zero ? Words(worked, day, "个工作日", "working day") : Words(to - from, TimeSpan.FromDays(1), "天", "day");
        return due < now
            ? new(new($"已超期 {zh}", $"{en} overdue"), Tone.Bad, "error")
            : worked < day
                ? new(new($"还剩 {zh}", $"{en} left"), Tone.Warning, "schedule")
                : new(new($"还剩 {zh}", $"{en} left"), Tone.Neutral, "event");
    }

    private static TimeSpan WorkingTime(DateTimeOffset from, DateTimeOffset to, WorkingCalendar calendar)
    {
        var (start, end) = (from.ToOffset(calendar.Offset).DateTime, to.ToOffset(calendar.Offset).DateTime);
        var total = TimeSpan.Zero;
        var (first, last) = (DateOnly.FromDateTime(start), DateOnly.FromDateTime(end));
        for (var day = first; day <= last && day.DayNumber - first.DayNumber < LongestCount; day = day.AddDays(1))
        {
            if (calendar.IsWorkingDay(day))
            {
                var opens = day.ToDateTime(calendar.Opens);
                var closes = day.ToDateTime(calendar.Closes);
                var span = (end < closes ? end : closes) - (start > opens ? start : opens);
                total += span > TimeSpan.Zero ? span : TimeSpan.Zero;
            }
        }

        return total;
    }

    private static (string Zh, string En) Words(TimeSpan span, TimeSpan day, string dayZh, string dayEn)
    {
        var days = (int)(span / day);
        var rest = span - (days * day);
        var en = days == 1 ? dayEn : dayEn + "s";
        return span switch
        {
            { TotalMinutes: < 1 } => ($"{span.Seconds} 秒", $"{span.Seconds} s"),
            { TotalHours: < 1 } => ($"{span.Minutes} 分钟", $"{span.Minutes} min"),
            _ when days == 0 => ($"{(int)rest.TotalHours} 小时 {rest.Minutes} 分钟", $"{(int)rest.TotalHours} h {rest.Minutes} min"),
            _ when rest.TotalHours < 1 => ($"{days} {dayZh}", $"{days} {en}"),
            _ => ($"{days} {dayZh} {(int)rest.TotalHours} 小时", $"{days} {en} {(int)rest.TotalHours} h"),
        };
    }
}
