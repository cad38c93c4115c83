using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Inspection.Evaluation;

namespace Host.Evaluation;

/// <summary>What the evaluation shows, as it stands in the address.</summary>
/// <param name="Group">By what tickets are put together.</param>
/// <param name="Month">First day of the month; <see langword="null"/> = the last 90 days.</param>
/// <param name="Unit">Only units below this one, for stations; <see langword="null"/> = all.</param>
/// <param name="Cell">The value whose tickets are shown; <see langword="null"/> = none.</param>
public sealed record EvaluationQuery(EvaluationGroup Group, DateOnly? Month, string? Unit, EvaluationCell? Cell)
{
    private const int Days = 90;

    /// <summary>Counties, the last 90 days.</summary>
    public static EvaluationQuery Default { get; } = new(EvaluationGroup.County, null, null, null);

    /// <summary>Reads an address; what cannot be read is as if it were not there.</summary>
    public static EvaluationQuery Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? Text(string name) => query.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString().Trim() : null;
        var group = Enum.TryParse<EvaluationGroup>(Text("by"), ignoreCase: true, out var by) && Enum.IsDefined(by) ? by : EvaluationGroup.County;
        return new EvaluationQuery(
            group,
            DateOnly.TryParseExact(Text("month"), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null,
            Text("unit"),
            Text("indicator") is { } indicator ? new EvaluationCell(group, Text("key") ?? string.Empty, indicator, Text("missing") == "1") : null);
    }

    /// <summary>The period: the month by the office's clock, or the last 90 days.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Period(DateTimeOffset now) => Month is { } month
        ? (Shell.Instants.FromLocal(month.ToDateTime(TimeOnly.MinValue)), Shell.Instants.FromLocal(month.AddMonths(1).ToDateTime(TimeOnly.MinValue)))
        : (now.AddDays(-Days), now.AddMinutes(1));

    /// <summary>The address of the page.</summary>
    public string ToUri() => ToUri("/evaluation");

    /// <summary>The address of the table as a file.</summary>
    public string ToFileUri() => (this with { Cell = null }).ToUri("/api/evaluation.csv");

    private string ToUri(string path) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["by"] = Group == EvaluationGroup.County ? null : Group.ToString().ToLowerInvariant(),
        ["month"] = Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ["unit"] = Unit,
        ["indicator"] = Cell?.Indicator,
        ["key"] = Cell?.Key,
        ["missing"] = Cell is { MissingOnly: true } ? "1" : null,
    }.Where(v => v.Value is not null));
}
