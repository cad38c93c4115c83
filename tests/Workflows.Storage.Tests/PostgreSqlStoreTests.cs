using Npgsql;
using TestSupport.PostgreSql;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

/// <summary>PostgreSQL passes the contract, and what only a server can do.</summary>
public sealed class PostgreSqlStoreTests : StoreContract
{
    protected override Task<string> DatabaseAsync(string folder) => PostgreSqlCluster.ConnectionStringAsync(Path.GetFileName(folder));

    protected override IReadOnlyList<string> Explain => ["SET LOCAL enable_seqscan = off", "SET LOCAL enable_bitmapscan = off", "SET LOCAL enable_sort = off", "EXPLAIN "];

    protected override string Sorts => "Sort  (cost";

    [Fact]
    public async Task A_writer_whose_connection_the_server_has_ended_goes_on_with_a_new_one()
    {
        await using var app = await StartAsync();
        var writer = app.Get<GroupCommitWriter>();
        Assert.Equal(1, await writer.WriteAsync(s => s[InsertSeries].Execute("before", 1)));

        await EndConnectionsAsync(app);

        Assert.Equal(1, await writer.WriteAsync(s => s[InsertSeries].Execute("after", 1)));
        Assert.NotNull(await writer.WriteAsync(s => s[ReadSeries].Scalar("before")));
    }

    [Fact]
    public async Task A_connection_that_ends_in_the_middle_of_a_group_leaves_nothing_of_it()
    {
        await using var app = await StartAsync();
        var writer = app.Get<GroupCommitWriter>();
        await writer.WriteAsync(s => s[InsertSeries].Execute("before", 1));

        await Assert.ThrowsAnyAsync<Exception>(() => writer.WriteAsync(s =>
        {
            s[InsertSeries].Execute("lost", 1);
            return s["SELECT pg_terminate_backend(pg_backend_pid())"].Scalar();
        }));

        Assert.Null(await writer.WriteAsync(s => s[ReadSeries].Scalar("lost")));
    }

    [Fact]
    public async Task Work_that_loses_a_deadlock_to_somebody_else_says_so()
    {
        await using var app = await StartAsync();
        var writer = app.Get<GroupCommitWriter>();
        await writer.WriteAsync(s => s[InsertSeries].Execute("a", 1) + s[InsertSeries].Execute("b", 1));
        await using var other = new NpgsqlConnection(await DatabaseAsync(app.Folder));
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await RunAsync(other, "SET LOCAL deadlock_timeout = '1h'");
        await RunAsync(other, "UPDATE number_series SET last = 2 WHERE series = 'a'");
        Task? crossing = null;

        var work = writer.WriteAsync(s =>
        {
            s["UPDATE number_series SET last = 3 WHERE series = 'b'"].Execute();
            crossing = RunAsync(other, "UPDATE number_series SET last = 2 WHERE series = 'b'");
            return s["UPDATE number_series SET last = 3 WHERE series = 'a'"].Execute();
        });

        var exception = await Assert.ThrowsAsync<PostgresException>(() => work);
        Assert.True(writer.Dialect.IsConflict(exception));
        await crossing!;
        await transaction.CommitAsync();
        Assert.Equal(2L, await writer.WriteAsync(s => s[ReadSeries].Scalar("b")));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What a restart of the server does to those who are connected.</summary>
    private async Task EndConnectionsAsync(TestApp app)
    {
        await using var connection = new NpgsqlConnection(await DatabaseAsync(app.Folder));
        await connection.OpenAsync();
        await RunAsync(connection, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
}
