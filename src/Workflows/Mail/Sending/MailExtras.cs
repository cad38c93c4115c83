namespace Workflows.Mail.Sending;

/// <summary>What a mail gets for one sending only.</summary>
/// <param name="Invitation">What lets its receiver decide.</param>
/// <param name="Footer">The product's own words below it, which say how; where the secrets go stand their places.</param>
internal sealed record MailExtras(Invitation Invitation, string Footer)
{
    /// <summary>A text with the footer below it, as the log keeps it.</summary>
    public string Below(string body) => $"{body.TrimEnd()}\n\n{Footer}";
}
