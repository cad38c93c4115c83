using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Workflows.Runtime.Mails;

/// <summary>Remembers every mail that left, waits or could not leave, one row per receiver, so that a person can see what was sent.</summary>
public interface IMailLog
{
    /// <summary>Adds a mail, or replaces the row with the same <see cref="OutgoingMail.Id"/> (a further attempt of the same mail).</summary>
    Task SaveAsync(OutgoingMail mail, CancellationToken cancellationToken = default);

    /// <summary>Mails the reader may see, newest first: an administrator, a process owner and the machine (<see cref="Actor.IsSystem"/>) see all, others those sent to them or about an instance they may see.</summary>
    Task<Page<OutgoingMail>> ListAsync(Actor reader, MailFilter filter, CancellationToken cancellationToken = default);

    /// <summary>One mail; <see langword="null"/> when it does not exist or the reader may not see it.</summary>
    Task<OutgoingMail?> FindAsync(Actor reader, Guid id, CancellationToken cancellationToken = default);
}

/// <summary>Where an outgoing mail is.</summary>
public enum OutgoingMailState
{
    /// <summary>An attempt failed; it is tried again by itself.</summary>
    Waiting,

    /// <summary>The mail server took it, or it was written as a file when none is configured.</summary>
    Sent,

    /// <summary>It will not be tried again until an operator says so.</summary>
    Parked,

    /// <summary>It waits for its receiver's next digest, or for the end of their quiet hours.</summary>
    Held,

    /// <summary>It went into a digest, <see cref="OutgoingMail.DigestId"/>.</summary>
    Digested,

    /// <summary>It is not sent: its receiver wants no such mail, or nothing is left to tell.</summary>
    Dropped,
}

/// <summary>A mail to one receiver.</summary>
/// <param name="Id">Unique; derived from the effect and the receiver, so that a repeated attempt is the same row.</param>
/// <param name="EffectId">The wish it comes from, for <c>IOperations.RetryAsync</c>; <see langword="null"/> for digests, answers and test mails.</param>
/// <param name="State">Where it is.</param>
/// <param name="Template">Key of the template.</param>
/// <param name="ReceiverId">Person id; <see langword="null"/> for a bare address.</param>
/// <param name="ReceiverName">As shown.</param>
/// <param name="Address">Mail address; empty when the person has none.</param>
/// <param name="Subject">As the receiver sees it.</param>
/// <param name="Body">Plain text, as the receiver sees it.</param>
/// <param name="InstanceId">The instance it is about, if any.</param>
/// <param name="Number">The number of that instance, if any.</param>
/// <param name="Unit">The unit of that instance at that time; who may see the mail follows from it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SentAt">When the server took it; <see langword="null"/> while it has not.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="Problem">Why it has not left, or what was amiss when it did (a faulty template); <see langword="null"/> when all is well.</param>
/// <param name="File">Name of the <c>.eml</c> file when no mail server is configured; <see langword="null"/> otherwise.</param>
public sealed record OutgoingMail(
    Guid Id,
    Guid? EffectId,
    OutgoingMailState State,
    string Template,
    string? ReceiverId,
    string ReceiverName,
    string Address,
    string Subject,
    string Body,
    Guid? InstanceId,
    string? Number,
    string? Unit,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    int Attempts,
    LocalizedText? Problem,
    string? File)
{
    /// <summary>The task it is about, when its receiver is to do it; <see langword="null"/> = they are told, or it is about none.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>When the mail queue takes it: the end of its being held, or the next try; <see langword="null"/> when it is not the queue's, or not any more.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The digest that it went into.</summary>
    public Guid? DigestId { get; init; }

    /// <summary>Message-ID of the mail that it answers.</summary>
    public string? Answers { get; init; }

    /// <summary>The mail whose open decisions it asks for again.</summary>
    public Guid? AsksAgainFor { get; init; }

    /// <summary>The body in HTML; <see langword="null"/> = it follows from the text.</summary>
    public string? Html { get; init; }
}

/// <summary>What to show of the mails.</summary>
/// <param name="State">Only this state; <see langword="null"/> = all.</param>
/// <param name="InstanceId">Only of this instance.</param>
/// <param name="Search">Part of receiver, address, subject or number.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to return, 1–200.</param>
public sealed record MailFilter(OutgoingMailState? State = null, Guid? InstanceId = null, string? Search = null, int Skip = 0, int Take = 50);
