using System.Globalization;
using System.Text;
using Host.Accounts;
using Host.Evaluation;
using Host.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Screening;
using Workflows.Runtime.People;

namespace Host.Api;

/// <summary>The evaluation as a file.</summary>
internal static class EvaluationApi
{
    /// <summary>Maps it.</summary>
    public static void MapEvaluation(this IEndpointRouteBuilder api) =>
        api.MapGet("/evaluation.csv", FileAsync).WithTags("Evaluation").RequireAuthorization(Policies.SeeEvaluation)
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithName("GetEvaluation").WithSummary("The evaluation table within the caller's scope as CSV: by=county|station|theme|channel, month=YYYY-MM, unit.");

    private static async Task<IResult> FileAsync(HttpRequest request, Caller caller, EvaluationTable table, IPeople people, IScreening screening, Localizer l, CancellationToken cancellationToken)
    {
        var query = EvaluationQuery.Parse(request.GetEncodedUrl());
        var report = await table.ReadAsync(caller.Actor, query, cancellationToken);
        var text = new StringBuilder();
        Line(text, ["code", l[EvaluationWords.Group(query.Group)], l["工单数", "Tickets"], .. report.Settings.Indicators.SelectMany(i => new[] { l[i.Name], l[$"{i.Name.Zh}分子", $"{i.Name.En} numerator"], l[$"{i.Name.Zh}分母", $"{i.Name.En} denominator"] }), l["数据截至", "As of"]]);
        foreach (var row in report.Rows)
        {
            Line(text, [row.Key, l[EvaluationWords.Key(query.Group, row.Key, people.Chart, screening.Rules)], row.Tickets.ToString(CultureInfo.InvariantCulture), .. report.Settings.Indicators.SelectMany((i, at) => Cells(row.Values[at], i)), Instants.Text(report.AsOf)]);
        }

        // With a byte order mark, so that Excel takes it for UTF-8.
        return TypedResults.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", $"evaluation-{Instants.Date(report.AsOf)}.csv");
    }

    private static string[] Cells(IndicatorValue value, Indicator indicator) =>
    [
        value.Ratio is { } ratio ? (indicator.IsPercentage ? 100 * ratio : ratio).ToString("0.##", CultureInfo.InvariantCulture) : string.Empty,
        value.Numerator.ToString("0.##", CultureInfo.InvariantCulture),
        value.Denominator.ToString("0.##", CultureInfo.InvariantCulture),
    ];

    // A cell that begins like a formula is a formula to a spreadsheet, whoever wrote it.
    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(c => c.Length > 0 && "=+-@\t\r".Contains(c[0], StringComparison.Ordinal) && !double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"'{c}" : c)
            .Select(c => c.AsSpan().IndexOfAny(",\"\r\n") < 0 ? c : $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
}
