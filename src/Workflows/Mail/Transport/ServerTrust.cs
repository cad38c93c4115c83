using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Security;

namespace Workflows.Mail.Transport;

/// <summary>How a server proves that it is the one that was meant, for sending and reading alike: one for each connection, so that it can say afterwards what was wrong.</summary>
/// <param name="authorityFile">PEM of an authority to trust besides the system's; empty = none.</param>
internal sealed class ServerTrust(string authorityFile)
{
    /// <summary>What is wrong with the certificate that the server showed; <see cref="SslPolicyErrors.None"/> = nothing, or it showed none.</summary>
    public SslPolicyErrors Problem { get; private set; }

    /// <summary>Lets a client check its server so.</summary>
    public void Guard(IMailService client)
    {
        // Revocation lists live on the internet, where a closed network has no way to.
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            Problem = IsTrusted(certificate, chain, errors) ? SslPolicyErrors.None : errors;
            return Problem == SslPolicyErrors.None;
        };
    }

    /// <summary>MailKit's word for a protection.</summary>
    public static SecureSocketOptions Protection(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null || authorityFile.Length == 0)
        {
            return false;
        }

        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        ours.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            ours.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return ours.Build(copy);
    }
}
