using System.Security.Cryptography;
using System.Text;

namespace Workflows.Inspection;

/// <summary>Ids that follow from what they stand for, so that doing a thing twice names it the same.</summary>
internal static class DerivedId
{
    /// <summary>The id of these parts: always the same for the same parts (RFC 9562, version 8).</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts!)));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
