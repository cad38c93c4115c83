using System.Collections.Immutable;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>A file of the import format.</summary>
/// <param name="Name">Name without extension.</param>
/// <param name="Table">The table it goes into.</param>
/// <param name="Key">Columns that identify a row: the newest delivery of a key wins.</param>
/// <param name="Columns">The columns that the format knows.</param>
internal sealed record DropFile(string Name, string Table, ImmutableArray<string> Key, ImmutableArray<DropColumn> Columns)
{
    /// <summary>The column with this header, or <see langword="null"/>.</summary>
    public DropColumn? Find(string header) => Columns.FirstOrDefault(c => string.Equals(c.Name, header.Trim(), StringComparison.OrdinalIgnoreCase));
}
