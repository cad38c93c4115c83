using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Workflows.Runtime.Mails;

/// <summary>What became of a mail that came in.</summary>
public enum IncomingMailState
{
    /// <summary>It decided at least one task.</summary>
    Decided,

    /// <summary>It changed nothing, and its sender was told why.</summary>
    Answered,

    /// <summary>A machine wrote it, or it says nothing to be done; nobody is told.</summary>
    Ignored,

    /// <summary>It wants something, but is not trusted; a person must look.</summary>
    Quarantined,

    /// <summary>A person has looked at it in quarantine and put it aside.</summary>
    Dismissed,
}

/// <summary>A mail that came in, with what was found out about it. The mail itself lies in a file named by its hash.</summary>
/// <param name="Id">Follows from mailbox, validity and UID, so that reading it again is the same row.</param>
/// <param name="Mailbox">User, server and folder it was read from.</param>
/// <param name="UidValidity">IMAP's UIDVALIDITY of the folder.</param>
/// <param name="Uid">IMAP's UID.</param>
/// <param name="MessageId">As written by the sender; <see langword="null"/> when it has none.</param>
/// <param name="Sha256">SHA-256 (hex, lower case) of the mail as received.</param>
/// <param name="Sender">Address in From; empty when it cannot be read.</param>
/// <param name="Subject">Its subject, shortened.</param>
/// <param name="ReceivedAt">When the server got it.</param>
/// <param name="HandledAt">When it was judged.</param>
/// <param name="State">What became of it.</param>
/// <param name="Code">Why, stable (<c>mail.unclear</c>, <c>mail.not-authenticated</c> …).</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Checks">What was checked, one line each (<c>dkim=pass header.d=example.org</c>).</param>
/// <param name="Excerpt">What its sender wrote, without quotes, shortened.</param>
/// <param name="PersonId">The person it comes from, once known.</param>
/// <param name="InstanceId">The instance it is about, once known.</param>
/// <param name="TaskId">The task it is about, once known.</param>
/// <param name="MailId">The mail that it answers, once known.</param>
/// <param name="IsAnswered">Whether its sender got an answer.</param>
/// <param name="DismissedBy">Who put it aside.</param>
public sealed record IncomingMail(
    Guid Id,
    string Mailbox,
    long UidValidity,
    long Uid,
    string? MessageId,
    string Sha256,
    string Sender,
    string Subject,
    DateTimeOffset ReceivedAt,
    DateTimeOffset HandledAt,
    IncomingMailState State,
    string Code,
    LocalizedText Reason,
    ImmutableArray<string> Checks,
    string Excerpt,
    string? PersonId = null,
    Guid? InstanceId = null,
    Guid? TaskId = null,
    Guid? MailId = null,
    bool IsAnswered = false,
    string? DismissedBy = null);

/// <summary>What to show of the mails that came in.</summary>
/// <param name="State">Only this state; <see langword="null"/> = all.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to return, 1–200.</param>
public sealed record IncomingFilter(IncomingMailState? State = null, int Skip = 0, int Take = 50);

/// <summary>Remembers every mail that came in and how far each mailbox has been read.</summary>
public interface IIncomingMails
{
    /// <summary>The highest UID of a mailbox that has been judged; <see langword="null"/> = it was never read under this validity.</summary>
    Task<long?> CursorAsync(string mailbox, long uidValidity, CancellationToken cancellationToken = default);

    /// <summary>Says that everything up to a UID is done with, though nothing of it is kept.</summary>
    Task MoveCursorAsync(string mailbox, long uidValidity, long uid, CancellationToken cancellationToken = default);

    /// <summary>Adds a mail and moves the cursor of its mailbox past it, in one transaction; a mail with the same <see cref="IncomingMail.Id"/> is replaced.</summary>
    Task SaveAsync(IncomingMail mail, CancellationToken cancellationToken = default);

    /// <summary>An earlier mail with the same bytes from another place of the mailbox; <see langword="null"/> = none.</summary>
    Task<IncomingMail?> FindSameAsync(string sha256, Guid exceptId, CancellationToken cancellationToken = default);

    /// <summary>How many answers a sender has got since an instant.</summary>
    Task<int> CountAnsweredAsync(string sender, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Mails that came in, newest first: for operators, and the machine.</summary>
    Task<Page<IncomingMail>> ListAsync(Actor reader, IncomingFilter filter, CancellationToken cancellationToken = default);

    /// <summary>One mail; <see langword="null"/> when it does not exist or the reader may not see it.</summary>
    Task<IncomingMail?> FindAsync(Actor reader, Guid id, CancellationToken cancellationToken = default);
}
