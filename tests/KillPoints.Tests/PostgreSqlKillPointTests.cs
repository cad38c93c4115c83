using KillPoints.Tests.Script;
using Npgsql;
using TestSupport.PostgreSql;
using Xunit.Abstractions;

namespace KillPoints.Tests;

/// <summary>PostgreSQL outlives the process that dies, with what that one had begun.</summary>
public sealed class PostgreSqlKillPointTests(ITestOutputHelper output) : KillPointContract(output)
{
    [Fact]
    public async Task The_same_day_has_the_same_history_on_both_databases()
    {
        using var sqlite = new SqliteKillPointTests(Output);
        var expected = await sqlite.PlayAsync();

        Assert.Null(Outcome.Difference(Outcome.WithoutChance(expected), Outcome.WithoutChance(await PlayAsync())));
    }

    private protected override async Task<string> DatabaseAsync(string folder, string? copyOf)
    {
        var connectionString = await PostgreSqlCluster.ConnectionStringAsync(Name(folder));
        if (copyOf is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync($"CREATE DATABASE \"{Name(folder)}\" TEMPLATE \"{Name(copyOf)}\"");
        }

        return connectionString;
    }

    private protected override Task DropAsync(string connectionString) => RunAsync($"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" WITH (FORCE)");

    private static string Name(string folder) => $"{Path.GetFileName(Path.GetDirectoryName(folder))}-{Path.GetFileName(folder)}";

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(await PostgreSqlCluster.ConnectionStringAsync("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
