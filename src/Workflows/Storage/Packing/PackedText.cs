using System.Buffers;
using System.Text;
using Workflows.Core.Instances;

namespace Workflows.Storage.Packing;

/// <summary>
/// Stored JSON as what is new in it beside phrases that all such texts have: a third to a quarter of its length, for some microseconds. A text that was stored
/// before there was packing begins with its bracket and is read as it is.
/// </summary>
internal static class PackedText
{
    /// <summary>The first byte of a text that was packed with the first phrases as it was written. Another way needs another byte, since what is stored is read as it was packed.</summary>
    private const byte Written = 1;

    /// <summary>The same with ids and instants in <see cref="ShortForms"/>.</summary>
    private const byte Shortened = 2;

    private static readonly KnownText Phrases = new(Read("phrases-1.txt"));

    /// <summary>Packs a text.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    public static byte[] Pack(ReadOnlySpan<byte> json)
    {
        var text = new ArrayBufferWriter<byte>(json.Length + 1);
        ShortForms.Shorten(json, text);
        return [Shortened, .. TextDelta.Between(Phrases, text.WrittenSpan)];
    }

    /// <summary>Packs a text.</summary>
    /// <param name="json">JSON.</param>
    public static byte[] Pack(string json) => Pack(Encoding.UTF8.GetBytes(json));

    /// <summary>The text; empty, which is no JSON, when it cannot be unpacked: a query over many rows must not end at one that is damaged.</summary>
    public static string Text(byte[] packed)
    {
        try
        {
            return Encoding.UTF8.GetString(packed switch
            {
                [Shortened, ..] => ShortForms.Lengthen(TextDelta.Apply(Phrases.Bytes, packed.AsSpan(1))),
                [Written, ..] => TextDelta.Apply(Phrases.Bytes, packed.AsSpan(1)),
                _ => packed,
            });
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
