using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Security;

namespace Workflows.Mail.Transport;

/// <summary>How a server proves that it is the one that was meant, for sending and reading alike.</summary>
internal static class ServerTrust
{
    /// <summary>Trusts the system's authorities, and one more when a file names it.</summary>
    public static void Set(IMailService client, string certificateAuthorityFile)
    {
        // Revocation lists live on the internet, where a closed network has no way to.
        client.CheckCertificateRevocation = false;
        if (certificateAuthorityFile.Length > 0)
        {
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificateAuthorityFile, certificate, chain, errors);
        }
    }

    /// <summary>MailKit's word for a protection.</summary>
    public static SecureSocketOptions Protection(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private static bool IsTrusted(string authorityFile, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
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
        ours.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            ours.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return ours.Build(copy);
    }
}
