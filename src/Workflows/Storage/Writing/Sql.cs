namespace Workflows.Storage.Writing;

/// <summary>Writes the repetitive statements. Call once per statement and keep the text: a statement is known by its text.</summary>
internal static class Sql
{
    /// <summary><c>INSERT</c> with one parameter per column, in their order.</summary>
    public static string Insert(string table, params string[] columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";

    /// <summary><c>INSERT</c> that brings the other columns up to date when a row with the key columns exists.</summary>
    public static string Upsert(string table, string[] keys, params string[] others) =>
        $"{Insert(table, [.. keys, .. others])} ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", others.Select(c => $"{c} = excluded.{c}"))}";

    /// <summary><c>INSERT</c> that does nothing when a row with the conflicting columns, or without such columns any row in the way, exists.</summary>
    public static string InsertIfNew(string table, string[] conflict, params string[] columns) =>
        $"{Insert(table, columns)} ON CONFLICT {(conflict.Length == 0 ? "" : $"({string.Join(", ", conflict)}) ")}DO NOTHING";
}
