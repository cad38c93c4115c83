using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Core.Time;

/// <summary>
/// Reads <c>workflows/calendar.json</c>:
/// <c>{ "offset": "+08:00", "opens": "08:00", "closes": "18:00", "holidays": ["2026-10-01", { "from": "2026-10-01", "to": "2026-10-07", "name": "国庆节" }], "makeUpDays": ["2026-10-10"], "weekend": ["Saturday", "Sunday"] }</c>.
/// Every member may be missing; then the default calendar's value holds.
/// </summary>
public static class WorkingCalendarReader
{
    /// <summary>Reads the text of the file.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">How errors call the file.</param>
    /// <exception cref="DefinitionUnreadableException">It is not JSON, a date or time in it cannot be read, or no time is left to work in.</exception>
    public static WorkingCalendar Read(string text, string path = "calendar.json") => Working(ReadRules(text, path).Over(WorkingCalendar.Default), path);

    /// <summary>Reads what a unit's calendar says.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">How errors call the file.</param>
    /// <exception cref="DefinitionUnreadableException">It is not JSON, or a date, day or time in it cannot be read.</exception>
    public static CalendarRules ReadRules(string text, string path = "calendar.json")
    {
        ArgumentNullException.ThrowIfNull(text);
        var json = JsonText.ReadObject(text, path);
        return new CalendarRules
        {
            Holidays = [.. Days(json["holidays"], "holidays", path)],
            MakeUpDays = [.. Days(json["makeUpDays"], "makeUpDays", path)],
            Weekend = json["weekend"] is JsonArray weekend ? [.. weekend.Select(d => DayOfTheWeek(JsonRead.Text(d), path))] : null,
            Opens = Time(json, "opens", path),
            Closes = Time(json, "closes", path),
            Offset = Offset(json, path),
        };
    }

    /// <summary>A calendar by which work can be done.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="path">How errors call it.</param>
    /// <exception cref="DefinitionUnreadableException">Its office never opens.</exception>
    public static WorkingCalendar Working(WorkingCalendar calendar, string path)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar switch
        {
            _ when calendar.Closes <= calendar.Opens => throw Unreadable(path, "closes", $"{calendar.Closes:HH:mm}", $"应晚于 opens（{calendar.Opens:HH:mm}）", $"must be after opens ({calendar.Opens:HH:mm})"),
            _ when calendar.Weekend.Count == 7 => throw Unreadable(path, "weekend", "7", "每周至少要有一个工作日", "must leave one working day a week"),
            _ => calendar,
        };
    }

    private static IEnumerable<CalendarDays> Days(JsonNode? node, string member, string path)
    {
        foreach (var item in node as JsonArray ?? [])
        {
            if (item is not JsonObject range)
            {
                var day = Day(JsonRead.Text(item), member, path);
                yield return new CalendarDays(day, day, null);
                continue;
            }

            var from = Day(JsonRead.Text(range, "from"), member, path);
            var to = Day(JsonRead.Text(range, "to") ?? JsonRead.Text(range, "from"), member, path);
            yield return to >= from && to.DayNumber - from.DayNumber <= 366
                ? new CalendarDays(from, to, JsonRead.Text(range, "name"))
                : throw Unreadable(path, member, $"{from:O} … {to:O}", "日期范围无效", "is no range of days");
        }
    }

    private static DayOfWeek DayOfTheWeek(string? text, string path) =>
        Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && Enum.IsDefined(day) && !int.TryParse(text, out _)
            ? day
            : throw Unreadable(path, "weekend", text, "应为 Monday 至 Sunday", "must be Monday to Sunday");

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
        new(path, null, null, new LocalizedText($"{member}：“{value}”{zh}", $"{member}: '{value}' {en}"));
}
