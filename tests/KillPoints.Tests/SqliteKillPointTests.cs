using Xunit.Abstractions;

namespace KillPoints.Tests;

/// <summary>SQLite lives in the process that dies.</summary>
public sealed class SqliteKillPointTests(ITestOutputHelper output) : KillPointContract(output)
{
    private protected override Task<string> DatabaseAsync(string folder, string? copyOf)
    {
        if (copyOf is not null)
        {
            File.Copy(Path.Combine(copyOf, "workflow.db"), Path.Combine(folder, "workflow.db"));
        }

        return Task.FromResult($"Data Source={Path.Combine(folder, "workflow.db")}");
    }
}
