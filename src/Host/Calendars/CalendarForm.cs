using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Time;

namespace Host.Calendars;

/// <summary>A unit's calendar as a person fills it in: times and days as lines of text, what is left blank holds as in the unit above.</summary>
public sealed class CalendarForm
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>When the office opens, <c>08:30</c>; blank = as above.</summary>
    public string Opens { get; set; } = "";

    /// <summary>When it closes; blank = as above.</summary>
    public string Closes { get; set; } = "";

    /// <summary>Whether the unit has weekends of its own.</summary>
    public bool OwnWeekend { get; set; }

    /// <summary>Days of the week that are off, where the unit says so.</summary>
    public HashSet<DayOfWeek> Weekend { get; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Days off, one line each: <c>2026-10-01 2026-10-07 国庆节</c>.</summary>
    public string Holidays { get; set; } = "";

    /// <summary>Make-up days, likewise.</summary>
    public string MakeUpDays { get; set; } = "";

    private string? Offset { get; init; }

    /// <summary>The form of a calendar.</summary>
    /// <param name="rules">As stored; <see langword="null"/> = none yet.</param>
    public static CalendarForm Of(string? rules)
    {
        if (rules is null)
        {
            return new CalendarForm();
        }

        var read = WorkingCalendarReader.ReadRules(rules);
        var form = new CalendarForm
        {
            Opens = Time(read.Opens),
            Closes = Time(read.Closes),
            OwnWeekend = read.Weekend is not null,
            Holidays = Lines(read.Holidays),
            MakeUpDays = Lines(read.MakeUpDays),
            Offset = read.Offset is { } offset ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture) : null,
        };
        if (read.Weekend is { } weekend)
        {
            form.Weekend.Clear();
            form.Weekend.UnionWith(weekend);
        }

        return form;
    }

    /// <summary>The calendar as <c>calendar.json</c>; whether it can be is the reader's to say.</summary>
    public string ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, text) in new[] { ("offset", Offset), ("opens", Opens), ("closes", Closes) })
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                json[name] = text.Trim();
            }
        }

        if (OwnWeekend)
        {
            json["weekend"] = new JsonArray([.. Weekend.Order().Select(d => JsonValue.Create(d.ToString()))]);
        }

        foreach (var (name, lines) in new[] { ("holidays", Holidays), ("makeUpDays", MakeUpDays) })
        {
            if (!string.IsNullOrWhiteSpace(lines))
            {
                json[name] = new JsonArray([.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Days)]);
            }
        }

        return json.ToJsonString();
    }

    /// <summary>A line is a day or two, and a name.</summary>
    private static JsonObject Days(string line)
    {
        var words = line.Split((char[])[' ', '\t', ',', '，', '、', '~', '～'], StringSplitOptions.RemoveEmptyEntries);
        var isRange = words.Length > 1 && char.IsAsciiDigit(words[1][0]);
        var name = string.Join(' ', words.Skip(isRange ? 2 : 1));
        var days = new JsonObject { ["from"] = words[0] };
        if (isRange)
        {
            days["to"] = words[1];
        }

        if (name.Length > 0)
        {
            days["name"] = name;
        }

        return days;
    }

    private static string Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Lines(ImmutableArray<CalendarDays> days) => string.Join('\n', days.Select(d => string.Join(' ', new[]
    {
        d.From.ToString(DayFormat, CultureInfo.InvariantCulture),
        d.To == d.From ? null : d.To.ToString(DayFormat, CultureInfo.InvariantCulture),
        d.Name,
    }.Where(w => w is not null))));
}
