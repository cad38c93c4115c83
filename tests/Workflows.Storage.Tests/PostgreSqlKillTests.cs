using TestSupport.PostgreSql;

namespace Workflows.Storage.Tests;

/// <summary>PostgreSQL outlives the process of the product.</summary>
public sealed class PostgreSqlKillTests : KillContract
{
    protected override Task<string> DatabaseAsync(string folder) => PostgreSqlCluster.ConnectionStringAsync(Path.GetFileName(folder));
}
