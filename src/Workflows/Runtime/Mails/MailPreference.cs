using System.Collections.Immutable;

namespace Workflows.Runtime.Mails;

/// <summary>How somebody wants their mail. Urgent mail comes at once in any case: what somebody urges (催办), and what the definition marks so.</summary>
public enum MailDelivery
{
    /// <summary>Each mail by itself, outside quiet hours and up to the day's number; the rest in the digest.</summary>
    Each,

    /// <summary>All together in the digest.</summary>
    Digest,

    /// <summary>No mail but the urgent ones: the inbox is enough.</summary>
    UrgentOnly,
}

/// <summary>What a person has chosen for their mail. Times are of the working calendar's clock.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Delivery">How.</param>
/// <param name="QuietFrom">When mail begins to be held; <see langword="null"/> = no quiet hours.</param>
/// <param name="QuietUntil">When it goes out again, the next day when that is before <paramref name="QuietFrom"/>; set when that is.</param>
/// <param name="DigestAt">When digests come, 1 to 4 times a day, ascending.</param>
/// <param name="MostADay">How many mails a day come by themselves, 1 to 200.</param>
public sealed record MailPreference(string PersonId, MailDelivery Delivery, TimeOnly? QuietFrom, TimeOnly? QuietUntil, ImmutableArray<TimeOnly> DigestAt, int MostADay);

/// <summary>What people have chosen for their mail. Reads are served from memory; a write is visible at once.</summary>
public interface IMailPreferences
{
    /// <summary>What a person has chosen; <see langword="null"/> = nothing, the settings hold.</summary>
    MailPreference? Find(string personId);

    /// <summary>Keeps a choice.</summary>
    Task SaveAsync(MailPreference preference, CancellationToken cancellationToken = default);

    /// <summary>Forgets a choice: the settings hold again.</summary>
    Task DeleteAsync(string personId, CancellationToken cancellationToken = default);
}
