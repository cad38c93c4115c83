using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Benchmarks;

/// <summary>How long it takes from somebody's decision until the next person's inbox shows the task, while others work.</summary>
internal static class Handover
{
    private const int Measured = 200;
    private const int OthersPerSecond = 50;
    private const double AimMilliseconds = 20;

    private static readonly Actor Next = new("prefecture", "市专责", [new RoleGrant(Roles.PrefectureOfficer, "42090")]);

    /// <param name="services">Of a host that others work on meanwhile.</param>
    /// <param name="tasks">How many tasks are open already, for the table.</param>
    public static async Task MeasureAsync(IServiceProvider services, int tasks)
    {
        using var over = new CancellationTokenSource();
        var others = OthersAsync(services, over.Token);
        var times = new List<double>();
        for (var i = 0; i < Measured; i++)
        {
            times.Add(await OnceAsync(services));
        }

        await over.CancelAsync();
        var given = await others;
        times.Sort();
        var tail = times[(int)(Measured * 0.95) - 1];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{$"decided → in the next inbox, {tasks:N0} open tasks",-52} {tail,8:N1} ms p95, p50 {times[Measured / 2]:N1} ms, beside {given} other commands; aim {AimMilliseconds:N0} ms {(tail < AimMilliseconds ? "reached" : "not reached")}"));
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> OnceAsync(IServiceProvider services)
    {
        var id = await Work.StartAsync(services, "two-tasks");
        var queries = services.GetRequiredService<IInstanceQueries>();
        var began = Stopwatch.GetTimestamp();
        await Work.CompleteAsync(services, id);
        while ((await queries.InboxAsync(Next, new InboxFilter())).Items.All(t => t.InstanceId != id))
        {
            // It is there at the first look, because a decision is answered when it is on disk; nobody waits for a pump.
        }

        var taken = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await Work.CompleteAsync(services, id, Next);
        return taken;
    }

    /// <summary>Steadily, whatever the machine says to it.</summary>
    /// <returns>How many commands were given.</returns>
    private static async Task<int> OthersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var given = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2.0 / OthersPerSecond));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await Work.Lifecycle.OnceAsync(services);
                given += 2;
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }

        return given;
    }
}
