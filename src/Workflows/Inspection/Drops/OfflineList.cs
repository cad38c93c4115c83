using System.Collections.Frozen;
using System.Text;
using DuckDB.NET.Data;
using Workflows.Inspection.Drops.Csv;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Drops;

/// <summary>
/// Reads the offline list (线下清单), whose headers differ from office to office. A row is one suspected problem of one customer;
/// the same row again (same source, theme, customer, owner, team and deadline) is the same problem.
/// </summary>
internal static class OfflineList
{
    private static readonly FrozenDictionary<string, string> s_synonyms = new (string Field, string[] Headers)[]
    {
        ("source", ["来源系统", "数据来源", "来源", "source"]),
        ("theme", ["标题", "主题", "主题名称", "稽查主题", "theme"]),
        ("customer_no", ["户号", "客户编号", "用户编号", "customer_no"]),
        ("customer_name", ["户名", "客户名称", "用户名称", "customer_name"]),
        ("owner", ["负责人", "处理人", "派发人", "整改联络人", "owner"]),
        ("team", ["传递班组", "传递所", "班组", "所", "供电所", "传递班组/所", "team"]),
        ("content", ["问题描述", "存在问题", "疑似问题", "content"]),
        ("deadline", ["回单时限", "截止时间", "deadline"]),
    }.SelectMany(s => s.Headers.Select(h => (Header: h, s.Field))).ToFrozenDictionary(p => p.Header, p => p.Field, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_fields = ["source", "theme", "customer_no", "customer_name", "content", "owner", "team", "deadline"];

    /// <summary>Takes the list into its table.</summary>
    public static ImportedFile Take(DuckDBConnection connection, SourceFile file, int delivery, RejectWriter rejects)
    {
        if (file.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            return new ImportedFile(file.Name, 0, 0, "请把清单另存为 UTF-8 的 CSV 再导入 / save the list as CSV (UTF-8) and import it again");
        }

        using var reader = new CsvRecordReader(file.Open());
        if (!reader.TryRead(out var header) || header.Fault is not null)
        {
            return new ImportedFile(file.Name, 0, 0, $"{file.Name}: 没有可读的表头 / no readable header line");
        }

        var names = Enumerable.Range(0, header.Count).Select(_ => string.Empty).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(header[i]).Trim();
        }

        var places = Places(names);
        if (Missing(places) is { } problem)
        {
            return new ImportedFile(file.Name, 0, 0, $"{file.Name}: {problem}");
        }

        var (rows, rejected) = (0L, 0L);
        while (reader.TryRead(out var record))
        {
            if (Fault(record, names.Length, places) is { } fault)
            {
                rejects.Write(file.Name, record.Line, fault.Column, fault.Reason, record.Raw);
                rejected++;
                continue;
            }

            Insert(connection, Values(record), places, record.Line, delivery, names);
            rows++;
        }

        return new ImportedFile(file.Name, rows, rejected, null);
    }

    private static Dictionary<string, int> Places(string[] names)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (s_synonyms.TryGetValue(names[i], out var field))
            {
                places.TryAdd(field, i);
            }
        }

        return places;
    }

    private static string? Missing(Dictionary<string, int> places)
    {
        var missing = new List<string>();
        if (!places.ContainsKey("customer_no"))
        {
            missing.Add("户号/客户编号");
        }

        if (!places.ContainsKey("theme") && !places.ContainsKey("content"))
        {
            missing.Add("主题 或 问题描述");
        }

        return missing.Count == 0 ? null : $"缺少必需的列 {string.Join(", ", missing)}，整个文件未导入 / required column missing (customer number; theme or description); nothing of the file was imported";
    }

    private static (string Column, string Reason)? Fault(CsvRecord record, int columns, Dictionary<string, int> places) =>
        record.Fault is { } fault ? (string.Empty, fault)
        : record.Count != columns ? (string.Empty, RejectReason.FieldCount(columns, record.Count))
        : record[places["customer_no"]].Trim((byte)' ').IsEmpty ? ("customer_no", RejectReason.Empty)
        : null;

    private static string[] Values(CsvRecord record)
    {
        var values = new string[record.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Encoding.UTF8.GetString(record[i]).Trim();
        }

        return values;
    }

    private static void Insert(DuckDBConnection connection, string[] values, Dictionary<string, int> places, long line, int delivery, string[] names)
    {
        var parameters = s_fields.Select(f => (Name: f, Value: (object?)(places.TryGetValue(f, out var i) && values[i].Length > 0 ? values[i] : null))).ToList();
        parameters.Add(("line", line));
        parameters.Add(("delivery", delivery));
        var unknown = names.Select((n, i) => (Name: n, Value: values[i])).Where(p => p.Name.Length > 0 && !s_synonyms.ContainsKey(p.Name)).DistinctBy(p => p.Name);
        var extra = string.Join(", ", unknown.Select(p => $"{Sql.Text(p.Name)}: {Sql.Text(p.Value)}"));
        connection.Run(
            $"""
            INSERT INTO offline_list
            SELECT $delivery, $line, $source, $theme, $customer_no, $customer_name, $content, $owner, $team, $deadline, {(extra.Length == 0 ? "NULL" : $"MAP {{{extra}}}")}
            WHERE NOT EXISTS (
                SELECT 1 FROM offline_list WHERE customer_no = $customer_no AND source IS NOT DISTINCT FROM $source AND theme IS NOT DISTINCT FROM $theme
                AND customer_name IS NOT DISTINCT FROM $customer_name AND owner IS NOT DISTINCT FROM $owner AND team IS NOT DISTINCT FROM $team
                AND deadline IS NOT DISTINCT FROM $deadline)
            """,
            [.. parameters]);
    }
}
