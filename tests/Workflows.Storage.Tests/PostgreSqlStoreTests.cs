using TestSupport.PostgreSql;

namespace Workflows.Storage.Tests;

/// <summary>PostgreSQL passes the contract.</summary>
public sealed class PostgreSqlStoreTests : StoreContract
{
    protected override Task<string> DatabaseAsync(string folder) => PostgreSqlCluster.ConnectionStringAsync(Path.GetFileName(folder));
}
