using DnsClient;
using DnsClient.Protocol;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Workflows.Mail.Receiving;

/// <summary>Asks the domain name system for the public keys of DKIM signatures. Answers are cached for as long as they say.</summary>
internal sealed class DnsKeyLocator : DkimPublicKeyLocatorBase
{
    private const int LongestName = 253;

    private readonly Lazy<LookupClient> _dns = new(() => new LookupClient(new LookupClientOptions { UseCache = true, Timeout = TimeSpan.FromSeconds(5), Retries = 2, ThrowDnsErrors = false }));

    /// <inheritdoc/>
    public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        LocatePublicKeyAsync(methods, domain, selector, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <exception cref="IOException">The system cannot be asked at this moment.</exception>
    /// <exception cref="FormatException">There is no such key.</exception>
    public override async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default)
    {
        var name = $"{selector}._domainkey.{domain}";
        if (name.Length > LongestName || !methods.Split(':').Any(m => m.Trim().Equals("dns/txt", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FormatException($"The key of {name} cannot be asked for.");
        }

        var records = await AskAsync(name, cancellationToken).ConfigureAwait(false);
        return records.Select(record => string.Concat(record.Text)).FirstOrDefault(text => text.Contains("p=", StringComparison.Ordinal)) is { } key
            ? GetPublicKey(key)
            : throw new FormatException($"There is no key {name}.");
    }

    private async Task<IEnumerable<TxtRecord>> AskAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _dns.Value.QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken).ConfigureAwait(false);
            return !answer.HasError || answer.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain
                ? answer.Answers.TxtRecords()
                : throw new IOException($"The domain name system does not answer for {name}: {answer.ErrorMessage}");
        }
        catch (DnsResponseException exception)
        {
            throw new IOException($"The domain name system cannot be asked for {name}: {exception.Message}", exception);
        }
    }
}
