using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Storage.Sqlite;

/// <summary>Sets up every connection: write-ahead log, each commit synchronised to disk, patience with other processes.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Text = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=15000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;";

    public static SqlitePragmas OnOpen { get; } = new();

    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }

    /// <summary>For changing tables: SQLite copies a table and drops the old one, which must not delete what refers to it, and inside a transaction cannot be told so.</summary>
    public static void ApplyForUpgrade(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"{Text} PRAGMA foreign_keys=OFF;";
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText = Text;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
