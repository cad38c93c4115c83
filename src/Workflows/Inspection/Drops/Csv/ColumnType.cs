namespace Workflows.Inspection.Drops.Csv;

/// <summary>What a column of a drop may hold. An empty field means unknown, whatever the type.</summary>
internal enum ColumnType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A day, <c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>A month, <c>YYYY-MM</c>.</summary>
    Period,

    /// <summary>An instant in ISO 8601 with offset.</summary>
    Instant,

    /// <summary>A finite decimal with <c>.</c>.</summary>
    Decimal,

    /// <summary>A decimal that is not negative.</summary>
    Amount,

    /// <summary>A decimal that is not negative, at most 1,000,000,000.</summary>
    Count,

    /// <summary>Degrees, −180…180.</summary>
    Degrees,
}
