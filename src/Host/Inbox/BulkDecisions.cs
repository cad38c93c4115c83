using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Host.Inbox;

/// <summary>批量: decides several tasks the same way. Each is a command of its own: one that is refused does not hold up the others.</summary>
public sealed class BulkDecisions(IInstanceQueries queries, ICommandRunner runner)
{
    /// <summary>How many at once.</summary>
    public const int Most = 100;

    /// <summary>Decides them in the order given.</summary>
    /// <param name="by">Who decides.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="outcome">Name of an outcome.</param>
    /// <param name="comment">Written beside each.</param>
    /// <param name="commandId">The id of the command for a task; the same for a repeated call.</param>
    /// <param name="cancellationToken">Stops it between two tasks.</param>
    public async Task<IReadOnlyList<BulkResult>> DecideAsync(Actor by, IReadOnlyList<Guid> tasks, string outcome, string? comment, Func<Guid, Guid> commandId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(commandId);
        var results = new List<BulkResult>(tasks.Count);
        foreach (var id in tasks.Distinct())
        {
            results.Add(new BulkResult(id, await DecideAsync(by, id, outcome, comment, commandId(id), cancellationToken)));
        }

        return results;
    }

    private async Task<Refusal?> DecideAsync(Actor by, Guid taskId, string outcome, string? comment, Guid commandId, CancellationToken cancellationToken)
    {
        if (await queries.FindTaskAsync(by, taskId, cancellationToken) is not { Task: var task })
        {
            return NotFound;
        }

        return task.MayBeBulk
            ? (await runner.RunAsync(new CompleteTask(commandId, task.InstanceId, by, taskId, outcome, [], comment), cancellationToken)).Refusal
            : NotInBulk;
    }

    private static Refusal NotFound { get; } = new("task.not-found", new LocalizedText("没有这项任务，或它不在您的管辖范围内。", "There is no such task, or it lies outside your area."));

    private static Refusal NotInBulk { get; } = new("task.not-in-bulk", new LocalizedText("这项任务须打开后逐项办理。", "This task has to be opened and done by itself."));
}

/// <summary>What came of one of several decisions.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Refusal">Why nothing happened; <see langword="null"/> = it was decided.</param>
public sealed record BulkResult(Guid TaskId, Refusal? Refusal);
