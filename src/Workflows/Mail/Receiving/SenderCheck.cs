using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace Workflows.Mail.Receiving;

/// <summary>Finds out who vouches for the sender of a mail: a DKIM signature of the domain in From, or the organisation's own server in its <c>Authentication-Results</c>.</summary>
internal sealed class SenderCheck(IDkimPublicKeyLocator keys, IOptions<MailOptions> options, MailClock clock)
{
    private const int MostSignatures = 5;

    /// <summary>Checks a mail as it was received.</summary>
    /// <exception cref="IOException">The key of a signature cannot be asked for at this moment.</exception>
    public async Task<SenderVerdict> CheckAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var checks = ImmutableArray.CreateBuilder<string>();
        if (Sender(message) is not { } sender)
        {
            return new SenderVerdict(null, null, null, ["from=not-one-address"]);
        }

        string? byDkim = null;
        var signatures = message.Headers.Where(h => h.Id == HeaderId.DkimSignature).Take(MostSignatures).ToList();
        foreach (var header in signatures)
        {
            var (line, passes) = await SignatureAsync(message, header, Domain(sender), cancellationToken);
            checks.Add(line);
            byDkim ??= passes ? line : null;
        }

        var byServer = ServersWord(message, sender, checks);
        return new SenderVerdict(sender, byDkim, byServer, checks.Count == 0 ? ["dkim=none"] : checks.ToImmutable())
        {
            CoversReceiver = signatures.TrueForAll(header => Signs(Tags(header.Value), "to")) && message.Headers.Count(h => h.Id == HeaderId.To) == 1,
        };
    }

    /// <summary>Whether a domain answers for the one in From: the same, or one above it.</summary>
    internal static bool IsAligned(string domain, string fromDomain) =>
        domain.Contains('.', StringComparison.Ordinal)
        && (fromDomain.Equals(domain, StringComparison.OrdinalIgnoreCase) || fromDomain.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>One From header with one address; anything else is a way to show one sender and be another.</summary>
    private static string? Sender(MimeMessage message) =>
        message.Headers.Count(h => h.Id == HeaderId.From) == 1 && message.From is [MailboxAddress { Domain.Length: > 0 } only] ? only.Address.ToLowerInvariant() : null;

    private static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];

    private async Task<(string Line, bool Passes)> SignatureAsync(MimeMessage message, Header header, string fromDomain, CancellationToken cancellationToken)
    {
        var tags = Tags(header.Value);
        var domain = tags.GetValueOrDefault("d", "");
        string Line(string result) => $"dkim={result} header.d={domain}";
        if (!IsAligned(domain, fromDomain))
        {
            return (Line("not-aligned"), false);
        }

        // With l= anybody could add text behind what was signed.
        if (tags.ContainsKey("l"))
        {
            return (Line("partial-body"), false);
        }

        if (!Signs(tags, "from"))
        {
            return (Line("from-not-signed"), false);
        }

        if (tags.TryGetValue("x", out var expiry) && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && clock.Now.ToUnixTimeSeconds() > seconds)
        {
            return (Line("expired"), false);
        }

        try
        {
            return await new DkimVerifier(keys).VerifyAsync(message, header, cancellationToken) ? (Line("pass"), true) : (Line("fail"), false);
        }
        catch (Exception exception) when (exception is FormatException or ParseException or NotSupportedException or ArgumentException or InvalidOperationException or Org.BouncyCastle.Security.GeneralSecurityException or Org.BouncyCastle.Crypto.CryptoException)
        {
            return (Line("permerror"), false);
        }
    }

    /// <summary>Only the topmost header of that name counts, and only when our own server wrote it: those below may have come with the mail.</summary>
    private string? ServersWord(MimeMessage message, string sender, ImmutableArray<string>.Builder checks)
    {
        var server = options.Value.Imap.AuthenticationServer;
        if (server.Length == 0 || message.Headers.FirstOrDefault(h => h.Id == HeaderId.AuthenticationResults) is not { } header)
        {
            return null;
        }

        if (!AuthenticationResults.TryParse(header.RawValue, out var results) || !server.Equals(results.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase))
        {
            checks.Add($"authentication-results=not-by-{server}");
            return null;
        }

        foreach (var result in results.Results.Where(r => r.Result.Equals("pass", StringComparison.OrdinalIgnoreCase)))
        {
            var domain = result.Method.ToLowerInvariant() switch
            {
                "dmarc" => Property(result, "header", "from"),
                "dkim" => Property(result, "header", "d"),
                _ => null,
            };
            if (domain is not null && IsAligned(domain, Domain(sender)))
            {
                var line = $"{server}: {result.Method.ToLowerInvariant()}=pass domain={domain}";
                checks.Add(line);
                return line;
            }
        }

        checks.Add($"{server}: nothing aligned");
        return null;
    }

    private static string? Property(AuthenticationMethodResult result, string type, string name) =>
        result.Properties.FirstOrDefault(p => p.PropertyType.Equals(type, StringComparison.OrdinalIgnoreCase) && p.Property.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value?.Trim();

    private static bool Signs(Dictionary<string, string> tags, string header) =>
        tags.GetValueOrDefault("h", "").Split(':').Contains(header, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Tags(string value)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in value.Split(';'))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                tags.TryAdd(part[..at].Trim(), string.Concat(part[(at + 1)..].Where(c => !char.IsWhiteSpace(c))));
            }
        }

        return tags;
    }
}
