using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Timers;

namespace Benchmarks;

/// <summary>A tenth of all timers is due when the host starts: how fast they are fired, and what people notice of it.</summary>
internal static class Timers
{
    private const int OtherTimers = 9;
    private const int PeoplePerSecond = 25;
    private const double LeastRatio = 0.05;
    private const double AimMilliseconds = 100;
    private static readonly TimeSpan Aim = TimeSpan.FromSeconds(60);

    /// <param name="database">Where.</param>
    /// <param name="due">How many are due; nine times as many lie beside them.</param>
    /// <returns>Whether the limit was kept and nothing was lost.</returns>
    public static async Task<bool> RunAsync(Database database, int due)
    {
        using (var before = await Machine.StartAsync(database.ConnectionString, pumps: false))
        {
            await Work.StartManyAsync(before.Services, "sleeps", due);
            await Work.StartManyAsync(before.Services, "wakes", due);
            await before.StopAsync();
        }

        var raw = database.RawCommits(TimeSpan.FromSeconds(2));
        using var host = await Machine.StartAsync(database.ConnectionString, pumps: true);
        var watch = Stopwatch.StartNew();
        var people = await PeopleAsync(host.Services);
        var taken = watch.Elapsed;
        people.Sort();
        var tail = people[(int)(people.Count * 0.95)];
        var ratio = due / taken.TotalSeconds / raw;
        var finished = (await host.Services.GetRequiredService<IOperations>().StatusAsync()).Finished;
        var met = ratio >= LeastRatio && finished == due + people.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{due:N0} of {due * (OtherTimers + 1):N0} timers due at once",-46} {taken.TotalSeconds,8:N1} s, {ratio:0.00} of raw (limit {LeastRatio:0.00}{(met ? "" : ": MISSED")}), aim {Aim.TotalSeconds:N0} s {(taken < Aim ? "reached" : "not reached")}; {finished - people.Count:N0} fired once"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{"… start, load and complete by people meanwhile",-46} {tail,8:N1} ms p95 of {people.Count:N0}, aim {AimMilliseconds:N0} ms {(tail < AimMilliseconds ? "reached" : "not reached")}"));
        await host.StopAsync();
        return met;
    }

    /// <summary>Works as people do until no timer is due any more.</summary>
    /// <returns>Milliseconds of each start and completion together.</returns>
    private static async Task<List<double>> PeopleAsync(IServiceProvider services)
    {
        var timers = services.GetRequiredService<ITimerStore>();
        var times = new List<double>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PeoplePerSecond));
        do
        {
            var began = Stopwatch.GetTimestamp();
            await Work.Lifecycle.OnceAsync(services);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        while ((await timers.DueAsync(DateTimeOffset.UtcNow, 1)).Count > 0 && await pace.WaitForNextTickAsync());

        return times;
    }
}
