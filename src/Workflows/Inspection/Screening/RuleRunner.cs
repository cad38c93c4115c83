using System.Numerics;
using DuckDB.NET.Data;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Screening;

/// <summary>Runs rules on a connection to the readings database. Everything it makes there is temporary.</summary>
internal static class RuleRunner
{
    /// <summary>Most hits that are taken of one rule: more than any prefecture can visit in a year.</summary>
    private const int MostHits = 100_000;

    private static readonly string[] s_own = ["kind", "area_no", "customer_no", "p"];

    /// <summary>Prepares the shared views.</summary>
    public static void Prepare(DuckDBConnection connection, RuleCatalog catalog)
    {
        foreach (var statement in catalog.Views)
        {
            Execute("views.sql", () => connection.Run(statement));
        }

        connection.Run("CREATE OR REPLACE TEMP TABLE hit (rule VARCHAR, channel VARCHAR, kind VARCHAR, area_no VARCHAR, customer_no VARCHAR, p DOUBLE)");
    }

    /// <summary>The hits of a rule, likeliest first. They stand in the table <c>hit</c> for the rules that come after it.</summary>
    public static List<RuleHit> Run(DuckDBConnection connection, RuleFile rule)
    {
        foreach (var statement in rule.Statements.AsSpan()[..^1])
        {
            Execute(rule.Code, () => connection.Run(statement));
        }

        var hits = new List<RuleHit>();
        Execute(rule.Code, () =>
        {
            connection.Run($"CREATE OR REPLACE TEMP TABLE rule_hit AS SELECT * FROM ({rule.Statements[^1]}) AS hits WHERE p > 0 ORDER BY p DESC, area_no, customer_no LIMIT {MostHits}");
            if (rule.Header.Enabled)
            {
                connection.Run($"INSERT INTO hit SELECT {Sql.Text(rule.Code)}, {Sql.Text(rule.Header.Channel)}, kind, area_no, customer_no, p FROM rule_hit");
            }

            using var command = connection.Command("FROM rule_hit");
            using var reader = command.ExecuteReader();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
            var own = s_own.Select(c => Array.IndexOf(columns, c)).ToArray();
            while (reader.Read())
            {
                hits.Add(ReadHit(rule, reader, columns, own));
            }
        });
        return hits;
    }

    private static RuleHit ReadHit(RuleFile rule, DuckDBDataReader reader, string[] columns, int[] own)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            if (!own.Contains(i))
            {
                values[columns[i]] = reader.IsDBNull(i) ? null : Plain(reader.GetValue(i));
            }
        }

        return new RuleHit(rule, reader.GetString(own[0]), reader.TextOrNull(own[1]), reader.TextOrNull(own[2]), Convert.ToDouble(reader.GetValue(own[3]), System.Globalization.CultureInfo.InvariantCulture), values);
    }

    // What DuckDB.NET hands out, in the few types that inputs are made of.
    private static object Plain(object value) => value switch
    {
        DateTime instant => DateOnly.FromDateTime(instant),
        BigInteger big => (long)big,
        decimal number => (double)number,
        float number => (double)number,
        short or byte or sbyte or ushort or uint => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        ulong number => (long)number,
        _ => value,
    };

    private static void Execute(string file, Action action)
    {
        try
        {
            action();
        }
        catch (DuckDBException e)
        {
            throw new ScreeningRulesException($"规则 {file} 无法执行 / rule {file} cannot be run: {e.Message}", e);
        }
    }
}
