namespace Workflows.Storage.Tests;

/// <summary>SQLite passes the contract.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    protected override Task<string> DatabaseAsync(string folder) => Task.FromResult($"Data Source={Path.Combine(folder, "workflow.db")}");

    protected override IReadOnlyList<string> Explain => ["EXPLAIN QUERY PLAN "];

    protected override string Sorts => "TEMP B-TREE";
}
