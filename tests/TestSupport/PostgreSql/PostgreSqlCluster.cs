using System.Diagnostics;

namespace TestSupport.PostgreSql;

/// <summary>A real PostgreSQL server of this test run's own on a loopback port. It ends with the test process, however that ends.</summary>
public static class PostgreSqlCluster
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Lazy<Task<string>> Started = new(() => StartAsync());
    private static readonly List<Process> Processes = []; // kept: their standard input stays open as long as this process lives, and when it closes the server is removed

    /// <summary>Starts the server unless it runs, and returns the connection string of a database on it; the product makes it when it is missing.</summary>
    /// <param name="database">Name of the database.</param>
    /// <exception cref="InvalidOperationException">The server did not start; the message carries what it said.</exception>
    public static async Task<string> ConnectionStringAsync(string database) => (await Started.Value).Replace("Database=postgres", $"Database={database}", StringComparison.Ordinal);

    /// <summary>Starts another server that forces every commit to disk, for measuring, and returns its connection string.</summary>
    /// <exception cref="InvalidOperationException">The server did not start; the message carries what it said.</exception>
    public static Task<string> StartDurableAsync() => StartAsync("durable");

    private static async Task<string> StartAsync(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "PostgreSql", "cluster.sh"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("bash did not start.");
        lock (Processes)
        {
            Processes.Add(process);
        }

        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        return await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException($"PostgreSQL did not start: {await errors}");
    }
}
