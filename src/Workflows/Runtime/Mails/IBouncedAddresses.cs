namespace Workflows.Runtime.Mails;

/// <summary>An address that a mail of ours came back from for good (RFC 3464): nothing is sent there until somebody has looked.</summary>
/// <param name="Address">The address, lower case.</param>
/// <param name="PersonId">Whose it was; <see langword="null"/> for a bare address.</param>
/// <param name="MailId">The mail that came back.</param>
/// <param name="IncomingId">The report of it.</param>
/// <param name="Status">The status code, such as <c>5.1.1</c>.</param>
/// <param name="Diagnostic">What the other server said, shortened; may be empty.</param>
/// <param name="BouncedAt">When the report was read.</param>
public sealed record BouncedAddress(string Address, string? PersonId, Guid MailId, Guid IncomingId, string Status, string Diagnostic, DateTimeOffset BouncedAt);

/// <summary>Addresses that mail comes back from. Reads are served from memory; a write is visible at once.</summary>
public interface IBouncedAddresses
{
    /// <summary>All that are marked, the latest first.</summary>
    IReadOnlyList<BouncedAddress> All { get; }

    /// <summary>The mark of an address, whatever its case; <see langword="null"/> = mail may go there.</summary>
    BouncedAddress? Find(string address);

    /// <summary>Marks an address, or marks it anew.</summary>
    Task MarkAsync(BouncedAddress bounced, CancellationToken cancellationToken = default);

    /// <summary>Takes the mark away.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> ClearAsync(string address, CancellationToken cancellationToken = default);
}
