using Workflows.Core;
using Workflows.Core.Instances;

namespace Workflows.Runtime.Instances;

/// <summary>Where instances live. Reads return states that were committed; a commit returns after it is durable.</summary>
public interface IInstanceStore
{
    /// <summary>The present state, or <see langword="null"/>. May come from memory; a commit with a stale state is refused, so that is safe.</summary>
    ValueTask<WorkflowInstance?> LoadAsync(Guid instanceId, CancellationToken cancellationToken = default);

    /// <summary>The record of a command that was carried out, or <see langword="null"/>.</summary>
    Task<CommandRecord?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken = default);

    /// <summary>Writes a step whole or not at all: state, history, tasks, timers, bookmarks, incidents, outbox, command id.</summary>
    Task<CommitResult> CommitAsync(Step step, CancellationToken cancellationToken = default);

    /// <summary>Ids of instances that run on a version, or have failed on it and can be taken up again, in ascending order.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="version">The version.</param>
    /// <param name="after">Only ids greater than this one.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Guid>> RunningOnAsync(string definitionId, int version, Guid after, int take, CancellationToken cancellationToken = default);

    /// <summary>Ids of running instances with an open task that has a due time, in ascending order.</summary>
    /// <param name="after">Only ids greater than this one.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Guid>> WithDueTimesAsync(Guid after, int take, CancellationToken cancellationToken = default);

    /// <summary>Whether the person ever held or completed a task of the instance.</summary>
    Task<bool> HadTaskAsync(Guid instanceId, string personId, CancellationToken cancellationToken = default);
}

/// <summary>What is remembered of a command that was carried out.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="InstanceId">The instance it changed.</param>
/// <param name="Revision">The revision it led to.</param>
/// <param name="Subject">What it wanted, as <see cref="CommandSubject"/> writes it.</param>
public sealed record CommandRecord(Guid CommandId, Guid InstanceId, long Revision, string Subject);

/// <summary>A decision to be made durable.</summary>
/// <param name="Command">What was wanted.</param>
/// <param name="Previous">The state that was decided on; <see langword="null"/> when the instance starts.</param>
/// <param name="Decision">An accepted decision.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Number">The number that the start command took, so that the sequence is saved with it; <see langword="null"/> = none.</param>
public sealed record Step(InstanceCommand Command, WorkflowInstance? Previous, Decision Decision, DateTimeOffset At, TakenNumber? Number);

/// <summary>A number taken from a sequence.</summary>
/// <param name="Series">Prefix with local date (<c>JC20261123</c>).</param>
/// <param name="Value">From 1.</param>
public sealed record TakenNumber(string Series, long Value)
{
    /// <summary>As people see it: <c>JC20261123-0007</c>.</summary>
    public override string ToString() => $"{Series}-{Value:0000}";
}

/// <summary>What came of a commit.</summary>
public enum CommitResult
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>Somebody else took a step first, or the new instance or its number exists already; nothing was written.</summary>
    Stale,

    /// <summary>The command id was carried out before; nothing was written.</summary>
    Duplicate,
}
