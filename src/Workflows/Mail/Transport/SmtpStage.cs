namespace Workflows.Mail.Transport;

/// <summary>How far a conversation with the mail server got.</summary>
internal enum SmtpStage
{
    Connect,
    SignIn,
    Send,
}
