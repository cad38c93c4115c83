using System.Collections.Immutable;
using System.Text;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>A file of a drop after the sieve.</summary>
/// <param name="Header">The headers in the order of the file, in lower case.</param>
/// <param name="CleanPath">Where the good rows are: the file itself when nothing had to be taken out.</param>
/// <param name="Rows">Good rows.</param>
/// <param name="Rejected">Rows in the reject file.</param>
/// <param name="Problem">Why the file as a whole cannot be used; <see langword="null"/> otherwise.</param>
internal sealed record SievedFile(ImmutableArray<string> Header, string CleanPath, long Rows, long Rejected, string? Problem);

/// <summary>
/// Looks at every row of a file before the database does: what does not hold what its column may hold goes to the reject file with its line.
/// A file without any such row is left as it is; else the good rows are copied, byte for byte, into a clean file.
/// </summary>
internal sealed class DropSieve(RejectWriter rejects, Func<(string Table, string Column), Utf8KeySet> references, string workFolder, Action<long> onRows)
{
    private const int ReportEvery = 1 << 20;

    /// <summary>Sieves one file.</summary>
    public SievedFile Sieve(DropFile format, SourceFile file, CancellationToken cancellationToken)
    {
        using var reader = new CsvRecordReader(file.Open());
        if (!reader.TryRead(out var header) || header.Fault is not null)
        {
            return Unusable($"{file.Name}: 没有可读的表头 / no readable header line");
        }

        var names = ReadHeader(header);
        if (HeaderProblem(format, file.Name, names) is { } problem)
        {
            return Unusable(problem);
        }

        var columns = names.Select(format.Find).ToArray();
        var sets = columns.Select(c => c?.Reference is { } r ? references(r) : null).ToArray();
        var (rows, rejected) = (0L, 0L);
        using var clean = new CleanCopy(file, Path.Combine(workFolder, format.Name + ".clean.csv"));
        while (reader.TryRead(out var record))
        {
            var (column, reason) = Fault(record, names, columns, sets);
            if (reason is not null)
            {
                rejects.Write(file.Name, record.Line, column, reason, record.Raw);
                rejected++;
            }

            if (reason is not null || reader.IrregularAt >= 0)
            {
                clean.Begin(reader);
            }

            if (reason is null)
            {
                clean.Write(record.Raw, reader.IsCrLf);
                rows++;
            }

            if (((rows + rejected) & (ReportEvery - 1)) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                onRows(rows);
            }
        }

        // Empty lines at the end were passed over after the last record.
        if (reader.IrregularAt >= 0)
        {
            clean.Begin(reader);
        }

        return new SievedFile([.. names], clean.Finish(), rows, rejected, null);
    }

    private static SievedFile Unusable(string problem) => new([], string.Empty, 0, 0, problem);

    private static string[] ReadHeader(CsvRecord header)
    {
        var names = new string[header.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(header[i]).Trim().ToLowerInvariant();
        }

        return names;
    }

    private static string? HeaderProblem(DropFile format, string file, string[] names)
    {
        var missing = format.Columns.Where(c => c.Required && !names.Contains(c.Name)).Select(c => c.Name).ToArray();
        if (missing.Length > 0)
        {
            return $"{file}: 缺少必需的列 {string.Join(", ", missing)}，整个文件未导入 / required column missing: {string.Join(", ", missing)}; nothing of the file was imported";
        }

        var twice = names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1 && format.Find(g.Key) is not null).Select(g => g.Key).ToArray();
        return twice.Length > 0
            ? $"{file}: 列名重复 {string.Join(", ", twice)}，整个文件未导入 / column given twice: {string.Join(", ", twice)}; nothing of the file was imported"
            : null;
    }

    private static (string Column, string? Reason) Fault(CsvRecord record, string[] names, DropColumn?[] columns, Utf8KeySet?[] sets)
    {
        if (record.Fault is not null)
        {
            return (string.Empty, record.Fault);
        }

        if (record.Count != names.Length)
        {
            return (string.Empty, RejectReason.FieldCount(names.Length, record.Count));
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is not { } column)
            {
                continue;
            }

            var field = record[i];
            if (field.IsEmpty || (column.Type != ColumnType.Text && field.Trim((byte)' ').IsEmpty))
            {
                if (!column.MayBeEmpty)
                {
                    return (column.Name, RejectReason.Empty);
                }
            }
            else if (FieldRules.Check(column, field) is { } reason)
            {
                return (column.Name, reason);
            }
            else if (sets[i] is { } set && !set.Contains(field))
            {
                return (column.Name, RejectReason.Unknown(column.Reference!.Value.Table));
            }
        }

        return (string.Empty, null);
    }
}
