using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Workflows.Core;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Instances;

namespace Workflows.Inspection.Drops;

/// <summary>Suspicions that another system or a person found and that came with a drop: <c>suspected_issues.csv</c> and the offline list.</summary>
internal static class DeliveredSuspicions
{
    /// <summary>Theme of a delivered suspicion that names no rule of the catalogue.</summary>
    public const string Theme = "X-01";

    /// <summary>Score of a delivered suspicion that nothing else agrees with: that of X-01, of which about one in three is confirmed, 100 · 0.33 · 0.92.</summary>
    public const double Score = 30.4;

    private const string Sources = """
        SELECT 'suspected_issues' AS list, s.rowid AS line, s.source, s.customer_no, s.customer_name, s.content, s.theme, s.found_at, s.delivery FROM suspected_issues AS s
        UNION ALL
        SELECT 'offline_list', line, coalesce(source, '线下清单'), customer_no, customer_name, coalesce(content, theme), theme, NULL, delivery FROM offline_list
        """;

    /// <summary>What came with an import, with the run record under which it is pooled.</summary>
    public static (ScreeningRun Run, IReadOnlyList<Suspicion> Found) Of(DuckDBConnection connection, ImportRecord import)
    {
        var report = import.Report;
        var found = connection.Query(
            $"""
            SELECT d.list, d.source, d.customer_no, coalesce(d.customer_name, c.name), d.content, d.theme, d.found_at, c.area_no, a.station_code
            FROM ({Sources}) AS d
            LEFT JOIN customers AS c USING (customer_no)
            LEFT JOIN areas AS a ON a.area_no = c.area_no
            WHERE d.delivery = $delivery ORDER BY d.list, d.line
            """,
            r => Read(r, report),
            ("delivery", import.Delivery));
        var run = new ScreeningRun
        {
            Id = report.Id,
            StartedAt = report.At,
            FinishedAt = report.At,
            StartedBy = report.By,
            AsOf = DateOnly.FromDateTime(report.At.UtcDateTime),
            DataHash = report.ContentHash,
            Rules = [],
            Found = found.CountBy(s => s.Theme).ToImmutableDictionary(),
        };
        return (run, found);
    }

    private static Suspicion Read(DuckDBDataReader r, ImportReport report)
    {
        var (list, source, customer, content) = (r.GetString(0), r.GetString(1), r.GetString(2), r.TextOrNull(4) ?? string.Empty);
        var given = r.TextOrNull(5);
        var foundAt = r.IsDBNull(6) ? report.At : new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(6), DateTimeKind.Unspecified), TimeSpan.FromHours(8));
        return new Suspicion
        {
            Id = DerivedId.From(report.Id, string.Join('\u001f', list, source, customer, content, given)),
            RunId = report.Id,
            Kind = SuspicionKind.Customer,
            CustomerNo = customer,
            CustomerName = r.TextOrNull(3),
            AreaNo = r.TextOrNull(7),
            UnitCode = r.TextOrNull(8),
            Theme = IsCode(given) ? given!.Trim().ToUpperInvariant() : Theme,
            Score = Score,
            Channels = [source],
            Explanation = new LocalizedText($"{source}提出：{content}", $"Reported by {source}: {content}"),
            Inputs = new JsonObject
            {
                [Theme] = new JsonObject
                {
                    ["source"] = source,
                    ["theme"] = given,
                    ["content"] = content,
                    ["found_at"] = foundAt.ToString("O", CultureInfo.InvariantCulture),
                    ["list"] = list,
                },
            },
            FoundAt = foundAt,
        };
    }

    // Only a code such as LL-05 is taken as the theme; free words stay in the inputs.
    private static bool IsCode(string? theme) =>
        theme?.Trim() is { Length: >= 4 and <= 5 } t && t[^3] == '-' && t[..^3].All(char.IsAsciiLetter) && t[^2..].All(char.IsAsciiDigit);
}
