using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Mails;

/// <summary>What the Mail page needs of the mail room besides the log.</summary>
public interface IMailDesk
{
    /// <summary>Where mail goes at present.</summary>
    MailRoute Route { get; }

    /// <summary>Sends a test mail now, not through the outbox, and logs it.</summary>
    /// <returns>Why it could not be sent (<c>mail.bad-address</c>, <c>mail.server-refused</c> …); <see langword="null"/> when the server took it.</returns>
    Task<Refusal?> SendTestAsync(Actor by, string address, CancellationToken cancellationToken = default);

    /// <summary>Tries the way to the mailbox that answers come to: connects, signs in, opens its folder.</summary>
    /// <returns>What failed (<c>mail.dns</c>, <c>mail.certificate</c>, <c>mail.auth</c> …); <see langword="null"/> when it can be read.</returns>
    Task<Refusal?> TryMailboxAsync(Actor by, CancellationToken cancellationToken = default);

    /// <summary>Has a parked mail tried again, whether a wish of a step or the mail queue drives it.</summary>
    /// <returns>Why not (<c>mail.not-parked</c>); <see langword="null"/> = it is on its way.</returns>
    Task<Refusal?> SendAgainAsync(Actor by, Guid mailId, CancellationToken cancellationToken = default);

    /// <summary>Lets mail go to an address again that it came back from.</summary>
    /// <returns>Why not; <see langword="null"/> = it may.</returns>
    Task<Refusal?> ClearAddressAsync(Actor by, string address, CancellationToken cancellationToken = default);
}

/// <summary>Where mail goes.</summary>
/// <param name="Server">Host and port of the SMTP server; <see langword="null"/> when mail is written as files.</param>
/// <param name="Folder">Folder of the <c>.eml</c> files; <see langword="null"/> when a server is configured.</param>
/// <param name="From">Sender address.</param>
/// <param name="Mailbox">The mailbox that answers are read from; <see langword="null"/> = none.</param>
public sealed record MailRoute(string? Server, string? Folder, string From, string? Mailbox = null);
