using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Workflows.Core.Time;

/// <summary>
/// A length of time in the words of a definition: elapsed (<c>PT20S</c>, <c>P2D</c>, <c>00:00:10</c>), working days (<c>2wd</c>) or working hours (<c>4wh</c>).
/// Signed where it is relative to another instant (<c>-4wh</c>, <c>+1wd</c>, <c>0</c>).
/// </summary>
public sealed partial record WorkSpan
{
    private WorkSpan(WorkSpanUnit unit, TimeSpan elapsed, int days, string text)
    {
        Unit = unit;
        Elapsed = elapsed;
        Days = days;
        Text = text;
    }

    /// <summary>How it is counted.</summary>
    public WorkSpanUnit Unit { get; }

    /// <summary>The length for <see cref="WorkSpanUnit.Elapsed"/> and <see cref="WorkSpanUnit.WorkingHours"/>; may be negative.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The number of days for <see cref="WorkSpanUnit.WorkingDays"/>; may be negative.</summary>
    public int Days { get; }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Reads a span.</summary>
    /// <param name="text">The text; <see langword="null"/> or blank is no span.</param>
    /// <param name="span">The span.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out WorkSpan span)
    {
        span = Zero;
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return false;
        }

        if (trimmed is "0" or "+0" or "-0")
        {
            return true;
        }

        var negative = trimmed[0] == '-';
        var body = trimmed[0] is '-' or '+' ? trimmed[1..] : trimmed;
        if (Working().Match(body) is { Success: true } match)
        {
            return TryWorking(match, negative, trimmed, out span);
        }

        if (TryElapsed(body, out var elapsed))
        {
            span = new WorkSpan(WorkSpanUnit.Elapsed, negative ? -elapsed : elapsed, 0, trimmed);
            return true;
        }

        return false;
    }

    /// <summary>No time at all.</summary>
    public static WorkSpan Zero { get; } = new(WorkSpanUnit.Elapsed, TimeSpan.Zero, 0, "0");

    /// <summary>The instant so much later (earlier for a negative span).</summary>
    /// <param name="from">Where to count from.</param>
    /// <param name="calendar">Which hours are worked.</param>
    public DateTimeOffset From(DateTimeOffset from, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Unit switch
        {
            WorkSpanUnit.WorkingDays => calendar.AddWorkingDays(from, Days),
            WorkSpanUnit.WorkingHours => calendar.AddWorkingTime(from, Elapsed),
            _ => from + Elapsed,
        };
    }

    /// <summary>As written.</summary>
    public override string ToString() => Text;

    private static bool TryWorking(Match match, bool negative, string text, out WorkSpan span)
    {
        span = Zero;
        if (!double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 10_000)
        {
            return false;
        }

        number = negative ? -number : number;
        if (match.Groups[2].ValueSpan is "wh")
        {
            span = new WorkSpan(WorkSpanUnit.WorkingHours, TimeSpan.FromHours(number), 0, text);
            return true;
        }

        span = new WorkSpan(WorkSpanUnit.WorkingDays, TimeSpan.Zero, (int)number, text);
        return Math.Floor(number) == number;
    }

    private static bool TryElapsed(string body, out TimeSpan elapsed)
    {
        elapsed = default;
        if (body.Length > 0 && body[0] == 'P')
        {
            if (Weeks().Match(body) is { Success: true } weeks)
            {
                elapsed = TimeSpan.FromDays(7 * int.Parse(weeks.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
                return true;
            }

            // Years and months have no fixed length, so they are no lengths of time.
            if (body.AsSpan().IndexOfAny('Y', 'y') >= 0 || body.Split('T')[0].Contains('M', StringComparison.Ordinal))
            {
                return false;
            }

            try
            {
                elapsed = XmlConvert.ToTimeSpan(body);
                return true;
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                return false;
            }
        }

        return body.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(body, CultureInfo.InvariantCulture, out elapsed) && elapsed >= TimeSpan.Zero;
    }

    [GeneratedRegex(@"^(\d{1,5}(?:\.\d{1,3})?)(wd|wh)$")]
    private static partial Regex Working();

    [GeneratedRegex(@"^P(\d{1,4})W$")]
    private static partial Regex Weeks();
}
