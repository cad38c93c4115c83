using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Storage.Tests;

/// <summary>SQLite passes the contract.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    protected override void AddStorage(IServiceCollection services, string folder) =>
        services.AddWorkflowStorage(o => o.ConnectionString = $"Data Source={Path.Combine(folder, "workflow.db")}");
}
