using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Storage.Sqlite;

/// <summary>The database as migrations know it on SQLite.</summary>
/// <param name="options">Provider and connection.</param>
internal sealed class SqliteContext(DbContextOptions<WorkflowContext> options) : WorkflowContext(options)
{
    /// <summary>Lets <c>dotnet ef migrations</c> make a context without a host.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteContext>
    {
        public SqliteContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<WorkflowContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
