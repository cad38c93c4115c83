using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Instances;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Operations;

namespace Benchmarks;

/// <summary>How many instances per second go from start over a completed task to their end, each step durable before its caller goes on.</summary>
internal static class Throughput
{
    // An instance is two commits. One caller can therefore reach half of the raw rate at most; many callers share commits and may pass it.
    private const double LeastRatioAlone = 0.10;
    private const double LeastRatioOfEight = 0.30;

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        try
        {
            using var host = await Machine.StartAsync(folder, pumps: false);
            await WarmUpAsync(host.Services);

            var raw = RawCommits.PerSecond(folder, duration);
            var alone = await MeasureAsync(host.Services, 1, duration);
            var eight = await MeasureAsync(host.Services, 8, duration);
            var rawAgain = RawCommits.PerSecond(Directory.CreateDirectory(Path.Combine(folder, "again")).FullName, duration);
            var baseline = (raw + rawAgain) / 2;

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw SQLite, FULL, 1 thread        {raw,8:N0} commits/s before, {rawAgain:N0} after"));
            var met = Report("1 caller ", alone, baseline, LeastRatioAlone, 1000) & Report("8 callers", eight, baseline, LeastRatioOfEight, 3000);
            var check = await host.Services.GetRequiredService<IOperations>().SelfCheckAsync();
            Console.WriteLine(check.IsSound ? "self-check                        sound" : "self-check                        NOT SOUND");
            await host.StopAsync();
            return met && check.IsSound ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Until the compiler has nothing left to improve; by count, so that a busy machine warms up as much as an idle one.</summary>
    private static async Task WarmUpAsync(IServiceProvider services)
    {
        var done = 0;
        while (done < 4000)
        {
            var result = await MeasureAsync(services, 8, TimeSpan.FromSeconds(0.5));
            done += result.Count;
        }
    }

    private static bool Report(string who, Result result, double baseline, double least, double aim)
    {
        var ratio = result.PerSecond / baseline;
        var met = ratio >= least;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"start → task → complete, {who} {result.PerSecond,8:N0} instances/s, {ratio:0.00} of raw (limit {least:0.00}{(met ? "" : ": MISSED")}), aim {aim:N0}/s {(result.PerSecond >= aim ? "reached" : "not reached")}; p50 {result.Median:0.00} ms, p99 {result.Tail:0.00} ms; {result.Cpu.TotalMicroseconds:N0} µs of processor each"));
        return met;
    }

    private static async Task<Result> MeasureAsync(IServiceProvider services, int callers, TimeSpan duration)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var runs = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(services, watch, duration))));
        var times = runs.SelectMany(r => r).Order().ToList();
        process.Refresh();
        return new Result(times.Count, times.Count / watch.Elapsed.TotalSeconds, times[times.Count / 2], times[(int)(times.Count * 0.99)], (process.TotalProcessorTime - cpu) / times.Count);
    }

    /// <returns>Milliseconds of each instance.</returns>
    private static async Task<List<double>> CallAsync(IServiceProvider services, Stopwatch watch, TimeSpan duration)
    {
        var runner = services.GetRequiredService<ICommandRunner>();
        var store = services.GetRequiredService<IInstanceStore>();
        var times = new List<double>();
        while (watch.Elapsed < duration)
        {
            var began = Stopwatch.GetTimestamp();
            var start = await runner.StartAsync("one-task", new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Machine.Officer, new JsonObject { ["customer"] = "0412" }));
            var task = (await store.LoadAsync(start.InstanceId))!.Tasks[0];
            var end = await runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), start.InstanceId, Machine.Officer, task.Id, "Done", new JsonObject { ["found"] = "电表倒走", ["reading"] = 1234.5 }, null));
            if (!start.Accepted || !end.Accepted)
            {
                throw new InvalidOperationException((start.Refusal ?? end.Refusal)!.Message.En);
            }

            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times;
    }

    private sealed record Result(int Count, double PerSecond, double Median, double Tail, TimeSpan Cpu);
}
