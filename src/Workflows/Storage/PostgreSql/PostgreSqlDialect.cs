using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Storage.PostgreSql.CompiledModel;
using Workflows.Storage.Schema;
using Workflows.Storage.Writing;

namespace Workflows.Storage.PostgreSql;

/// <summary>A PostgreSQL server: commits return when they are in its write-ahead log on disk.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
    private const string Durable = "-c synchronous_commit=on";
    private readonly NpgsqlConnectionStringBuilder _connection;

    private string Name => _connection.Database ?? _connection.Username ?? "";

    /// <param name="connectionString">Such as <c>Host=db;Database=closedloop;Username=closedloop;Password=…</c>.</param>
    public PostgreSqlDialect(string connectionString)
    {
        _connection = new NpgsqlConnectionStringBuilder(connectionString);
        _connection.Options = string.Join(' ', new[] { _connection.Options, Durable }.Where(o => !string.IsNullOrEmpty(o)));
        _connection.ApplicationName ??= "ClosedLoop";
    }

    public override string Description => $"PostgreSQL {_connection.Host}:{_connection.Port}/{Name}";

    /// <summary>
    /// Takes the turn of the writer, one for all processes on this database, as SQLite has it: two groups that change the same instances in different
    /// orders would otherwise lock each other out until the server ends one of them.
    /// </summary>
    public override IReadOnlyList<string> Begin { get; } = ["BEGIN", "SELECT pg_advisory_xact_lock(7817436254960071540)"];

    public override WriteConnection OpenForWriting() => new PostgreSqlWriteConnection(_connection);

    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);

    public override bool WantsInnerLimits => true;

    public override bool IsDuplicateKey(DbException exception) => exception.SqlState == PostgresErrorCodes.UniqueViolation;

    public override bool IsConflict(DbException exception) => exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    public override async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await OpenOnceAsync(_connection.ConnectionString, null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
        catch (NpgsqlException exception)
        {
            throw Unusable(exception);
        }
    }

    public override async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var quoting = new NpgsqlCommandBuilder();
        var create = $"CREATE DATABASE {quoting.QuoteIdentifier(Name)} TEMPLATE template0 ENCODING 'UTF8'";
        try
        {
            await OpenOnceAsync(new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Database = "postgres" }.ConnectionString, create, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was quicker.
        }
        catch (NpgsqlException exception)
        {
            throw Unusable(exception);
        }
    }

    public override ImmutableArray<MigrationScript> Migrations => MigrationScript.Of("PostgreSql");

    public override async Task<DbConnection> OpenForUpgradeAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_connection.ConnectionString).UseModel(PostgreSqlContextModel.Instance).AddInterceptors(CaseBlindLike.Instance);

    public override WorkflowContext WithMigrations(DbContextOptions<WorkflowContext> options) => new PostgreSqlContext(options);

    public override async Task<long?> SizeOnDiskAsync(WorkflowContext context, CancellationToken cancellationToken) =>
        await context.Database.SqlQueryRaw<long>("SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellationToken).ConfigureAwait(false);

    public override async Task<IReadOnlyList<string>> CheckFilesAsync(WorkflowContext context, CancellationToken cancellationToken) =>
        await context.Database.SqlQueryRaw<string>(
            """
            SELECT checksum_failures || ' pages of the database have a wrong checksum' AS "Value" FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0
            UNION ALL
            SELECT 'the index ' || c.relname || ' is not valid' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid AND n.nspname = current_schema()
            LIMIT 20
            """).ToListAsync(cancellationToken).ConfigureAwait(false);

    private static async Task OpenOnceAsync(string connectionString, string? sql, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var _ = connection.ConfigureAwait(false);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (sql is not null)
        {
            var command = connection.CreateCommand();
            await using var __ = command.ConfigureAwait(false);
#pragma warning disable CA2100 // The only name in it is quoted.
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private IOException Unusable(NpgsqlException exception) =>
        new($"The database {Description} cannot be used: {exception.Message} Check ConnectionStrings:Workflow, that the server runs, and what its user may do.", exception);
}
