using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Core.Time;

/// <summary>
/// Reads <c>workflows/calendar.json</c>:
/// <c>{ "offset": "+08:00", "opens": "08:00", "closes": "18:00", "holidays": ["2026-10-01", { "from": "2026-10-01", "to": "2026-10-07", "name": "国庆节" }], "makeUpDays": ["2026-10-10"] }</c>.
/// Every member may be missing; then the default calendar's value holds.
/// </summary>
public static class WorkingCalendarReader
{
    /// <summary>Reads the text of the file.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">How errors call the file.</param>
    /// <exception cref="DefinitionUnreadableException">It is not JSON, or a date or time in it cannot be read.</exception>
    public static WorkingCalendar Read(string text, string path = "calendar.json")
    {
        ArgumentNullException.ThrowIfNull(text);
        var json = JsonText.ReadObject(text, path);
        var standard = WorkingCalendar.Default;
        var opens = Time(json, "opens", path) ?? standard.Opens;
        var closes = Time(json, "closes", path) ?? standard.Closes;
        if (closes <= opens)
        {
            throw Unreadable(path, "closes", $"{closes}", "应晚于 opens", "must be after opens");
        }

        return new WorkingCalendar
        {
            Holidays = Days(json["holidays"], "holidays", path).ToFrozenSet(),
            MakeUpDays = Days(json["makeUpDays"], "makeUpDays", path).ToFrozenSet(),
            Opens = opens,
            Closes = closes,
            Offset = Offset(json, path) ?? standard.Offset,
        };
    }

    private static IEnumerable<DateOnly> Days(JsonNode? node, string member, string path)
    {
        foreach (var item in node as JsonArray ?? [])
        {
            if (item is JsonObject range)
            {
                var from = Day(JsonRead.Text(range, "from"), member, path);
                var to = Day(JsonRead.Text(range, "to") ?? JsonRead.Text(range, "from"), member, path);
                if (to < from || to.DayNumber - from.DayNumber > 366)
                {
                    throw Unreadable(path, member, $"{from:O} … {to:O}", "日期范围无效", "is no range of days");
                }

                for (var day = from; day <= to; day = day.AddDays(1))
                {
                    yield return day;
                }
            }
            else
            {
                yield return Day(JsonRead.Text(item), member, path);
            }
        }
    }

    private static DateOnly Day(string? text, string member, string path) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Unreadable(path, member, text, "应为 YYYY-MM-DD", "must be YYYY-MM-DD");

    private static TimeOnly? Time(JsonObject json, string member, string path) => JsonRead.Text(json, member) is not { } text
        ? null
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Unreadable(path, member, text, "应为 HH:mm", "must be HH:mm");

    private static TimeSpan? Offset(JsonObject json, string path)
    {
        if (JsonRead.Text(json, "offset") is not { } text)
        {
            return null;
        }

        var negative = text.StartsWith('-');
        return TimeSpan.TryParseExact(text.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(14)
            ? negative ? -offset : offset
            : throw Unreadable(path, "offset", text, "应为 +08:00 的形式", "must look like +08:00");
    }

    private static DefinitionUnreadableException Unreadable(string path, string member, string? value, string zh, string en) =>
        new(path, null, null, new LocalizedText($"{member}:“{value}”{zh}", $"{member}: '{value}' {en}"));
}
