using System.Security.Cryptography;

namespace Host.Accounts;

/// <summary>Makes passwords that can be read out over the telephone: no letters that look alike.</summary>
internal static class PasswordMaker
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Three groups of four (about 59 bits): <c>k7dm-x2qp-94hn</c>.</summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}
