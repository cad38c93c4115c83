using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;

namespace Benchmarks;

/// <summary>Something that callers do again and again; when it returns, all of it is on disk.</summary>
/// <param name="Name">For the table.</param>
/// <param name="OnceAsync">Does it once.</param>
internal sealed record Work(string Name, Func<IServiceProvider, Task> OnceAsync)
{
    private const int Callers = 8;

    /// <summary>An instance from its start over a completed task to its end: two commands.</summary>
    public static Work Lifecycle { get; } = new("start → task → complete → finished", async services =>
    {
        var id = await StartAsync(services, "one-task");
        await CompleteAsync(services, id);
    });

    /// <summary>An instance that ends in the command that starts it.</summary>
    public static Work Synchronous { get; } = new("3 activities, synchronous", services => StartAsync(services, "three-steps"));

    /// <summary>Starts an instance.</summary>
    public static async Task<Guid> StartAsync(IServiceProvider services, string definitionId)
    {
        var start = new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Machine.Officer, new JsonObject { ["customer"] = "0412" });
        return Accepted(await services.GetRequiredService<ICommandRunner>().StartAsync(definitionId, start)).InstanceId;
    }

    /// <summary>Starts very many, from several callers.</summary>
    public static Task StartManyAsync(IServiceProvider services, string definitionId, int count) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (_, _) => await StartAsync(services, definitionId));

    /// <summary>Completes the open task of an instance; the officer does unless another is named.</summary>
    public static async Task CompleteAsync(IServiceProvider services, Guid id, Actor? by = null)
    {
        var task = (await services.GetRequiredService<IInstanceStore>().LoadAsync(id))!.Tasks.Single(t => t.IsOpen);
        var complete = new CompleteTask(Guid.CreateVersion7(), id, by ?? Machine.Officer, task.Id, "Done", new JsonObject { ["found"] = "电表倒走", ["reading"] = 1234.5 }, null);
        Accepted(await services.GetRequiredService<ICommandRunner>().RunAsync(complete));
    }

    private static CommandOutcome Accepted(CommandOutcome result) => result.Accepted ? result : throw new InvalidOperationException(result.Refusal!.Message.En);
}
