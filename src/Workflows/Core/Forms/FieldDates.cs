using System.Globalization;

namespace Workflows.Core.Forms;

/// <summary>Days, times and instants as the format writes them.</summary>
internal static class FieldDates
{
    private static readonly string[] s_times = ["HH:mm", "HH:mm:ss"];

    private static readonly string[] s_instants =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    public static bool IsValid(FieldKind kind, string text) => kind switch
    {
        FieldKind.Date => Day(text) is not null,
        FieldKind.Time => TimeOnly.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => Instant(text) is not null,
    };

    public static string Sample(FieldKind kind) => kind switch
    {
        FieldKind.Date => "2026-11-23",
        FieldKind.Time => "14:05",
        _ => "2026-11-23T14:05:00+08:00",
    };

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, s_instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    /// <summary>The instant as stored: seconds, with its offset.</summary>
    public static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Today(DateTimeOffset now) => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="text"/> lies before (−1), at (0) or after (1) <paramref name="bound"/>; both are valid for the kind.</summary>
    public static int Compare(FieldKind kind, string text, string bound) => kind == FieldKind.DateTime
        ? Instant(text)!.Value.CompareTo(Instant(bound)!.Value)
        : string.CompareOrdinal(text, bound);
}
