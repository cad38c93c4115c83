using System.Globalization;
using DuckDB.NET.Data;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>Takes sieved files into the tables, within the caller's transaction. The newest delivery of a key wins; within a file, the later line.</summary>
internal sealed class DropLoader(DuckDBConnection connection, int delivery)
{
    // 62 days fit a bit mask: a customer with two rows for one day has fewer bits than rows.
    private const int DaysPerMask = 62;

    /// <summary>Loads one file.</summary>
    public void Load(DropFile format, SievedFile file, bool compressed)
    {
        var source = Source(format, file, compressed);
        var loaded = format.Name == DropFormat.Energy ? LoadReadings(source) : LoadByKey(format, file, source);
        if (loaded != file.Rows)
        {
            throw new InvalidOperationException($"{format.Name}: {file.Rows} rows were found good, but {loaded} arrived in the database.");
        }
    }

    /// <summary>The known keys that rows may refer to.</summary>
    public Utf8KeySet Keys((string Table, string Column) reference)
    {
        using var command = connection.Command($"SELECT {Sql.Name(reference.Column)} FROM {Sql.Name(reference.Table)} ORDER BY rowid");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var keys = new Utf8KeySet();
        var bytes = new byte[256];
        while (reader.Read())
        {
            var text = reader.GetString(0);
            var needed = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
            bytes = needed > bytes.Length ? new byte[needed] : bytes;
            keys.Add(bytes.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(text, bytes)));
        }

        return keys;
    }

    // A query over the file with typed columns under the names of the format, and the columns that it does not know as a map of texts.
    private static string Source(DropFile format, SievedFile file, bool compressed)
    {
        var raw = file.Header.Select((_, i) => $"'c{i.ToString(CultureInfo.InvariantCulture)}': 'VARCHAR'");
        var columns = format.Columns.Select(c => file.Header.IndexOf(c.Name) is var i && i >= 0
            ? $"{c.Sql($"c{i.ToString(CultureInfo.InvariantCulture)}")} AS {Sql.Name(c.Name)}"
            : $"CAST(NULL AS {c.SqlType}) AS {Sql.Name(c.Name)}");
        var unknown = file.Header.Select((name, i) => (name, i)).Where(h => h.name.Length > 0 && format.Find(h.name) is null).DistinctBy(h => h.name).ToArray();
        var extra = unknown.Length == 0
            ? "CAST(NULL AS MAP(VARCHAR, VARCHAR))"
            : $"MAP {{{string.Join(", ", unknown.Select(h => $"{Sql.Text(h.name)}: c{h.i.ToString(CultureInfo.InvariantCulture)}"))}}}";
        return $$"""
            SELECT {{string.Join(", ", columns)}}, {{extra}} AS extra
            FROM read_csv({{Sql.Text(file.CleanPath)}}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
                compression = '{{(compressed ? "gzip" : "none")}}', max_line_size = {{(2 * CsvRecordReader.MaxRecord).ToString(CultureInfo.InvariantCulture)}},
                columns = { {{string.Join(", ", raw)}} })
            """;
    }

    private long LoadByKey(DropFile format, SievedFile file, string source)
    {
        var table = Sql.Name(format.Table);
        var key = string.Join(", ", format.Key.Select(Sql.Name));
        var same = string.Join(" AND ", format.Key.Select(k => $"old.{Sql.Name(k)} IS NOT DISTINCT FROM new.{Sql.Name(k)}"));

        // A column that the file does not have says nothing about it: what was known before stays.
        var columns = format.Columns.Select(c => $"{(file.Header.Contains(c.Name) ? "new" : "old")}.{Sql.Name(c.Name)}");
        var surrogate = format.Name == "customers"
            ? "coalesce(old.customer_key, (SELECT coalesce(max(customer_key), 0) FROM customers) + row_number() OVER (ORDER BY old.customer_key IS NOT NULL, new.line)), "
            : string.Empty;

        connection.Run($"CREATE OR REPLACE TEMP TABLE staged AS SELECT *, row_number() OVER () AS line FROM ({source})");
        var count = connection.Scalar<long>("SELECT count(*) FROM staged");
        connection.Run($"""
            CREATE OR REPLACE TEMP TABLE fresh AS
            SELECT {surrogate}{string.Join(", ", columns)}, new.extra, {delivery.ToString(CultureInfo.InvariantCulture)} AS delivery
            FROM (SELECT * FROM staged QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY line DESC) = 1) AS new
            LEFT JOIN {table} AS old ON {same}
            ORDER BY new.line;
            DELETE FROM {table} AS old USING fresh AS new WHERE {same};
            INSERT INTO {table} SELECT * FROM fresh;
            DROP TABLE staged;
            DROP TABLE fresh;
            """);
        return count;
    }

    // Sixty million rows are written once, straight into their table; only what turns out to be delivered twice is looked at again.
    private long LoadReadings(string source)
    {
        var d = delivery.ToString(CultureInfo.InvariantCulture);
        connection.Run($"""
            INSERT INTO reading
            SELECT c.customer_key, s.date, s.kwh, {d}, s.extra
            FROM ({source}) AS s JOIN customers AS c USING (customer_no)
            """);
        var count = connection.Scalar<long>($"SELECT count(*) FROM reading WHERE delivery = {d}");
        KeepLaterLines(d);
        var days = connection.Query(
            $"""
            SELECT DISTINCT CAST(date AS VARCHAR) FROM reading
            WHERE delivery < {d} AND date BETWEEN (SELECT min(date) FROM reading WHERE delivery = {d}) AND (SELECT max(date) FROM reading WHERE delivery = {d})
            """,
            r => r.GetString(0));
        foreach (var day in days)
        {
            connection.Run($"""
                DELETE FROM reading WHERE date = DATE '{day}' AND delivery < {d}
                AND customer_key IN (SELECT customer_key FROM reading WHERE date = DATE '{day}' AND delivery = {d})
                """);
        }

        return count;
    }

    private void KeepLaterLines(string d)
    {
        connection.Run($"""
            CREATE OR REPLACE TEMP TABLE doubled AS
            SELECT DISTINCT customer_key FROM (
                SELECT customer_key, (date - DATE '1900-01-01') // {DaysPerMask} AS block
                FROM reading WHERE delivery = {d}
                GROUP BY customer_key, block
                HAVING count(*) <> bit_count(bit_or(CAST(1 AS UBIGINT) << ((date - DATE '1900-01-01') % {DaysPerMask}))));
            """);
        if (connection.Scalar<long>("SELECT count(*) FROM doubled") > 0)
        {
            connection.Run($"""
                DELETE FROM reading WHERE delivery = {d} AND rowid IN (
                    SELECT rowid FROM reading WHERE delivery = {d} AND customer_key IN (FROM doubled)
                    QUALIFY row_number() OVER (PARTITION BY customer_key, date ORDER BY rowid DESC) > 1);
                """);
        }

        connection.Run("DROP TABLE doubled");
    }
}
