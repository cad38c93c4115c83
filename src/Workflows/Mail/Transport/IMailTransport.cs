using MimeKit;

namespace Workflows.Mail.Transport;

/// <summary>Hands mails over: to a server, or to a folder.</summary>
internal interface IMailTransport
{
    /// <summary>Hands one mail over. Failures are values; only giving up by <paramref name="cancellationToken"/> throws.</summary>
    Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
