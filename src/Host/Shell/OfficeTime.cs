using System.Globalization;
using Workflows.Core;

namespace Host.Shell;

/// <summary>How spans of office time are written: hours with one digit, minutes below an hour.</summary>
public static class OfficeTime
{
    /// <summary><c>7.5 小时</c>, <c>12 分钟</c>; a dash for <see langword="null"/>.</summary>
    public static LocalizedText Text(TimeSpan? time)
    {
        if (time is not { } span)
        {
            return LocalizedText.Same("–");
        }

        var (minutes, hours) = (Number(span.TotalMinutes, "0"), Number(span.TotalHours, "0.#"));
        return span.Duration() < TimeSpan.FromHours(1) ? new($"{minutes} 分钟", $"{minutes} min") : new($"{hours} 小时", $"{hours} h");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
