using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Queries;

/// <summary>Reads, each filtered by what the reader may see. There is no read without a reader.</summary>
/// <remarks>
/// A person sees an instance when a role of theirs reaches its unit (the unit of the grant is the instance's unit or lies above it), when they
/// have or had a task of it, or when they are an administrator. A person sees a task when they may do it, did it, or see its instance.
/// </remarks>
public interface IInstanceQueries
{
    /// <summary>Tasks for the inbox, soonest due first.</summary>
    Task<Page<TaskItem>> InboxAsync(Actor reader, InboxFilter filter, CancellationToken cancellationToken = default);

    /// <summary>How many tasks each view of the inbox holds.</summary>
    Task<InboxCounts> InboxCountsAsync(Actor reader, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>One task with its instance; <see langword="null"/> when it does not exist or the reader may not see it.</summary>
    Task<TaskDetail?> FindTaskAsync(Actor reader, Guid taskId, CancellationToken cancellationToken = default);

    /// <summary>Instances, newest first.</summary>
    Task<Page<InstanceItem>> InstancesAsync(Actor reader, InstanceFilter filter, CancellationToken cancellationToken = default);

    /// <summary>One instance; <see langword="null"/> when it does not exist or the reader may not see it.</summary>
    Task<InstanceDetail?> FindInstanceAsync(Actor reader, Guid instanceId, CancellationToken cancellationToken = default);
}

/// <summary>A slice of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Total">How many rows the whole list has; see <see cref="AtLeast"/>.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total)
{
    /// <summary>Whether the list has more rows than <see cref="Total"/>: a long list is not counted to its end.</summary>
    public bool AtLeast { get; init; }
}

/// <summary>The views of the inbox.</summary>
public enum InboxView
{
    /// <summary>Everything the reader may do now: assigned or in a pool of theirs.</summary>
    Open,

    /// <summary>Assigned to the reader.</summary>
    Mine,

    /// <summary>In a pool of the reader's role.</summary>
    Pool,

    /// <summary>Open and past due.</summary>
    Overdue,

    /// <summary>代理: what the reader may do for absent people.</summary>
    ForOthers,

    /// <summary>Completed by the reader.</summary>
    Done,
}

/// <summary>What to show of the inbox.</summary>
/// <param name="View">The view.</param>
/// <param name="Search">Part of number, title, subject; <see langword="null"/> = all.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to return, 1–200.</param>
public sealed record InboxFilter(InboxView View = InboxView.Open, string? Search = null, int Skip = 0, int Take = 50);

/// <summary>Counts per view, none counted further than <see cref="Most"/> + 1, which stands for every greater number.</summary>
public sealed record InboxCounts(int Open, int Mine, int Pool, int Overdue, int Done, int ForOthers = 0)
{
    /// <summary>The greatest number that is told exactly.</summary>
    public const int Most = 1000;
}

/// <summary>A row of the inbox.</summary>
public sealed record TaskItem(Guid TaskId, Guid InstanceId, string DefinitionId, LocalizedText Title, InstanceHeader Header, HumanTaskState State, string? Assignee, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, int EscalationLevel, string? Outcome)
{
    /// <summary>代理: the absent person for whom the reader would do it; <see langword="null"/> = the reader's own.</summary>
    public PersonName? For { get; init; }

    /// <summary>Whether it may be decided from the list, with others.</summary>
    public bool MayBeBulk { get; init; }

    /// <summary>How often it was urged.</summary>
    public int Urged { get; init; }

