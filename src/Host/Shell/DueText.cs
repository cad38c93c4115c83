using Host.Shell.Parts;
using Workflows.Core;

namespace Host.Shell;

/// <summary>How much time is left, in words with a tone and an icon.</summary>
/// <param name="Text">"还剩 1 个工作日 3 小时", "已超期 2 小时".</param>
/// <param name="Tone">Neutral, warning (less than a working day), bad (past).</param>
/// <param name="Icon">Name of a Material symbol.</param>
public sealed record DueText(LocalizedText Text, Tone Tone, string Icon)
{
    /// <summary>The words for a due time seen from now.</summary>
    public static DueText For(DateTimeOffset due, DateTimeOffset now)
    {
        var (zh, en) = Words((due - now).Duration());
        return due < now
            ? new(new($"已超期 {zh}", $"{en} overdue"), Tone.Bad, "error")
            : new(new($"还剩 {zh}", $"{en} left"), due - now < TimeSpan.FromDays(1) ? Tone.Warning : Tone.Neutral, due - now < TimeSpan.FromDays(1) ? "schedule" : "event");
    }

    private static (string Zh, string En) Words(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => ($"{span.Seconds} 秒", $"{span.Seconds} s"),
        { TotalHours: < 1 } => ($"{span.Minutes} 分钟", $"{span.Minutes} min"),
        { TotalDays: < 1 } => ($"{span.Hours} 小时 {span.Minutes} 分钟", $"{span.Hours} h {span.Minutes} min"),
        _ => ($"{span.Days} 天 {span.Hours} 小时", $"{span.Days} d {span.Hours} h"),
    };
}
