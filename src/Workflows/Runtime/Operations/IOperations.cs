using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Operations;

/// <summary>What an operator looks at and does. The edge lets only administrators in.</summary>
public interface IOperations
{
    /// <summary>Proves that no instance is stuck: each has an open task, a pending timer, an outbox row, a bookmark or an incident, or has ended; that rows agree with snapshots and snapshots with history; that history is whole; that the database file is sound.</summary>
    Task<SelfCheckReport> SelfCheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether the history leads to a head that was kept outside: who has altered or cut it cannot make it do so again, not even with the key of the seals.</summary>
    Task<SelfCheckItem> CheckHeadAsync(KeptHead kept, CancellationToken cancellationToken = default);

    /// <summary>How the machine is doing now.</summary>
    Task<OperationsStatus> StatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Outbox rows that are not tried again by themselves, oldest first.</summary>
    Task<IReadOnlyList<ParkedEffect>> ParkedAsync(CancellationToken cancellationToken = default);

    /// <summary>Puts a parked row back into the outbox, to be tried at once with its attempts counted anew.</summary>
    /// <returns><see langword="false"/> when it is not parked any more.</returns>
    Task<bool> RetryAsync(Guid effectId, Actor by, CancellationToken cancellationToken = default);
}

/// <summary>The head of the audit chain on a day, as it was kept outside the database.</summary>
/// <param name="Day">The day (UTC) that was sealed.</param>
/// <param name="Head">The head as the log named it: 64 hexadecimal digits.</param>
public sealed record KeptHead(DateOnly Day, string Head);

/// <summary>The result of a self-check.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Took">How long.</param>
/// <param name="Checks">Each question that was asked.</param>
/// <param name="Figures">How much there is, how late it is and how fast it grows.</param>
public sealed record SelfCheckReport(DateTimeOffset At, TimeSpan Took, ImmutableArray<SelfCheckItem> Checks, ImmutableArray<SelfCheckFigure> Figures)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsSound => Checks.All(c => c.Findings.IsEmpty);
}

/// <summary>One question of the self-check.</summary>
/// <param name="Code">Stable, dotted (<c>instance.stuck</c>).</param>
/// <param name="Title">The question in words.</param>
/// <param name="Examined">How many rows were looked at.</param>
/// <param name="Findings">What is wrong; empty when sound. At most 100.</param>
/// <param name="Of">How many there are, when only a sample was looked at; <see langword="null"/> = all were.</param>
public sealed record SelfCheckItem(string Code, LocalizedText Title, long Examined, ImmutableArray<SelfCheckFinding> Findings, long? Of = null);

/// <summary>A figure of the self-check.</summary>
/// <param name="Code">Stable, dotted (<c>outbox.oldest</c>).</param>
/// <param name="Title">What it says.</param>
/// <param name="Value">The figure; <see langword="null"/> = there is nothing to tell.</param>
/// <param name="Unit"><c>rows</c>, <c>s</c>, <c>B</c>, <c>rows/d</c> or <c>B/d</c>.</param>
public sealed record SelfCheckFigure(string Code, LocalizedText Title, double? Value, string Unit);

/// <summary>Something that is wrong.</summary>
/// <param name="InstanceId">The instance concerned, if any.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record SelfCheckFinding(Guid? InstanceId, LocalizedText Message);

/// <summary>How the machine is doing.</summary>
/// <param name="Database">Kind and place: <c>SQLite data/workflow.db</c>, <c>PostgreSQL db:5432/closedloop</c>; never a password.</param>
/// <param name="DatabaseBytes">Size with its write-ahead log; <see langword="null"/> when the server does not tell.</param>
/// <param name="Running">Running instances.</param>
/// <param name="Finished">Ended instances.</param>
/// <param name="OpenTasks">Open tasks.</param>
/// <param name="OutboxWaiting">Outbox rows to be done.</param>
/// <param name="OutboxParked">Outbox rows that an operator must look at.</param>
/// <param name="OutboxOldest">When the oldest waiting row was written; <see langword="null"/> = none.</param>
/// <param name="TimersPending">Timers in the future.</param>
/// <param name="TimersLate">Timers past due and not fired.</param>
/// <param name="TimersLag">How long the latest of those has been due; zero when none.</param>
/// <param name="Incidents">Instances with open incidents.</param>
public sealed record OperationsStatus(
    string Database,
    long? DatabaseBytes,
    int Running,
    int Finished,
    int OpenTasks,
    int OutboxWaiting,
    int OutboxParked,
    DateTimeOffset? OutboxOldest,
    int TimersPending,
    int TimersLate,
    TimeSpan TimersLag,
    int Incidents);

/// <summary>An outbox row that an operator must look at.</summary>
/// <param name="EffectId">Its id.</param>
/// <param name="Kind">Kind of effect (<c>SendMail</c>, <c>DoWork</c> …).</param>
/// <param name="Summary">What was to be done, in a few words: the template and receivers, the work.</param>
/// <param name="InstanceId">The instance it comes from.</param>
/// <param name="Number">Number of that instance, if any.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="Reason">Why it was parked.</param>
/// <param name="ParkedAt">When.</param>
public sealed record ParkedEffect(Guid EffectId, string Kind, string Summary, Guid InstanceId, string? Number, int Attempts, string Reason, DateTimeOffset ParkedAt);
