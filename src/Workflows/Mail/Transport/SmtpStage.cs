namespace Workflows.Mail.Transport;

/// <summary>How far a conversation with a mail server got.</summary>
internal enum SmtpStage
{
    Connect,
    SignIn,
    Send,
}
