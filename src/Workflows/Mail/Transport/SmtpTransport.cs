using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Workflows.Mail.Transport;

/// <summary>Sends mails through the configured server, one at a time over a connection that is kept while mail keeps coming.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport, IDisposable
{
    /// <summary>Servers drop idle connections after some minutes; one idle for longer than this is replaced rather than trusted.</summary>
    private static readonly TimeSpan KeptIdle = TimeSpan.FromSeconds(15);

    /// <summary>After a connection could not be made, the next mails are put off for this long without trying, lest each waits for the time-out in turn.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

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
                await _client.ConnectAsync(_smtp.Host, _smtp.EffectivePort, Protection(_smtp.Security), patience.Token);
                stage = SmtpStage.SignIn;
                if (_smtp.UserName.Length > 0)
                {
                    await _client.AuthenticateAsync(_smtp.UserName, _smtp.Password, patience.Token);
                }
            }

            stage = SmtpStage.Send;
            await _client.SendAsync(message, patience.Token);
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

    private static SecureSocketOptions Protection(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private SmtpClient CreateClient()
    {
        // Revocation lists live on the internet, where a closed network has no way to.
        var client = new SmtpClient { CheckCertificateRevocation = false, Timeout = (int)_smtp.Timeout.TotalMilliseconds };
        if (_smtp.CertificateAuthorityFile.Length > 0)
        {
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors);
        }

        return client;
    }

    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return false;
        }

        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        ours.ChainPolicy.CustomTrustStore.ImportFromPemFile(_smtp.CertificateAuthorityFile);
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            ours.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return ours.Build(copy);
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
