namespace Workflows.Mail.Composing;

/// <summary>A mail template cannot be used; the message says why.</summary>
internal sealed class MailTemplateException(string message) : Exception(message)
{
    /// <summary>The line that is to blame, from 1; <see langword="null"/> = none can be named.</summary>
    public int? Line { get; init; }
}
