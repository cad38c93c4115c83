using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Runtime.Queries;

namespace Benchmarks;

/// <summary>How long a page of the inbox takes when very many tasks are open, in every view, from the front and from the middle.</summary>
internal static class Inbox
{
    private const int Callers = 8;
    private const double AimMilliseconds = 20;

    /// <param name="tasks">Open tasks, all in the reader's pool.</param>
    public static async Task RunAsync(int tasks)
    {
        var folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        try
        {
            using var host = await Machine.StartAsync($"Data Source={Path.Combine(folder, "workflow.db")}", pumps: false);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                for (var i = 0; i < tasks / Callers; i++)
                {
                    await Work.StartAsync(host.Services, "one-task");
                }
            })));
            var queries = host.Services.GetRequiredService<IInstanceQueries>();
            var worst = 0.0;
            foreach (var view in Enum.GetValues<InboxView>())
            {
                foreach (var (kind, filter) in new[] { ("first page", new InboxFilter(view)), ("middle page", new InboxFilter(view, Skip: tasks / 2)), ("search", new InboxFilter(view, Search: "0412")) })
                {
                    worst = Math.Max(worst, await MeasureAsync($"{view}, {kind}", () => queries.InboxAsync(Machine.Officer, filter)));
                }
            }

            worst = Math.Max(worst, await MeasureAsync("counts of all views", () => queries.InboxCountsAsync(Machine.Officer, DateTimeOffset.UtcNow)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"worst of the inbox, " + tasks.ToString("N0", CultureInfo.InvariantCulture) + " open tasks",-46} {worst,8:N1} ms p95, aim {AimMilliseconds:N0} ms {(worst < AimMilliseconds ? "reached" : "not reached")}"));
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>95th percentile in milliseconds.</returns>
    private static async Task<double> MeasureAsync(string what, Func<Task> query)
    {
        var times = new List<double>();
        for (var i = 0; i < 45; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await query();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var sorted = times.Skip(5).Order().ToList(); // the first few are the compiler's
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"inbox: " + what,-46} {sorted[(int)(sorted.Count * 0.95) - 1],8:N1} ms p95, p50 {sorted[sorted.Count / 2]:N1} ms"));
        return sorted[(int)(sorted.Count * 0.95) - 1];
    }
}
