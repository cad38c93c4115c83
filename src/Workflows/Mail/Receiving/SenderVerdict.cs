using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Mail.Receiving;

/// <summary>Who an answer comes from, and who vouches for it.</summary>
/// <param name="Address">The one address in From, lower case; <see langword="null"/> when there is not exactly one.</param>
/// <param name="ByDkim">What vouches by a DKIM signature that was verified here; <see langword="null"/> = nothing.</param>
/// <param name="ByServer">What vouches by the word of the organisation's own server; <see langword="null"/> = nothing.</param>
/// <param name="Checks">Everything that was checked, one line each.</param>
internal sealed record SenderVerdict(string? Address, string? ByDkim, string? ByServer, ImmutableArray<string> Checks)
{
    /// <summary>
    /// Whether what vouches covers the To line too. Where it does not, anybody who holds a signed mail of the sender could send it on to another address, and a
    /// secret in that address proves nothing.
    /// </summary>
    public bool CoversReceiver { get; init; }

    /// <summary>What vouches for the sender as far as a policy demands; <see langword="null"/> = not enough.</summary>
    public string? Vouched(ReplyPolicy policy) => Address is null ? null : policy switch
    {
        ReplyPolicy.DkimOnly => ByDkim,
        ReplyPolicy.Authenticated => ByDkim ?? ByServer,
        _ => null,
    };
}
