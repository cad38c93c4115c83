using Microsoft.Data.Sqlite;
using Npgsql;

namespace Benchmarks;

/// <summary>A database of its own for one part, gone afterwards: a file of SQLite, or a database on a PostgreSQL server.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string _folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
    private readonly string _name = $"benchmarks_{Guid.NewGuid():N}";

    private Database(string? server) => _server = server;

    /// <summary>Whether it lies on a PostgreSQL server.</summary>
    public bool IsPostgreSql => _server is not null;

    /// <summary>Of the database.</summary>
    public string ConnectionString => _server is null
        ? $"Data Source={Path.Combine(_folder, "workflow.db")}"
        : new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    /// <summary>One that is made when the product first opens it.</summary>
    /// <param name="server">Connection string of a PostgreSQL server; <see langword="null"/> = SQLite.</param>
    public static Database New(string? server) => new(server);

    /// <summary>Commits per second without us.</summary>
    public double RawCommits(TimeSpan duration) => _server is null ? Benchmarks.RawCommits.OnSqlite(_folder, duration) : Benchmarks.RawCommits.OnPostgreSql(ConnectionString, duration);

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (_server is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var drop = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made above.
        drop.CommandText = $"DROP DATABASE IF EXISTS {_name}";
#pragma warning restore CA2100
        await drop.ExecuteNonQueryAsync();
    }
}
