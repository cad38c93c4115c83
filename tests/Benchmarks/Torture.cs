using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Instances;
using Workflows.Runtime.Instances;

namespace Benchmarks;

/// <summary>Gives commands as fast as it can until somebody kills it. A line on standard output says that a command was acknowledged.</summary>
internal static class Torture
{
    private const int Callers = 8;

    public static async Task<int> RunAsync(string connectionString)
    {
        using var host = await Machine.StartAsync(connectionString, pumps: true);
        Console.WriteLine("ready");
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(n => Task.Run(() => CallAsync(host.Services, n))));
        return 0;
    }

    private static async Task CallAsync(IServiceProvider services, int caller)
    {
        var runner = services.GetRequiredService<ICommandRunner>();
        var store = services.GetRequiredService<IInstanceStore>();
        var output = Console.Out;
        for (var i = caller; ; i++)
        {
            // Every third instance is left with its task open, so that a restart finds work of every kind.
            var start = new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Machine.Officer, new JsonObject { ["n"] = i });
            await SayAsync(output, await runner.StartAsync(i % 2 == 0 ? "waits" : "one-task", start));
            if (i % 3 == 0)
            {
                continue;
            }

            var task = (await store.LoadAsync(start.InstanceId))!.Tasks[0];
            await SayAsync(output, await runner.RunAsync(new ClaimTask(Guid.CreateVersion7(), start.InstanceId, Machine.Officer, task.Id)));
            await SayAsync(output, await runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), start.InstanceId, Machine.Officer, task.Id, "Done", [], null)));
        }
    }

    private static Task SayAsync(TextWriter output, CommandOutcome outcome) => outcome.Accepted
        ? output.WriteLineAsync($"{outcome.CommandId} {outcome.InstanceId} {outcome.Revision}")
        : throw new InvalidOperationException(outcome.Refusal!.Message.En);
}
