using System.Globalization;
using System.Text;
using Workflows.Core.Time;

namespace Workflows.Storage.Queries;

/// <summary>SQL, the same for both databases, that measures office time and takes its quantiles.</summary>
internal static class OfficeTimeSql
{
    /// <summary>Wraps a query of name, beginning and end (UTC ticks): name, median and ninth decile of the office time between them, in ticks, by nearest rank.</summary>
    /// <param name="query">The query.</param>
    /// <param name="calendar">Whose office hours count.</param>
    /// <param name="from">No beginning lies before.</param>
    /// <param name="to">No end lies after.</param>
    public static string Around(string query, WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to) => $"""
        WITH days(day, worked, opens, closes) AS MATERIALIZED (VALUES {Days(calendar, from, to)}),
        spans(name, began, ended) AS ({query}),
        places AS (SELECT name, began + {calendar.Offset.Ticks} AS began, ended + {calendar.Offset.Ticks} AS ended FROM spans),
        waits AS (
          SELECT p.name, e.worked + {Within("p.ended", "e")} - b.worked - {Within("p.began", "b")} AS waited
          FROM places p
          JOIN days b ON b.day = p.began / {TimeSpan.TicksPerDay}
          JOIN days e ON e.day = p.ended / {TimeSpan.TicksPerDay}),
        ranks AS (SELECT name, waited, ROW_NUMBER() OVER (PARTITION BY name ORDER BY waited) AS place, COUNT(*) OVER (PARTITION BY name) AS number FROM waits)
        SELECT name, MIN(CASE WHEN place * 2 >= number THEN waited END), MIN(CASE WHEN place * 10 >= number * 9 THEN waited END) FROM ranks GROUP BY name
        """;

    /// <summary>Office time of its day up to an instant.</summary>
    private static string Within(string at, string day)
    {
        var time = $"{at} % {TimeSpan.TicksPerDay}";
        return $"(CASE WHEN {time} < {day}.opens THEN 0 WHEN {time} > {day}.closes THEN {day}.closes - {day}.opens ELSE {time} - {day}.opens END)";
    }

    /// <summary>Each day with the office time before it and its own opening and closing; a day off opens and closes at midnight. Numbers only, so that nothing can be injected.</summary>
    private static string Days(WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var rows = new StringBuilder();
        var (day, last, worked) = (Day(from, calendar), Day(to, calendar), 0L);
        for (; day <= last; day = day.AddDays(1))
        {
            var (opens, closes) = calendar.IsWorkingDay(day) ? (calendar.Opens.Ticks, calendar.Closes.Ticks) : (0L, 0L);
            rows.Append(CultureInfo.InvariantCulture, $"{(rows.Length == 0 ? "" : ",")}({day.DayNumber},{worked},{opens},{closes})");
            worked += closes - opens;
        }

        return rows.ToString();
    }

    private static DateOnly Day(DateTimeOffset at, WorkingCalendar calendar) => DateOnly.FromDateTime(at.ToOffset(calendar.Offset).DateTime);
}
