namespace Workflows.Storage.Tests;

/// <summary>SQLite outlives its process.</summary>
public sealed class SqliteKillTests : KillContract
{
    protected override Task<string> DatabaseAsync(string folder) => Task.FromResult($"Data Source={Path.Combine(folder, "workflow.db")}");
}
