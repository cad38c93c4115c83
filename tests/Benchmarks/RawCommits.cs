using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Benchmarks;

/// <summary>What disk and database give without us: one thread, one 2 KB row per transaction, every commit on disk.</summary>
internal static class RawCommits
{
    public static double OnSqlite(string folder, TimeSpan duration)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, $"raw-{Guid.NewGuid():N}.db")};Pooling=False");
        return PerSecond(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)", duration);
    }

    public static double OnPostgreSql(string connectionString, TimeSpan duration)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        return PerSecond(connection, "SET synchronous_commit = on; CREATE TEMPORARY SEQUENCE ids; DROP TABLE IF EXISTS rows; CREATE TABLE rows (id bigint PRIMARY KEY DEFAULT nextval('ids'), text TEXT)", duration);
    }

    private static double PerSecond(DbConnection connection, string prepare, TimeSpan duration)
    {
        connection.Open();
        using var setup = connection.CreateCommand();
        using var insert = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class.
        setup.CommandText = prepare;
#pragma warning restore CA2100
        setup.ExecuteNonQuery();
        insert.CommandText = "INSERT INTO rows (text) VALUES (@text)";
        var text = insert.CreateParameter();
        (text.ParameterName, text.Value) = ("@text", new string('x', 2048));
        insert.Parameters.Add(text);
        insert.Prepare();
        var watch = Stopwatch.StartNew();
        var commits = 0;
        while (watch.Elapsed < duration)
        {
            insert.ExecuteNonQuery();
            commits++;
        }

        return commits / watch.Elapsed.TotalSeconds;
    }
}
