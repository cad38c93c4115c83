using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Benchmarks;

/// <summary>What the disk and SQLite give without us: one thread, one 2 KB row per transaction, write-ahead log, every commit synchronised.</summary>
internal static class RawCommits
{
    public static double PerSecond(string folder, TimeSpan duration)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (text) VALUES (@text)";
        insert.Parameters.AddWithValue("@text", new string('x', 2048));
        var watch = Stopwatch.StartNew();
        var commits = 0;
        while (watch.Elapsed < duration)
        {
            insert.ExecuteNonQuery();
            commits++;
        }

        return commits / watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
