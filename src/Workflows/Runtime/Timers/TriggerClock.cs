using System.Globalization;
using System.Xml;
using Cronos;
using Workflows.Runtime.Definitions;

namespace Workflows.Runtime.Timers;

/// <summary>When a start trigger fires.</summary>
internal static class TriggerClock
{
    /// <summary>The first instant after <paramref name="after"/>; <see langword="null"/> when there is none, or when the trigger cannot be read.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="after">Strictly after this.</param>
    /// <param name="offset">Local time, which cron expressions and instants without an offset are meant in.</param>
    public static DateTimeOffset? Next(StartTrigger trigger, DateTimeOffset after, TimeSpan offset) => trigger.Type switch
    {
        "Elsa.Cron" => NextCron(trigger.Value, after, offset),
        "Elsa.Timer" => Interval(trigger.Value) is { } interval ? after + interval : null,
        "Elsa.StartAt" => Instant(trigger.Value, offset) is { } instant && instant > after ? instant : null,
        _ => null,
    };

    private static DateTimeOffset? NextCron(string? text, DateTimeOffset after, TimeSpan offset)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            var zone = TimeZoneInfo.CreateCustomTimeZone("local", offset, "local", "local");
            return CronExpression.Parse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard).GetNextOccurrence(after, zone);
        }
        catch (CronFormatException)
        {
            return null;
        }
    }

    private static TimeSpan? Interval(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
        {
            return span > TimeSpan.Zero ? span : null;
        }

        try
        {
            var iso = XmlConvert.ToTimeSpan(text);
            return iso > TimeSpan.Zero ? iso : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Instant(string? text, TimeSpan offset)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var written))
        {
            return null;
        }

        return written.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(written, offset)
            : new DateTimeOffset(written.ToUniversalTime());
    }
}
