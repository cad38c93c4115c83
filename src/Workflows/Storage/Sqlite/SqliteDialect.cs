using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Workflows.Storage.Schema;
using Workflows.Storage.Sqlite.CompiledModel;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Sqlite;

/// <summary>SQLite in one file: write-ahead log, every commit synchronised to disk.</summary>
internal sealed class SqliteDialect : Dialect
{
    private const int Constraint = 19;
    private readonly string _connectionString;
    private readonly string _file;
    private readonly WriteTurns _turns;

    /// <param name="connectionString">Such as <c>Data Source=data/workflow.db</c>.</param>
    /// <param name="turns">Gives EF Core its turns for writing.</param>
    public SqliteDialect(string connectionString, WriteTurns turns)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        _file = Path.GetFullPath(builder.DataSource);
        builder.DataSource = _file;
        _connectionString = builder.ConnectionString;
        _turns = turns;
    }

    public override string Description => $"SQLite {_file}";

    public override IReadOnlyList<string> Begin { get; } = ["BEGIN IMMEDIATE"];

    public override WriteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        SqlitePragmas.Apply(connection);
        return new SqliteWriteConnection(connection);
    }

    public override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override bool WantsInnerLimits => false; // it would make each of them whole before it merges them

    public override bool IsDuplicateKey(DbException exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    public override bool IsConflict(DbException exception) => false; // who writes has the file for himself

    public override Task<bool> ExistsAsync(CancellationToken cancellationToken) => Task.FromResult(File.Exists(_file));

    public override Task CreateAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        return Task.CompletedTask; // SQLite makes the file when it is first opened
    }

    public override ImmutableArray<MigrationScript> Migrations => MigrationScript.Of("Sqlite");

    public override async Task<DbConnection> OpenForUpgradeAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        SqlitePragmas.ApplyForUpgrade(connection);
        return connection;
    }

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(_connectionString).UseModel(SqliteContextModel.Instance).AddInterceptors(SqlitePragmas.OnOpen, _turns);

    public override WorkflowContext WithMigrations(DbContextOptions<WorkflowContext> options) => new SqliteContext(options);

    public override Task<long?> SizeOnDiskAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var files = new[] { _file, _file + "-wal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).ToList();
        return Task.FromResult(files.Count == 0 ? (long?)null : files.Sum(f => f.Length));
    }

    public override async Task<IReadOnlyList<string>> CheckFilesAsync(WorkflowContext context, CancellationToken cancellationToken)
    {
        var faults = await context.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check LIMIT 20").ToListAsync(cancellationToken).ConfigureAwait(false);
        var orphans = await context.Database.SqlQueryRaw<string>("SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' refers to nothing in ' || parent AS \"Value\" FROM pragma_foreign_key_check LIMIT 20").ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. faults.Where(f => f != "ok"), .. orphans];
    }
}
