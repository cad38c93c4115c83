using System.Globalization;
using Cronos;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;

namespace Workflows.Runtime.Timers;

/// <summary>When a start trigger fires.</summary>
internal static class TriggerClock
{
    /// <summary>The first instant after <paramref name="after"/>; <see langword="null"/> when there is none, or when the trigger cannot be read.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="after">Strictly after this.</param>
    /// <param name="calendar">Its local time is what cron expressions and instants without an offset are meant in.</param>
    public static DateTimeOffset? Next(StartTrigger trigger, DateTimeOffset after, WorkingCalendar calendar) => trigger.Type switch
    {
        "Elsa.Cron" => NextCron(trigger.Value, after, calendar.Offset),
        "Elsa.Timer" => WorkSpan.TryParse(trigger.Value, out var span) && span.From(after, calendar) is var next && next > after ? next : null,
        "Elsa.StartAt" => Instant(trigger.Value, calendar.Offset) is { } instant && instant > after ? instant : null,
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
