using System.Security.Cryptography;
using System.Text;

namespace Workflows.Runtime.Mails;

/// <summary>Makes the secrets of decision keys, and the hashes by which they are found again.</summary>
public static class DecisionSecret
{
    // No letters that mail servers could change the case of, no characters that mean something in an address.
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A secret for a link: 256 random bits.</summary>
    public static string ForLink() => RandomNumberGenerator.GetString(Alphabet, 52);

    /// <summary>A secret for an answer: 160 random bits, short enough for the part of an address before the @.</summary>
    public static string ForReply() => RandomNumberGenerator.GetString(Alphabet, 32);

    /// <summary>What is kept of a secret: SHA-256, hex, lower case. Letter case does not count.</summary>
    public static string Hash(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Trim().ToLowerInvariant())));
    }
}
