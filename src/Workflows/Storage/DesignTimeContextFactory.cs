using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Storage;

/// <summary>Lets <c>dotnet ef migrations</c> make a context without a host.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<WorkflowContext>
{
    public WorkflowContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WorkflowContext>().UseSqlite("Data Source=:memory:").Options);
}
