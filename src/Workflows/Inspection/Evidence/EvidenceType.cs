namespace Workflows.Inspection.Evidence;

/// <summary>Tells what a file is by its first bytes. Names and claims of the sender do not count.</summary>
internal static class EvidenceType
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadLength = 64;

    /// <summary>What anything else is.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>The media type.</summary>
    public static string Of(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8) ? "image/webp"
        : head.Length >= 12 && head[4..].StartsWith("ftyp"u8) ? IsoMedia(head[8..12])
        : head.StartsWith("%PDF-"u8) ? "application/pdf"
        : head.StartsWith("PK\u0003\u0004"u8) ? "application/zip"
        : Unknown;

    /// <summary>Whether it is a picture that evidence may be.</summary>
    public static bool IsPicture(string type) => type is "image/jpeg" or "image/png" or "image/webp" or "image/heic";

    private static string IsoMedia(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("hevc"u8) ? "image/heic"
        : brand.SequenceEqual("isom"u8) || brand.SequenceEqual("mp42"u8) || brand.SequenceEqual("mp41"u8) ? "video/mp4"
        : Unknown;
}
