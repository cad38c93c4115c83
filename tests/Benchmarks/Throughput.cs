using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Runtime.Operations;

namespace Benchmarks;

/// <summary>How many instances per second come to their end, each command durable before its caller goes on.</summary>
internal static class Throughput
{
    // An instance of the lifecycle is two commits. One caller can therefore reach half of the raw rate at most; many callers share commits and may pass it.
    private const double LeastRatioAlone = 0.10;
    private const double LeastRatioTogether = 0.30;

    private static readonly Series[] Sqlite =
    [
        new(Work.Lifecycle, 1, LeastRatioAlone, 1500), new(Work.Lifecycle, 8, LeastRatioTogether, 5000), new(Work.Lifecycle, 64, LeastRatioTogether, 10000),
        new(Work.Synchronous, 8, LeastRatioTogether, 8000),
    ];

    private static readonly Series[] PostgreSql =
    [
        new(Work.Lifecycle, 1, LeastRatioAlone, 300), new(Work.Lifecycle, 8, LeastRatioTogether, 1500), new(Work.Lifecycle, 32, LeastRatioTogether, 3000),
    ];

    /// <param name="database">Where.</param>
    /// <param name="duration">Of each measurement.</param>
    /// <returns>Whether every limit was kept.</returns>
    public static async Task<bool> RunAsync(Database database, TimeSpan duration)
    {
        var series = database.IsPostgreSql ? PostgreSql : Sqlite;
        using var host = await Machine.StartAsync(database.ConnectionString, pumps: false);
        await WarmUpAsync(host.Services);
        var status = await host.Services.GetRequiredService<IOperations>().StatusAsync();
        Console.WriteLine(status.Database);

        var before = database.RawCommits(duration);
        var results = new List<(Series Series, Result Result)>();
        foreach (var one in series)
        {
            results.Add((one, await MeasureAsync(host.Services, one.Work, one.Callers, duration)));
        }

        var after = database.RawCommits(duration);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw commits, 1 thread                          {before,8:N0} commits/s before, {after:N0} after"));
        var met = results.Count(r => Report(r.Series, r.Result, (before + after) / 2));
        var check = await host.Services.GetRequiredService<IOperations>().SelfCheckAsync();
        Console.WriteLine(check.IsSound ? "self-check                                     sound" : "self-check                                     NOT SOUND");
        await host.StopAsync();
        return met == series.Length && check.IsSound;
    }

    /// <summary>Until the compiler has nothing left to improve; by count, so that a busy machine warms up as much as an idle one.</summary>
    private static async Task WarmUpAsync(IServiceProvider services)
    {
        var done = 0;
        while (done < 4000)
        {
            var result = await MeasureAsync(services, Work.Lifecycle, 8, TimeSpan.FromSeconds(0.5));
            done += result.Count;
        }
    }

    private static bool Report(Series series, Result result, double baseline)
    {
        var (work, callers, least, aim) = series;
        var who = callers == 1 ? "1 caller" : $"{callers} callers";
        var ratio = result.PerSecond / baseline;
        var met = ratio >= least;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{work.Name + ", " + who,-46} {result.PerSecond,8:N0} /s, {ratio:0.00} of raw (limit {least:0.00}{(met ? "" : ": MISSED")}), aim {aim:N0}/s {(result.PerSecond >= aim ? "reached" : "not reached")}; p50 {result.Median:0.00} ms, p99 {result.Tail:0.00} ms; {result.Cpu.TotalMicroseconds:N0} µs of processor each"));
        return met;
    }

    private static async Task<Result> MeasureAsync(IServiceProvider services, Work work, int callers, TimeSpan duration)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var runs = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(services, work, watch, duration))));
        var times = runs.SelectMany(r => r).Order().ToList();
        process.Refresh();
        return new Result(times.Count, times.Count / watch.Elapsed.TotalSeconds, times[times.Count / 2], times[(int)(times.Count * 0.99)], (process.TotalProcessorTime - cpu) / times.Count);
    }

    /// <returns>Milliseconds of each instance.</returns>
    private static async Task<List<double>> CallAsync(IServiceProvider services, Work work, Stopwatch watch, TimeSpan duration)
    {
        var times = new List<double>();
        while (watch.Elapsed < duration)
        {
            var began = Stopwatch.GetTimestamp();
            await work.OnceAsync(services);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times;
    }

    /// <param name="Work">What they do.</param>
    /// <param name="Callers">How many work at the same time.</param>
    /// <param name="LeastRatio">Least instances per raw commit.</param>
    /// <param name="Aim">Instances per second on a machine with two free cores.</param>
    private sealed record Series(Work Work, int Callers, double LeastRatio, double Aim);

    private sealed record Result(int Count, double PerSecond, double Median, double Tail, TimeSpan Cpu);
}
