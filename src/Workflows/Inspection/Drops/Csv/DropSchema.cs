using System.Text;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>The tables of the readings database: one per file of the import format, with the same column names.</summary>
internal static class DropSchema
{
    /// <summary>Makes what is not there yet.</summary>
    public static string Create { get; } = Build();

    // Filled by Balance.sql; empty until the first import.
    private const string Derived = """
        CREATE TABLE IF NOT EXISTS customer_level (
            customer_key INTEGER, mean_kwh DOUBLE, deviation_kwh DOUBLE, readings BIGINT, zero_days BIGINT, first_date DATE, last_date DATE);
        CREATE TABLE IF NOT EXISTS day_factor (category VARCHAR, date DATE, factor DOUBLE, meters HUGEINT);
        CREATE TABLE IF NOT EXISTS area_day (
            area_no VARCHAR, date DATE, supply_kwh DOUBLE, sale_kwh DOUBLE, loss_kwh DOUBLE, loss_pct DOUBLE, success_pct DOUBLE,
            meters_read HUGEINT, meters_due HUGEINT, reason VARCHAR);
        CREATE VIEW IF NOT EXISTS customer_energy_daily AS
            SELECT r.date, c.customer_no, r.kwh, c.area_no, r.customer_key FROM reading AS r JOIN customers AS c USING (customer_key);

        """;

    private static string Build()
    {
        var sql = new StringBuilder("""
            CREATE TABLE IF NOT EXISTS imports (
                id UUID, delivery INTEGER, content_hash VARCHAR, imported_at TIMESTAMP, report VARCHAR, handed_over BOOLEAN);
            CREATE TABLE IF NOT EXISTS balanced (delivery INTEGER);
            CREATE TABLE IF NOT EXISTS reading (customer_key INTEGER, date DATE, kwh DOUBLE, delivery INTEGER, extra MAP(VARCHAR, VARCHAR));
            CREATE TABLE IF NOT EXISTS offline_list (
                delivery INTEGER, line BIGINT, source VARCHAR, theme VARCHAR, customer_no VARCHAR, customer_name VARCHAR, content VARCHAR, owner VARCHAR,
                team VARCHAR, deadline VARCHAR, extra MAP(VARCHAR, VARCHAR));

            """);
        foreach (var file in DropFormat.Files.Where(f => f.Name != DropFormat.Energy))
        {
            var surrogate = file.Name == "customers" ? "customer_key INTEGER, " : string.Empty;
            var columns = file.Columns.Select(c => $"{Sql.Name(c.Name)} {c.SqlType}");
            sql.Append("CREATE TABLE IF NOT EXISTS ").Append(Sql.Name(file.Table)).Append(" (").Append(surrogate).AppendJoin(", ", columns).AppendLine(", extra MAP(VARCHAR, VARCHAR), delivery INTEGER);");
        }

        return sql.Append(Derived).ToString();
    }
}
