using System.Collections.Immutable;
using DuckDB.NET.Data;

namespace Workflows.Inspection.Readings;

/// <summary>The area list: each area with the mean loss and success rate of its last 14 days.</summary>
internal static class AreaSql
{
    /// <summary>Columns of <c>summary</c>, as <see cref="Read"/> reads them.</summary>
    public const string Columns = "area_no, name, station_code, feeder_no, capacity_kva, manager, lon, lat, loss_target_pct, customers, loss_pct, success_pct, outside";

    /// <summary>Defines <c>summary</c>; <c>outside</c> = percentage points outside −1 % … target, NULL = not computable.</summary>
    /// <param name="condition">SQL on the area <c>a</c>.</param>
    /// <param name="stations">Only these stations; <see langword="null"/> = all.</param>
    public static string Summary(string condition, ImmutableHashSet<string>? stations) => $"""
        WITH chosen AS (
            SELECT a.* FROM areas AS a
            WHERE {condition} AND {(stations is null ? "true" : $"a.station_code IN ({string.Join(", ", stations.Select(Sql.Text).DefaultIfEmpty("NULL"))})")}),
        recent AS (
            SELECT d.area_no,
                avg(loss_pct) FILTER (rank <= 14 AND loss_pct IS NOT NULL) AS loss_pct,
                avg(success_pct) FILTER (d.date > (SELECT max(date) FROM area_supply_daily) - 14) AS success_pct
            FROM (
                SELECT d.*, row_number() OVER (PARTITION BY d.area_no, d.loss_pct IS NULL ORDER BY d.date DESC) AS rank
                FROM area_day AS d WHERE d.area_no IN (SELECT area_no FROM chosen) AND d.date > (SELECT max(date) FROM area_supply_daily) - 45) AS d
            GROUP BY d.area_no),
        counted AS (SELECT area_no, count(*) AS customers FROM customers WHERE area_no IN (SELECT area_no FROM chosen) GROUP BY area_no),
        summary AS (
            SELECT c.*, coalesce(k.customers, 0) AS customers, r.loss_pct, r.success_pct,
                CASE WHEN r.loss_pct IS NOT NULL THEN greatest(0, r.loss_pct - coalesce(c.loss_target_pct, 7), -1 - r.loss_pct) END AS outside
            FROM chosen AS c LEFT JOIN recent AS r USING (area_no) LEFT JOIN counted AS k USING (area_no))
        """;

    /// <summary>Reads a row.</summary>
    public static AreaRecord Read(DuckDBDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.NumberOrNull(4), r.TextOrNull(5), r.NumberOrNull(6), r.NumberOrNull(7), r.NumberOrNull(8), (int)r.GetInt64(9), r.NumberOrNull(10), r.NumberOrNull(11));
}
