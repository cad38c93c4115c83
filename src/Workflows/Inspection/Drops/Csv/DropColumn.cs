using System.Collections.Immutable;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>A column of a file of the import format.</summary>
/// <param name="Name">Header, compared without regard to case.</param>
/// <param name="Type">What it may hold.</param>
/// <param name="Required">Whether the file is useless without the column.</param>
/// <param name="MayBeEmpty">Whether a required column may be empty in a row.</param>
internal sealed record DropColumn(string Name, ColumnType Type, bool Required = false, bool MayBeEmpty = true)
{
    /// <summary>The table and column that a value must exist in; <see langword="null"/> = any value.</summary>
    public (string Table, string Column)? Reference { get; init; }

    /// <summary>The only values allowed, in lower case; empty = any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>DuckDB's type of the stored value.</summary>
    public string SqlType => Type switch
    {
        ColumnType.Date or ColumnType.Period => "DATE",
        ColumnType.Instant => "TIMESTAMP",
        ColumnType.Text => "VARCHAR",
        _ => "DOUBLE",
    };

    /// <summary>Turns the raw text of a field, already checked, into the stored value.</summary>
    /// <param name="raw">SQL of the raw text.</param>
    public string Sql(string raw) => Type switch
    {
        ColumnType.Date => $"CAST({raw} AS DATE)",
        ColumnType.Period => $"CAST(trim({raw}) || '-01' AS DATE)",
        ColumnType.Instant => $"timezone('Asia/Shanghai', CAST(regexp_replace(replace(trim({raw}), 'T', ' '), '^(.{{16}})(Z|[+-])', '\\1:00\\2') AS TIMESTAMPTZ))",
        ColumnType.Text when !Values.IsEmpty => $"lower(trim({raw}))",
        ColumnType.Text => raw,
        _ => $"CAST({raw} AS DOUBLE)",
    };
}
