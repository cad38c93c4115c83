using Workflows.Runtime.Pumps;

namespace Workflows.Runtime.Mails;

/// <summary>
/// The mails of the log that no wish of a step drives: those held for a digest, digests, answers to what came in. Their rows are all there is of them, so what is
/// committed here is sent, however often the program is killed; a row keeps its id, and so its Message-ID, through all attempts.
/// </summary>
public interface IMailQueue
{
    /// <summary>
    /// Adds a mail that counts against its receiver's number for a day: as it is while the number is not reached, else as <paramref name="held"/>. Counting and adding are one.
    /// </summary>
    /// <param name="mail">The mail.</param>
    /// <param name="held">The same, held.</param>
    /// <param name="most">How many mails since <paramref name="since"/> are enough.</param>
    /// <param name="since">When the day began.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Which of the two was added.</returns>
    Task<OutgoingMail> AdmitAsync(OutgoingMail mail, OutgoingMail held, int most, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Adds a mail unless there is one with its id.</summary>
    Task AddAsync(OutgoingMail mail, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets go of what is held for a person until now, in one transaction: a single mail waits to be sent as it is; several become part of <paramref name="digest"/>, which is added
    /// and waits. Nothing happens when nothing is held any more.
    /// </summary>
    Task ReleaseAsync(string personId, DateTimeOffset now, OutgoingMail digest, CancellationToken cancellationToken = default);

    /// <summary>Mails whose moment has come: held ones, and those waiting to be sent.</summary>
    Task<IReadOnlyList<OutgoingMail>> DueAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default);

    /// <summary>When the next mail's moment comes; <see langword="null"/> = there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>The mails that a digest stands for, oldest first.</summary>
    Task<IReadOnlyList<OutgoingMail>> InDigestAsync(Guid digestId, CancellationToken cancellationToken = default);
}

/// <summary>Wakes the mail queue when a mail was put into it.</summary>
public sealed class MailQueueSignal : WakeSignal;
