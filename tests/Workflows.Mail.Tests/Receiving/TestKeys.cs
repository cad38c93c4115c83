using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Security;

namespace Workflows.Mail.Tests.Receiving;

/// <summary>DKIM keys of some domains: signs with them, and gives them out as the domain name system would.</summary>
internal sealed class TestKeys : IDkimPublicKeyLocator
{
    private readonly Dictionary<string, AsymmetricCipherKeyPair> _keys = [];

    public TestKeys(params string[] domains)
    {
        var generator = new RsaKeyPairGenerator();
        generator.Init(new KeyGenerationParameters(new SecureRandom(), 1024));
        foreach (var domain in domains)
        {
            _keys.Add(domain, generator.GenerateKeyPair());
        }
    }

    public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) => _keys[domain].Public;

    public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) => Task.FromResult(_keys[domain].Public);

    /// <summary>The mail with a signature of the domain on top.</summary>
    public string Sign(string mail, string domain, bool coversReceiver = true)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        var message = MimeMessage.Load(stream);
        var signer = new DkimSigner(_keys[domain].Private, domain, "test") { HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed };
        HeaderId[] covered = [HeaderId.From, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId];
        signer.Sign(message, coversReceiver ? [.. covered, HeaderId.To] : covered);
        using var signed = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, signed);
        return Encoding.UTF8.GetString(signed.ToArray());
    }
}
