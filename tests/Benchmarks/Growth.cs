using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Benchmarks;

/// <summary>How much a finished ticket of twelve tasks makes the database grow: its state, its history, its tasks and every index over them.</summary>
internal static class Growth
{
    private const int Steps = 12;
    private const int Callers = 8;
    private const double MostBytes = 20_000;

    /// <param name="tickets">How many are brought to their end.</param>
    public static async Task<bool> RunAsync(int tickets)
    {
        var folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        try
        {
            var file = Path.Combine(folder, "workflow.db");
            using var host = await Machine.StartAsync($"Data Source={file}", pumps: false);
            await PlayAsync(host.Services, Callers);
            var before = Size(file);
            await PlayAsync(host.Services, tickets);
            var each = (double)(Size(file) - before) / tickets;
            await host.StopAsync();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{$"growth per finished ticket of {Steps} tasks",-46} {each,8:N0} bytes over {tickets:N0} tickets (limit {MostBytes:N0}{(each < MostBytes ? "" : ": MISSED")})"));
            return each < MostBytes;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task PlayAsync(IServiceProvider services, int tickets) =>
        Parallel.ForEachAsync(Enumerable.Range(0, tickets), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (_, _) =>
        {
            var id = await Work.StartAsync(services, "twelve-steps");
            for (var step = 0; step < Steps; step++)
            {
                await Work.CompleteAsync(services, id);
            }
        });

    /// <summary>Bytes of the file when everything is in it.</summary>
    private static long Size(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        checkpoint.ExecuteNonQuery();
        return new FileInfo(file).Length;
    }
}
