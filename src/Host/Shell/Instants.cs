using System.Globalization;
using Workflows.Core.Time;

namespace Host.Shell;

/// <summary>How instants are written everywhere: at the office's offset (UTC+8), <c>2026-11-23 14:05</c>.</summary>
public static class Instants
{
    private static readonly TimeSpan Offset = WorkingCalendar.Default.Offset;

    /// <summary><c>2026-11-23 14:05</c>; a dash for <see langword="null"/>.</summary>
    public static string Text(DateTimeOffset? instant) => Format(instant, "yyyy-MM-dd HH:mm");

    /// <summary><c>2026-11-23 14:05:09</c>; a dash for <see langword="null"/>.</summary>
    public static string Seconds(DateTimeOffset? instant) => Format(instant, "yyyy-MM-dd HH:mm:ss");

    /// <summary><c>2026-11-23</c>; a dash for <see langword="null"/>.</summary>
    public static string Date(DateTimeOffset? instant) => Format(instant, "yyyy-MM-dd");

    /// <summary><c>2026-11-23</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The machine's form for <c>&lt;time datetime&gt;</c>.</summary>
    public static string Machine(DateTimeOffset instant) => instant.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The office's wall clock at an instant.</summary>
    public static DateTime Local(DateTimeOffset instant) => instant.ToOffset(Offset).DateTime;

    /// <summary>The instant at which the office's wall clock shows a time.</summary>
    public static DateTimeOffset FromLocal(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Offset);

    private static string Format(DateTimeOffset? instant, string pattern) =>
        instant is { } at ? at.ToOffset(Offset).ToString(pattern, CultureInfo.InvariantCulture) : "–";
}
