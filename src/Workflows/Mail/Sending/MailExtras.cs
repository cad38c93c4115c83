namespace Workflows.Mail.Sending;

/// <summary>What a mail has that its log does not keep.</summary>
/// <param name="Invitation">What lets its receiver decide; <see langword="null"/> = nothing.</param>
/// <param name="Answers">Message-ID of the mail that it answers; <see langword="null"/> = it answers none.</param>
internal sealed record MailExtras(Invitation? Invitation, string? Answers = null);
