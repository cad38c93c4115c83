using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Storage.PostgreSql;
using Workflows.Storage.Schema;
using Workflows.Storage.Sqlite;

namespace Workflows.Storage.Writing;

/// <summary>What differs between databases for the prepared statements; everything else is EF Core's business.</summary>
internal abstract class Dialect
{
    /// <summary>Kind and place for people; never a password.</summary>
    public abstract string Description { get; }

    /// <summary>Statements that begin a transaction that may write.</summary>
    public abstract IReadOnlyList<string> Begin { get; }

    /// <summary>Opens a connection that is set up for durable commits.</summary>
    public abstract WriteConnection OpenForWriting();

    /// <summary>Begins a transaction that sees one state of the data and never hinders writers.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Whether a query inside another one is planned as if all its rows were wanted, so that it has to say how many are.</summary>
    public abstract bool WantsInnerLimits { get; }

    /// <summary>Whether the error says that a row with the same key exists.</summary>
    public abstract bool IsDuplicateKey(DbException exception);

    /// <summary>Whether the error says that somebody else wrote at the same time, so that deciding anew on fresh data may well succeed.</summary>
    public abstract bool IsConflict(DbException exception);

    /// <summary>Whether the database is there, up to date or not.</summary>
    /// <exception cref="IOException">That cannot be found out; the message says why and what to do.</exception>
    public abstract Task<bool> ExistsAsync(CancellationToken cancellationToken);

    /// <summary>Makes the empty database, unless somebody else just did.</summary>
    /// <exception cref="IOException">It cannot be made; the message says why and what to do.</exception>
    public abstract Task CreateAsync(CancellationToken cancellationToken);

    /// <summary>The migrations of this database, oldest first.</summary>
    public abstract ImmutableArray<MigrationScript> Migrations { get; }

    /// <summary>Opens a connection on which tables may be rebuilt.</summary>
    public abstract Task<DbConnection> OpenForUpgradeAsync(CancellationToken cancellationToken);

    /// <summary>Sets up EF Core for this database.</summary>
    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>The same context as a type of its own, by which EF Core finds the migrations of this database.</summary>
    public abstract WorkflowContext WithMigrations(DbContextOptions<WorkflowContext> options);

    /// <summary>Bytes on disk, or <see langword="null"/> when that is not known.</summary>
    public abstract Task<long?> SizeOnDiskAsync(WorkflowContext context, CancellationToken cancellationToken);

    /// <summary>Faults that the database finds in its own files; empty when sound.</summary>
    public abstract Task<IReadOnlyList<string>> CheckFilesAsync(WorkflowContext context, CancellationToken cancellationToken);

    /// <summary>The dialect that a connection string asks for: PostgreSQL when it names a <c>Host</c>, else SQLite.</summary>
    /// <param name="connectionString">As in the setting <c>ConnectionStrings:Workflow</c>.</param>
    /// <param name="turns">Turns for the writes of EF Core, for a database that needs them.</param>
    /// <exception cref="InvalidDataException">It cannot be read; the message says which part.</exception>
    public static Dialect For(string connectionString, WriteTurns turns)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Host") ? new PostgreSqlDialect(connectionString) : new SqliteDialect(connectionString, turns);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"The setting ConnectionStrings:Workflow cannot be read: {exception.Message}", exception);
        }
    }
}
