using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Runtime.Queries;

namespace Benchmarks;

/// <summary>How long a page of the inbox takes when very many tasks are open, in every view, from the front and from the middle.</summary>
internal static class Inbox
{
    private const double AimMilliseconds = 20;

    /// <param name="database">Where.</param>
    /// <param name="tasks">Open tasks, all in the reader's pool.</param>
    /// <returns>Always <see langword="true"/>: there is no limit to miss.</returns>
    public static async Task<bool> RunAsync(Database database, int tasks)
    {
        using var host = await Machine.StartAsync(database.ConnectionString, pumps: false);
        await Work.StartManyAsync(host.Services, "one-task", tasks);
        var queries = host.Services.GetRequiredService<IInstanceQueries>();
        var worst = 0.0;
        foreach (var view in Enum.GetValues<InboxView>())
        {
            foreach (var (kind, filter) in Kinds(tasks))
            {
                worst = Math.Max(worst, await MeasureAsync($"{view}, {kind}", () => queries.InboxAsync(Machine.Officer, filter with { View = view })));
            }
        }

        worst = Math.Max(worst, await MeasureAsync("counts of all views", () => queries.InboxCountsAsync(Machine.Officer, DateTimeOffset.UtcNow)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"worst of the inbox, " + tasks.ToString("N0", CultureInfo.InvariantCulture) + " open tasks",-46} {worst,8:N1} ms p95, aim {AimMilliseconds:N0} ms {(worst < AimMilliseconds ? "reached" : "not reached")}"));
        await Handover.MeasureAsync(host.Services, tasks);
        await host.StopAsync();
        return true;
    }

    private static IEnumerable<(string Kind, InboxFilter Filter)> Kinds(int tasks) =>
    [
        ("first page", new InboxFilter()),
        ("middle page", new InboxFilter(Skip: tasks / 2)),
        ("search that finds all", new InboxFilter(Search: "bench")),
        ("search that finds nothing", new InboxFilter(Search: "0412")),
        ("search that finds nothing, Chinese", new InboxFilter(Search: "窃电")),
    ];

    /// <returns>95th percentile in milliseconds.</returns>
    private static async Task<double> MeasureAsync(string what, Func<Task> query)
    {
        const int Warm = 5, Measured = 40;
        for (var i = 0; i < Warm; i++)
        {
            await query(); // the compiler's
        }

        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var times = new List<double>();
        for (var i = 0; i < Measured; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await query();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        process.Refresh();
        var each = (process.TotalProcessorTime - cpu) / Measured;
        times.Sort();
        var tail = times[(int)(Measured * 0.95) - 1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"inbox: " + what,-52} {tail,8:N1} ms p95, p50 {times[Measured / 2]:N1} ms; {each.TotalMilliseconds:N1} ms of processor each"));
        return tail;
    }
}