    /// <summary>How many comments were written on it.</summary>
    public int Comments { get; init; }
}

/// <summary>A task with what is needed to show and do it.</summary>
/// <param name="MayAct">Whether the reader may complete or take it now, in their own name or for an absent person.</param>
/// <param name="For">代理: the absent person for whom the reader would do it; <see langword="null"/> = in their own name.</param>
public sealed record TaskDetail(HumanTask Task, InstanceItem Instance, bool MayAct, PersonName? For = null);

/// <summary>What to show of the instances.</summary>
/// <param name="DefinitionId">Only this definition; <see langword="null"/> = all.</param>
/// <param name="Status">Only this status.</param>
/// <param name="Unit">Only this unit and below.</param>
/// <param name="Search">Part of number, title, subject.</param>
/// <param name="HasIncidents">Only with (or without) open incidents.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to return, 1–200.</param>
/// <param name="Ids">Only these instances; <see langword="null"/> = all.</param>
/// <param name="DueBefore">Only with an open task that is due before this instant.</param>
public sealed record InstanceFilter(string? DefinitionId = null, InstanceStatus? Status = null, string? Unit = null, string? Search = null, bool? HasIncidents = null, int Skip = 0, int Take = 50, IReadOnlyList<Guid>? Ids = null, DateTimeOffset? DueBefore = null)
{
    /// <summary>Only ended ones whose last step was taken at this instant or later.</summary>
    public DateTimeOffset? EndedFrom { get; init; }

    /// <summary>Only ended ones whose last step was taken before this instant.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    /// <summary>Only these definitions; <see langword="null"/> = all.</summary>
    public IReadOnlyList<string>? DefinitionIds { get; init; }

    /// <summary>Only this version.</summary>
    public int? Version { get; init; }

    /// <summary>Only these finer states; <see langword="null"/> = all.</summary>
    public IReadOnlyList<InstanceSubStatus>? SubStatuses { get; init; }

    /// <summary>Only with this key for events.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only those that began, or took their last step, within these spans.</summary>
    public IReadOnlyList<InstanceSpan> Within { get; init; } = [];

    /// <summary>Whether to leave out what was deleted with Elsa's tools (<see cref="IHidden"/>).</summary>
    public bool WithoutHidden { get; init; }

    /// <summary>What the rows are ordered by.</summary>
    public InstanceOrder Order { get; init; }

    /// <summary>Whether the least comes first.</summary>
    public bool Ascending { get; init; }
}

/// <summary>A moment in the life of an instance that lists are ordered and narrowed by.</summary>
public enum InstanceOrder
{
    /// <summary>When it began.</summary>
    Created,

    /// <summary>When its last step was taken.</summary>
    Updated,
}

/// <summary>A span of time.</summary>
/// <param name="Moment">Which moment must lie in it.</param>
/// <param name="From">The first instant; <see langword="null"/> = open.</param>
/// <param name="Until">The end, which lies outside; <see langword="null"/> = open.</param>
public sealed record InstanceSpan(InstanceOrder Moment, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>A row of the instances.</summary>
public sealed record InstanceItem(Guid InstanceId, string DefinitionId, int DefinitionVersion, InstanceHeader Header, InstanceStatus Status, InstanceSubStatus SubStatus, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? EarliestDueAt, int IncidentCount)
{
    /// <summary>Key for events.</summary>
    public string? CorrelationId { get; init; }
}

/// <summary>An instance with its history and all its tasks.</summary>
/// <param name="Item">As in lists.</param>
/// <param name="Instance">Its present state.</param>
/// <param name="Tasks">All tasks, oldest first, closed ones with what was submitted.</param>
/// <param name="History">What happened, oldest first.</param>
public sealed record InstanceDetail(InstanceItem Item, WorkflowInstance Instance, ImmutableArray<HumanTask> Tasks, ImmutableArray<HistoryEntry> History)
{
    /// <summary>When it was stored away in an archive file, from which it was read now; <see langword="null"/> = it is in the database.</summary>
    public DateTimeOffset? StoredAt { get; init; }

    /// <summary>Every due time that a task has had, and why.</summary>
    /// <param name="taskId">One of <see cref="Tasks"/>.</param>
    public ImmutableArray<DeadlineLine> DeadlinesOf(Guid taskId) => DeadlineLedger.Of(taskId, History.Select(h => (h.At, h.By, h.Event)));
}

/// <summary>One recorded fact.</summary>
/// <param name="Sequence">Position in the instance's history, from 1.</param>
/// <param name="At">When it was committed.</param>
/// <param name="CommandId">The command that caused it.</param>
/// <param name="By">Who gave that command.</param>
/// <param name="Event">The fact.</param>
public sealed record HistoryEntry(long Sequence, DateTimeOffset At, Guid CommandId, Actor By, InstanceEvent Event);
