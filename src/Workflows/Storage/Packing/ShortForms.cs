using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Workflows.Storage.Packing;

/// <summary>
/// Ids and instants in JSON as their bytes, each behind a byte that no text in UTF-8 has. Only those that would be written out the same way again are taken, so
/// that <see cref="Lengthen"/> gives the very text.
/// </summary>
internal static class ShortForms
{
    private const byte Id = 0xFF;
    private const byte Instant = 0xFE;
    private const int IdLength = 36;
    private const int IdBytes = 16;
    private const int InstantBytes = sizeof(long);

    private static readonly SearchValues<byte> Marks = SearchValues.Create(Id, Instant);

    /// <summary>The text with its ids and instants short.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <param name="output">Takes it.</param>
    public static void Shorten(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output)
    {
        while (json.IndexOf((byte)'"') is var quote and >= 0)
        {
            output.Write(json[..(quote + 1)]);
            json = json[(quote + 1)..];
            json = json[Taken(json, output)..];
        }

        output.Write(json);
    }

    /// <summary>The text as it was.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ReadOnlySpan<byte> Lengthen(ReadOnlySpan<byte> text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length * 3 / 2);
        while (text.IndexOfAny(Marks) is var mark and >= 0)
        {
            output.Write(text[..mark]);
            var length = text[mark] == Id ? IdBytes : InstantBytes;
            var bytes = length < text.Length - mark ? text.Slice(mark + 1, length) : throw Damaged();
            if (text[mark] == Id)
            {
                WriteId(bytes, output);
            }
            else
            {
                WriteInstant(bytes, output);
            }

            text = text[(mark + 1 + length)..];
        }

        output.Write(text);
        return output.WrittenSpan;
    }

    /// <returns>How many bytes an id or instant at the beginning took; 0 = there is none.</returns>
    private static int Taken(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output) =>
        text.Length > IdLength && text[8] == '-' ? TakenId(text[..IdLength], output)
        : text.Length > IdLength && text[10] == 'T' ? TakenInstant(text, output)
        : 0;

    private static int TakenId(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        if (!Utf8Parser.TryParse(text, out Guid id, out var length) || length != IdLength || text.ContainsAnyInRange((byte)'A', (byte)'F'))
        {
            return 0;
        }

        var span = Room(output, Id, IdBytes);
        id.TryWriteBytes(span, bigEndian: true, out _);
        return length;
    }

    /// <summary>In the form of JSON: UTC, and no zero at the end of a fraction.</summary>
    private static int TakenInstant(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        const int Seconds = 19, Whole = 33;
        var length = text[..IdLength].IndexOf((byte)'"');
        if (length < Seconds || !text[..length].EndsWith("+00:00"u8))
        {
            return 0;
        }

        Span<byte> padded = stackalloc byte[Whole];
        "0000-00-00T00:00:00.0000000+00:00"u8.CopyTo(padded);
        var digits = text[..(length - 6)];
        if (digits.Length > Seconds + 8 || (digits.Length > Seconds && (digits.Length == Seconds + 1 || digits[^1] == '0')))
        {
            return 0;
        }

        digits.CopyTo(padded);
        if (!Utf8Parser.TryParse(padded, out DateTimeOffset instant, out var read, 'O') || read != Whole)
        {
            return 0;
        }

        BinaryPrimitives.WriteInt64BigEndian(Room(output, Instant, InstantBytes), instant.UtcTicks);
        return length;
    }

    private static Span<byte> Room(ArrayBufferWriter<byte> output, byte mark, int length)
    {
        var span = output.GetSpan(1 + length)[..(1 + length)];
        span[0] = mark;
        output.Advance(1 + length);
        return span[1..];
    }

    private static void WriteId(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> output)
    {
        Utf8Formatter.TryFormat(new Guid(bytes, bigEndian: true), output.GetSpan(IdLength), out var length);
        output.Advance(length);
    }

    private static void WriteInstant(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> output)
    {
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            throw Damaged();
        }

        Span<byte> text = stackalloc byte[33];
        Utf8Formatter.TryFormat(new DateTimeOffset(ticks, TimeSpan.Zero), text, out _, 'O');
        output.Write(text[..^6].TrimEnd((byte)'0') is var digits && digits[^1] == '.' ? digits[..^1] : digits);
        output.Write("+00:00"u8);
    }

    private static InvalidDataException Damaged() => new("The text is damaged.");
}
