using System.Security.Cryptography;
using System.Text;

namespace Workflows.Runtime.Instances;

/// <summary>Ids that follow from other ids, so that doing a thing twice makes the same command twice.</summary>
public static class DerivedId
{
    /// <summary>The id that belongs to <paramref name="seed"/> for this purpose: always the same, and different for every other seed or purpose.</summary>
    /// <param name="seed">An id that is stable over retries.</param>
    /// <param name="purpose">What the new id is for (<c>fire</c>, <c>resume</c> …).</param>
    public static Guid From(Guid seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(purpose.Length)];
        seed.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(purpose, input[16..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input[..length], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The id that belongs to a text.</summary>
    public static Guid From(string text) => From(Guid.Empty, text);
}
