using Workflows.Core;

namespace Workflows.Mail.Transport;

/// <summary>What came of handing a mail over.</summary>
internal abstract record Delivery
{
    /// <summary>It is out of our hands.</summary>
    /// <param name="File">Name of the file it was written to; <see langword="null"/> when a server took it.</param>
    public sealed record Accepted(string? File) : Delivery;

    /// <summary>It cannot go out as it is, now or later.</summary>
    /// <param name="Why">What failed and what to do.</param>
    public sealed record Refused(Refusal Why) : Delivery;

    /// <summary>It could not go out now; nothing is wrong with the mail itself.</summary>
    /// <param name="Why">What failed and what to do.</param>
    public sealed record Postponed(Refusal Why) : Delivery;
}
