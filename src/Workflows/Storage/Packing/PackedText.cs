using System.Text;
using Workflows.Core.Instances;

namespace Workflows.Storage.Packing;

/// <summary>
/// Stored JSON as what is new in it beside phrases that all such texts have: a third to a quarter of its length, for some microseconds. A text that was stored
/// before there was packing begins with its bracket and is read as it is.
/// </summary>
internal static class PackedText
{
    /// <summary>The first byte of a text that was packed with the first phrases. Other phrases need another byte, since what is stored is read with the ones it was packed with.</summary>
    private const byte First = 1;

    private static readonly KnownText Phrases = new(Read("phrases-1.txt"));

    /// <summary>Packs a text.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    public static byte[] Pack(ReadOnlySpan<byte> json) => [First, .. TextDelta.Between(Phrases, json)];

    /// <summary>Packs a text.</summary>
    /// <param name="json">JSON.</param>
    public static byte[] Pack(string json) => Pack(Encoding.UTF8.GetBytes(json));

    /// <summary>The text; empty, which is no JSON, when it cannot be unpacked: a query over many rows must not end at one that is damaged.</summary>
    public static string Text(byte[] packed)
    {
        try
        {
            return Encoding.UTF8.GetString(packed is [First, .. var delta] ? TextDelta.Apply(Phrases.Bytes, delta) : packed);
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PackedText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not built in.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
