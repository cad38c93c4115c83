using Workflows.Core.Instances;
using Workflows.Runtime.Effects;

namespace Workflows.Runtime.Outbox;

/// <summary>A wish on lease.</summary>
/// <param name="Effect">The wish.</param>
/// <param name="Token">Proof of the lease: whoever lost it can change the row no more.</param>
/// <param name="Context">Where it comes from, with the number of this attempt.</param>
public sealed record LeasedEffect(Effect Effect, string Token, EffectContext Context);

/// <summary>Wishes as rows, written by the steps that wished them.</summary>
public interface IOutboxStore
{
    /// <summary>Takes wishes that are due, oldest first, and those whose lease has run out.</summary>
    /// <param name="token">A new token for this claim.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="now">The present.</param>
    /// <param name="until">When the lease ends unless it is renewed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<LeasedEffect>> ClaimAsync(string token, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Prolongs a lease.</summary>
    /// <returns><see langword="false"/> when it was lost.</returns>
    Task<bool> RenewAsync(Guid effectId, string token, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>The wish is fulfilled: the row goes.</summary>
    Task<bool> CompleteAsync(Guid effectId, string token, CancellationToken cancellationToken = default);

    /// <summary>Has it tried again.</summary>
    /// <param name="effectId">The wish.</param>
    /// <param name="token">The lease.</param>
    /// <param name="at">Not before.</param>
    /// <param name="error">What went wrong; <see langword="null"/> for a snooze, which does not count as an attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> RetryAsync(Guid effectId, string token, DateTimeOffset at, string? error, CancellationToken cancellationToken = default);

    /// <summary>Gives it up until an operator sends it again.</summary>
    Task<bool> ParkAsync(Guid effectId, string token, DateTimeOffset at, string reason, CancellationToken cancellationToken = default);

    /// <summary>When the next wish is due or the next lease ends; <see langword="null"/> = there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken = default);
}
