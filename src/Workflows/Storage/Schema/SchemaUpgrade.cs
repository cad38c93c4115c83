using System.Collections.Immutable;
using System.Data.Common;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Schema;

/// <summary>
/// Applies the migrations that a database lacks, all in one transaction: after a failure or a kill it is as it was. Keeps EF Core's own table of applied
/// migrations, but runs without EF Core, whose models of each migration would make up a fifth of the time and of the memory of a start.
/// </summary>
internal static class SchemaUpgrade
{
    private const string Applied = "\"__EFMigrationsHistory\"";
    private const string MakeApplied = $"CREATE TABLE IF NOT EXISTS {Applied} (\"MigrationId\" TEXT NOT NULL CONSTRAINT \"PK___EFMigrationsHistory\" PRIMARY KEY, \"ProductVersion\" TEXT NOT NULL)";

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="IOException">The database has migrations that this program does not know; the message says what to do.</exception>
    public static async Task RunAsync(Dialect dialect, CancellationToken cancellationToken)
    {
        var connection = await dialect.OpenForUpgradeAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        foreach (var begin in dialect.Begin)
        {
            await ExecuteAsync(connection, begin, cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, MakeApplied, cancellationToken).ConfigureAwait(false);
        var applied = await AppliedAsync(connection, cancellationToken).ConfigureAwait(false);
        var known = dialect.Migrations;
        if (applied.Except(known.Select(m => m.Id)) is { Count: > 0 } unknown)
        {
            throw new IOException($"The database {dialect.Description} was last used by a newer version of this program ({unknown.Max()} is unknown here). Start that version, or restore a backup from before.");
        }

        foreach (var migration in known.Where(m => !applied.Contains(m.Id)))
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, "COMMIT", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ImmutableHashSet<string>> AppliedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText = $"SELECT \"MigrationId\" FROM {Applied}";
        var ids = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(reader.GetString(0));
        }

        return ids.ToImmutable();
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
#pragma warning disable CA2100 // Every text is a constant or a resource of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
