namespace Workflows.Mail.Composing;

/// <summary>A mail template cannot be used; the message says why.</summary>
internal sealed class MailTemplateException(string message) : Exception(message);
