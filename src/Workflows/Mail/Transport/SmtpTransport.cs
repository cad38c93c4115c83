using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using Workflows.Mail.Sending;

namespace Workflows.Mail.Transport;

/// <summary>Sends mails through the configured server, one at a time over a connection that is kept while mail keeps coming.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport, IDisposable
{
    /// <summary>Servers drop idle connections after some minutes; one idle for longer than this is replaced rather than trusted.</summary>
    private static readonly TimeSpan KeptIdle = TimeSpan.FromSeconds(15);

    /// <summary>After a connection could not be made, the next mails are put off for this long without trying, lest each waits for the time-out in turn.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private static readonly MailboxAddress NoReturnPath = new("", "");

    private readonly SemaphoreSlim _turn = new(1);
    private readonly SmtpOptions _smtp = options.Value.Smtp;
    private SmtpClient? _client;
    private long _lastUsed;
    private Delivery? _unreachable;
    private long _unreachableSince;

    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var stage = SmtpStage.Connect;
        try
        {
            if (_unreachable is { } reason && clock.GetElapsedTime(_unreachableSince) < Rest)
            {
                return reason;
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(_smtp.Timeout);
            if (_client is not { IsConnected: true } || clock.GetElapsedTime(_lastUsed) > KeptIdle)
            {
                Drop();
                _client = CreateClient();
                await _client.ConnectAsync(_smtp.Host, _smtp.EffectivePort, ServerTrust.Protection(_smtp.Security), patience.Token);
                stage = SmtpStage.SignIn;
                if (_smtp.UserName.Length > 0)
                {
                    await _client.AuthenticateAsync(_smtp.UserName, _smtp.Password, patience.Token);
                }
            }

            stage = SmtpStage.Send;
            await (IsAnswer(message)
                ? _client.SendAsync(message, NoReturnPath, message.To.Mailboxes, patience.Token)
                : _client.SendAsync(message, patience.Token));
            _lastUsed = clock.GetTimestamp();
            return new Delivery.Accepted(null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Explain(exception, stage);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Drop();
        _turn.Dispose();
    }

    /// <summary>What answers a mail has no return path (RFC 3834), so that no machine can answer it.</summary>
    private static bool IsAnswer(MimeMessage message) => message.Headers[HeaderId.AutoSubmitted] == MailEnvelope.Answered;

    private Delivery Explain(Exception exception, SmtpStage stage)
    {
        // After a plain "no" to a mail MailKit has reset the session; after anything else the connection cannot be trusted.
        if (exception is not SmtpCommandException || stage != SmtpStage.Send)
        {
            Drop();
        }

        var delivery = SmtpFailure.Explain(exception, stage, _smtp) ?? throw new InvalidOperationException("The mail could not be sent for an unforeseen reason.", exception);
        (_unreachable, _unreachableSince) = stage == SmtpStage.Send ? (null, 0) : (delivery, clock.GetTimestamp());
        return delivery;
    }

    private SmtpClient CreateClient()
    {
        var client = new SmtpClient { Timeout = (int)_smtp.Timeout.TotalMilliseconds };
        ServerTrust.Set(client, _smtp.CertificateAuthorityFile);
        return client;
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
