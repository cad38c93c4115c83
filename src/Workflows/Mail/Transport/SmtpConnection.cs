using MailKit.Net.Smtp;
using MimeKit;
using Workflows.Mail.Sending;

namespace Workflows.Mail.Transport;

/// <summary>One connection to the mail server, kept while mail keeps coming. Used by one mail at a time.</summary>
internal sealed class SmtpConnection(SmtpOptions smtp, SignIn signIn, TimeProvider clock) : IDisposable
{
    /// <summary>Servers drop idle connections after some minutes; one idle for longer than this is replaced rather than trusted.</summary>
    private static readonly TimeSpan KeptIdle = TimeSpan.FromSeconds(15);

    private static readonly MailboxAddress NoReturnPath = new("", "");

    private ServerTrust _trust = new(smtp.CertificateAuthorityFile);
    private SmtpClient? _client;
    private long _lastUsed;

    /// <summary>How far the last mail got.</summary>
    public SmtpStage Stage { get; private set; }

    /// <summary>Whether a mail can be sent without connecting first.</summary>
    public bool IsReady => _client is { IsConnected: true } && clock.GetElapsedTime(_lastUsed) <= KeptIdle;

    /// <summary>Sends one mail. Failures are values; only giving up by <paramref name="cancellationToken"/> throws.</summary>
    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        Stage = SmtpStage.Connect;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(smtp.Timeout);
            var client = IsReady ? _client! : await ConnectAsync(patience.Token);
            Stage = SmtpStage.Send;
            await (IsAnswer(message)
                ? client.SendAsync(message, NoReturnPath, message.To.Mailboxes, patience.Token)
                : client.SendAsync(message, patience.Token));
            _lastUsed = clock.GetTimestamp();
            return new Delivery.Accepted(null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // After a plain "no" to a mail MailKit has reset the session; after anything else the connection cannot be trusted.
            if (exception is not SmtpCommandException || Stage != SmtpStage.Send)
            {
                Dispose();
            }

            return SmtpFailure.Explain(exception, Stage, smtp, _trust.Problem) ?? throw new InvalidOperationException("The mail could not be sent for an unforeseen reason.", exception);
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    /// <summary>What answers a mail has no return path (RFC 3834), so that no machine can answer it.</summary>
    private static bool IsAnswer(MimeMessage message) => message.Headers[HeaderId.AutoSubmitted] == MailEnvelope.Answered;

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        Dispose();
        var client = _client = new SmtpClient { Timeout = (int)smtp.Timeout.TotalMilliseconds };
        _trust = new ServerTrust(smtp.CertificateAuthorityFile);
        _trust.Guard(client);
        await client.ConnectAsync(smtp.Host, smtp.EffectivePort, ServerTrust.Protection(smtp.Security), cancellationToken);
        Stage = SmtpStage.SignIn;
        if (smtp.UserName.Length > 0)
        {
            await signIn.SignInAsync(client, smtp.UserName, smtp.Password, smtp.OAuth, cancellationToken);
        }

        return client;
    }
}
