using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Storage.PostgreSql;

/// <summary>The database as migrations know it on PostgreSQL.</summary>
/// <param name="options">Provider and connection.</param>
internal sealed class PostgreSqlContext(DbContextOptions<WorkflowContext> options) : WorkflowContext(options)
{
    /// <summary>Lets <c>dotnet ef migrations</c> make a context without a host.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgreSqlContext>
    {
        public PostgreSqlContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<WorkflowContext>().UseNpgsql("Host=localhost").Options);
    }
}
