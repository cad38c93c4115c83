using System.Collections.Immutable;

namespace Workflows.Runtime.Mails;

/// <summary>What a mail carries so that its receiver can decide: a secret in its link and another for its answer, of which only hashes are kept.</summary>
/// <param name="Id">Unique; the ids of the commands that it gives follow from it.</param>
/// <param name="LinkHash">SHA-256 (hex, lower case) of the secret in the link; <see langword="null"/> when the mail has none.</param>
/// <param name="ReplyHash">SHA-256 of the secret that an answer must bring; <see langword="null"/> when answers do not decide.</param>
/// <param name="MailId">The mail.</param>
/// <param name="PersonId">The only person who may decide with it.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="TaskId">The only task that can be decided with it.</param>
/// <param name="Revision">The instance's revision when the mail was made.</param>
/// <param name="StateAt">When the instance reached that revision: what is later has changed since the mail.</param>
/// <param name="Outcomes">The only outcomes that can be chosen with it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="BurntAt">When its task was decided, by whatever way; <see langword="null"/> while it has not been.</param>
public sealed record DecisionKey(
    Guid Id,
    string? LinkHash,
    string? ReplyHash,
    Guid MailId,
    string PersonId,
    Guid InstanceId,
    Guid TaskId,
    long Revision,
    DateTimeOffset StateAt,
    ImmutableArray<string> Outcomes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? BurntAt = null)
{
    /// <summary>The number of its task in a mail that asks for several decisions, from 1; 0 = the mail asks for this one only.</summary>
    public int Line { get; init; }
}

/// <summary>Keeps decision keys. The step that closes a task burns all keys of it in its own transaction.</summary>
public interface IDecisionKeys
{
    /// <summary>Adds the keys of one sending of a mail, in one transaction.</summary>
    Task AddAsync(IReadOnlyCollection<DecisionKey> keys, CancellationToken cancellationToken = default);

    /// <summary>The key with this hash of its link's secret, burnt or not; <see langword="null"/> = none.</summary>
    Task<DecisionKey?> FindByLinkAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>The keys with this hash of their answer's secret, burnt or not, by their lines: one for each decision that the mail asked for.</summary>
    Task<IReadOnlyList<DecisionKey>> FindByReplyAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>All keys of a mail, of all its sendings, burnt or not.</summary>
    Task<IReadOnlyList<DecisionKey>> OfMailAsync(Guid mailId, CancellationToken cancellationToken = default);
}
