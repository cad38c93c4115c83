using System.Collections.Immutable;
using DuckDB.NET.Data;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;

namespace Workflows.Inspection.Readings;

/// <summary>Reads of the readings database, filtered by what the reader may see.</summary>
public sealed class ReadingsStore(ReadingsDatabase database, IPeople people) : IReadings
{
    private const string CustomerColumns = "c.customer_no, c.name, c.area_no, c.meter_no, c.category, c.tariff_code, c.contracted_kva, c.ct_ratio, c.status, c.lon, c.lat";

    /// <inheritdoc/>
    public Task<CustomerRecord?> CustomerAsync(Actor reader, string customerNo, CancellationToken cancellationToken = default) =>
        ReadAsync(reader, (connection, access) => connection.Query(
            $"SELECT {CustomerColumns}, NULL, NULL FROM customers AS c LEFT JOIN areas AS a USING (area_no) WHERE c.customer_no = $no AND {Scope(access)}",
            ReadCustomer,
            ("no", customerNo)).FirstOrDefault(), null, cancellationToken);

    /// <inheritdoc/>
    public async Task<AreaRecord?> AreaAsync(Actor reader, string areaNo, CancellationToken cancellationToken = default) =>
        await ReadAsync(reader, (connection, access) => connection.Query(
            $"{AreaSql.Summary("a.area_no = $no", access is { Units: null } ? null : access.Units)} SELECT {AreaSql.Columns} FROM summary",
            AreaSql.Read,
            ("no", areaNo)).FirstOrDefault(), null, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Page<AreaRecord>> AreasAsync(Actor reader, AreaFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync(reader, (connection, access) =>
        {
            var below = access.Below(filter.Unit, people.Chart);
            var search = filter.Search is { Length: > 0 } ? "(contains(a.area_no, $search) OR contains(a.name, $search) OR contains(a.manager, $search))" : "true";
            var outside = filter.OnlyOutside ? "WHERE outside IS NULL OR outside > 0" : string.Empty;
            (string, object?)[] parameters = filter.Search is { Length: > 0 } ? [("search", filter.Search)] : [];
            var rows = connection.Query(
                $"""
                {AreaSql.Summary(search, below.Units)}
                SELECT {AreaSql.Columns}, count(*) OVER () FROM summary {outside}
                ORDER BY outside DESC NULLS LAST, area_no LIMIT {Math.Clamp(filter.Take, 1, 500)} OFFSET {Math.Max(0, filter.Skip)}
                """,
                r => (Area: AreaSql.Read(r), Total: (int)r.GetInt64(13)),
                parameters);
            return new Page<AreaRecord>([.. rows.Select(r => r.Area)], rows.Count > 0 ? rows[0].Total : 0);
        }, new Page<AreaRecord>([], 0), cancellationToken)!;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CustomerRecord>> CustomersOfAreaAsync(Actor reader, string areaNo, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<CustomerRecord>>(reader, (connection, access) => connection.Query(
            $"""
            WITH last AS (SELECT max(date) AS day FROM customer_energy_daily),
            level AS (
                SELECT e.customer_no, avg(e.kwh) FILTER (e.date > last.day - 14) AS recent, avg(e.kwh) FILTER (e.date <= last.day - 14) AS earlier
                FROM customer_energy_daily AS e, last WHERE e.area_no = $no GROUP BY e.customer_no)
            SELECT {CustomerColumns}, level.recent, level.earlier
            FROM customers AS c LEFT JOIN areas AS a USING (area_no) LEFT JOIN level USING (customer_no)
            WHERE c.area_no = $no AND {Scope(access)}
            ORDER BY level.recent - level.earlier NULLS LAST, c.customer_no
            """,
            ReadCustomer,
            ("no", areaNo)), [], cancellationToken)!;

    /// <inheritdoc/>
    public async Task<ImmutableArray<AreaDay>> AreaDaysAsync(Actor reader, string areaNo, int days = 90, CancellationToken cancellationToken = default) =>
        (await AreasDaysAsync(reader, [areaNo], days, cancellationToken).ConfigureAwait(false)).TryGetValue(areaNo, out var found) ? found : [];

    /// <inheritdoc/>
    public async Task<ImmutableArray<CustomerDay>> CustomerDaysAsync(Actor reader, string customerNo, int days = 90, CancellationToken cancellationToken = default) =>
        (await CustomersDaysAsync(reader, [customerNo], days, cancellationToken).ConfigureAwait(false)).TryGetValue(customerNo, out var found) ? found : [];

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, ImmutableArray<AreaDay>>> AreasDaysAsync(Actor reader, IReadOnlyCollection<string> areaNos, int days = 30, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyDictionary<string, ImmutableArray<AreaDay>>>(reader, (connection, access) => connection.Query(
            $"""
            SELECT d.area_no, d.date, d.supply_kwh, d.sale_kwh, d.loss_pct, d.success_pct, d.reason
            FROM area_day AS d JOIN areas AS a USING (area_no)
            WHERE d.area_no IN ({List(areaNos)}) AND {Scope(access)} AND d.date > (SELECT max(date) FROM area_supply_daily) - {Math.Clamp(days, 1, 3660)}
            ORDER BY d.area_no, d.date
            """,
            r => (No: r.GetString(0), Day: new AreaDay(r.GetFieldValue<DateOnly>(1), r.NumberOrNull(2), r.NumberOrNull(3), r.NumberOrNull(4), r.NumberOrNull(5) ?? 0, r.TextOrNull(6))))
            .GroupBy(p => p.No, p => p.Day).ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray()), ImmutableDictionary<string, ImmutableArray<AreaDay>>.Empty, cancellationToken)!;

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, ImmutableArray<CustomerDay>>> CustomersDaysAsync(Actor reader, IReadOnlyCollection<string> customerNos, int days = 30, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyDictionary<string, ImmutableArray<CustomerDay>>>(reader, (connection, access) => connection.Query(
            $"""
            WITH last AS (SELECT max(date) AS day FROM customer_energy_daily),
            wanted AS (
                SELECT c.customer_key, c.customer_no FROM customers AS c JOIN areas AS a USING (area_no)
                WHERE c.customer_no IN ({List(customerNos)}) AND {Scope(access)}),
            days AS (SELECT CAST(unnest(generate_series(day - {Math.Clamp(days, 1, 3660) - 1}, day, INTERVAL 1 DAY)) AS DATE) AS date FROM last)
            SELECT w.customer_no, d.date, r.kwh
            FROM wanted AS w CROSS JOIN days AS d LEFT JOIN reading AS r ON r.customer_key = w.customer_key AND r.date = d.date
            WHERE d.date >= (SELECT min(date) FROM reading)
            ORDER BY w.customer_no, d.date
            """,
            r => (No: r.GetString(0), Day: new CustomerDay(r.GetFieldValue<DateOnly>(1), r.NumberOrNull(2))))
            .GroupBy(p => p.No, p => p.Day).ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray()), ImmutableDictionary<string, ImmutableArray<CustomerDay>>.Empty, cancellationToken)!;

    private static CustomerRecord ReadCustomer(DuckDBDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.TextOrNull(4), r.TextOrNull(5), r.NumberOrNull(6), r.NumberOrNull(7), r.TextOrNull(8), r.NumberOrNull(9), r.NumberOrNull(10), r.NumberOrNull(11), r.NumberOrNull(12));

    private static string Scope(ReadingsAccess access) => access.Units is null ? "true" : $"a.station_code IN ({List(access.Units)})";

    private static string List(IEnumerable<string> values) => string.Join(", ", values.Select(Sql.Text).DefaultIfEmpty("NULL"));

    private async Task<T?> ReadAsync<T>(Actor reader, Func<DuckDBConnection, ReadingsAccess, T> read, T? nothing, CancellationToken cancellationToken)
    {
        var access = ReadingsAccess.Of(reader, people.Chart);
        if (!File.Exists(database.Path))
        {
            return nothing;
        }

        return await Task.Run(() =>
        {
            using var connection = database.Open();
            return read(connection, access);
        }, cancellationToken).ConfigureAwait(false);
    }
}
