using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Workflows.Core;

namespace Host.Definitions;

/// <summary>Spans of definitions in the words of the business: <c>2wd</c> is "2 个工作日", <c>-1wd</c> relative to the due time is "到期前 1 个工作日".</summary>
public static partial class SpanWords
{
    /// <summary>A length of time: <c>2wd</c>, <c>4wh</c>, <c>PT20S</c>, <c>00:00:10</c>. What is no span is returned as written.</summary>
    public static LocalizedText Length(string span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return TryLength(span.TrimStart('+', '-')) ?? LocalizedText.Same(span);
    }

    /// <summary>A point in time relative to the due time: before, at, after.</summary>
    public static LocalizedText Relative(string span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var text = span.Trim();
        if (text.TrimStart('+', '-') is "0" or "PT0S" or "00:00:00")
        {
            return new LocalizedText("到期时", "when due");
        }

        if (TryLength(text.TrimStart('+', '-')) is not { } length)
        {
            return LocalizedText.Same(span);
        }

        return text.StartsWith('-')
            ? new LocalizedText($"到期前 {length.Zh}", $"{length.En} before it is due")
            : new LocalizedText($"超期 {length.Zh}后", $"{length.En} after it was due");
    }

    /// <summary>The lengths that an expression chooses from (<c>urgent ? '2wd' : '5wd'</c>); <see langword="null"/> when it names none.</summary>
    public static LocalizedText? Within(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var lengths = Quoted().Matches(expression).Select(m => TryLength(m.Groups["s"].Value)).OfType<LocalizedText>().ToList();
        return lengths.Count == 0
            ? null
            : new LocalizedText($"按情况 {string.Join("或 ", lengths.Select(l => l.Zh))}", $"{string.Join(" or ", lengths.Select(l => l.En))}, as the case may be");
    }

    private static LocalizedText? TryLength(string span)
    {
        if (Working().Match(span) is { Success: true } working)
        {
            var count = working.Groups["n"].Value;
            return working.Groups["u"].Value == "wd"
                ? new LocalizedText($"{count} 个工作日", $"{count} working {Plural(count, "day")}")
                : new LocalizedText($"{count} 个工作小时", $"{count} working {Plural(count, "hour")}");
        }

        return TryElapsed(span) is { } elapsed ? Words(elapsed) : null;
    }

    private static TimeSpan? TryElapsed(string span)
    {
        if (TimeSpan.TryParseExact(span, ["c", "g"], CultureInfo.InvariantCulture, out var plain) && span.Contains(':', StringComparison.Ordinal))
        {
            return plain;
        }

        if (!span.StartsWith('P'))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(span);
        }
        catch (FormatException)
        {
            return null; // Shown as written: the check of the definition says what is wrong with it.
        }
    }

    private static LocalizedText Words(TimeSpan span)
    {
        var parts = new (int Count, string Zh, string En)[] { (span.Days, "天", "day"), (span.Hours, "小时", "hour"), (span.Minutes, "分钟", "minute"), (span.Seconds, "秒", "second") }.Where(p => p.Count > 0).ToList();
        return parts.Count == 0
            ? new LocalizedText("0 秒", "0 seconds")
            : new LocalizedText(
                string.Join(' ', parts.Select(p => $"{p.Count} {p.Zh}")),
                string.Join(' ', parts.Select(p => $"{p.Count} {(p.Count == 1 ? p.En : p.En + "s")}")));
    }

    private static string Plural(string count, string word) => count == "1" ? word : word + "s";

    [GeneratedRegex("""['"](?<s>[^'"]{1,20})['"]""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(?<n>\d+)(?<u>wd|wh)$")]
    private static partial Regex Working();
}
