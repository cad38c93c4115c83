using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Core.Definitions;

/// <summary>
/// 保留期限: how long an ended instance stays in the database before it is stored away (<c>customProperties.closedLoop.retention</c>): <c>P3Y</c>, <c>P18M</c>,
/// <c>P1Y6M</c>, <c>P90D</c>, or <c>forever</c>. Counted in the calendar, from the instance's last step.
/// </summary>
public sealed partial record RetentionPeriod
{
    private const string ForeverText = "forever";

    private readonly int _months;
    private readonly int _days;

    private RetentionPeriod(int months, int days, string text) => (_months, _days, Text) = (months, days, text);

    /// <summary>What holds for a definition that says nothing.</summary>
    /// <value>Three years.</value>
    public static RetentionPeriod Default { get; } = new(36, 0, "P3Y");

    /// <summary>Nothing is stored away.</summary>
    public static RetentionPeriod Forever { get; } = new(0, 0, ForeverText);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Whole months, years included; 0 for <see cref="Forever"/>.</summary>
    public int Months => _months;

    /// <summary>Days on top of the months.</summary>
    public int Days => _days;

    /// <summary>Reads a period.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The period; <see langword="null"/> when it is none, or shorter than a day.</returns>
    public static RetentionPeriod? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Equals(ForeverText, StringComparison.OrdinalIgnoreCase))
        {
            return Forever;
        }

        if (Pattern().Match(trimmed) is not { Success: true } match)
        {
            return null;
        }

        var (months, days) = ((12 * Number(match, 1)) + Number(match, 2), Number(match, 3));
        return months + days > 0 ? new RetentionPeriod(months, days, trimmed) : null;
    }

    /// <summary>Instances whose last step lies before this instant have been kept long enough; <see langword="null"/> = none ever has.</summary>
    /// <param name="now">The present.</param>
    public DateTimeOffset? Cutoff(DateTimeOffset now) => this == Forever ? null : now.AddMonths(-_months).AddDays(-_days);

    /// <summary>As written.</summary>
    public override string ToString() => Text;

    private static int Number(Match match, int group) => match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?=\d)(?:(\d{1,2})Y)?(?:(\d{1,3})M)?(?:(\d{1,5})D)?$")]
    private static partial Regex Pattern();
}
