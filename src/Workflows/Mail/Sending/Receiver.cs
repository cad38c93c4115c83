using Workflows.Core;

namespace Workflows.Mail.Sending;

/// <summary>One who gets a mail, found at the moment of sending.</summary>
/// <param name="Key">Stable name within an effect: the same receiver again is the same mail.</param>
/// <param name="PersonId">The person; <see langword="null"/> for a bare address.</param>
/// <param name="Name">As written in the mail.</param>
/// <param name="Address">Where it goes; empty when it cannot go.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Oversees">Whether the receiver is told as a superior, who looks at the ticket rather than does the task.</param>
/// <param name="Obstacle">Why nothing can be sent; <see langword="null"/> = it can.</param>
internal sealed record Receiver(string Key, string? PersonId, string Name, string Address, string Language, bool Oversees, LocalizedText? Obstacle);
