using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Workflows.Runtime.Mails;

namespace Host.Decide;

/// <summary>Goes out with the page and must come back with the decision: which link was opened, and what its holder was shown.</summary>
public sealed class DecideNonce(IDataProtectionProvider protection)
{
    /// <summary>How long a page may stay open before it has to be read again.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(2);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("decide").ToTimeLimitedDataProtector();

    /// <summary>A nonce for a page that shows a revision.</summary>
    public string Make(DecisionKey key, long revision)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{key.Id:N}:{revision}"), GoodFor);
    }

    /// <summary>The revision that was shown; <see langword="null"/> when the nonce is of another link, forged or too old.</summary>
    public long? Read(DecisionKey key, string? nonce)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            var parts = _protector.Unprotect(nonce ?? "").Split(':');
            return parts.Length == 2 && parts[0] == key.Id.ToString("N") && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
