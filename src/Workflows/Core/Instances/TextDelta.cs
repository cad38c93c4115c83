using System.Buffers;
using System.Numerics;

namespace Workflows.Core.Instances;

/// <summary>
/// Writes a text as what is new in it beside a text that is known: copies out of what went before and letters of its own, as VCDIFF (RFC 3284) does it. Made for
/// some kilobytes of JSON at a cost of microseconds. The form is stored for ever: <see cref="Apply"/> must read what any release has written.
/// </summary>
/// <remarks>
/// The form: the length of the text; then, until it is whole, a byte whose halves are the number of new bytes and that of copied ones less <see cref="Shortest"/>
/// (15 = more follows), the new bytes, and the distance of the copy from the end of the one before. Numbers are in groups of 7 bits, lowest first; a
/// distance has its sign in the lowest bit. Places count over the known text and the text written so far.
/// </remarks>
public static class TextDelta
{
    /// <summary>A shorter copy costs more than its bytes.</summary>
    internal const int Shortest = 6;

    private const int Half = 15;

    /// <summary>No text of this product comes near; what says so is damaged.</summary>
    private const int Longest = 1 << 28;

    /// <summary>What is new in a text.</summary>
    /// <param name="known">What the reader has, too.</param>
    /// <param name="text">The text.</param>
    public static byte[] Between(ReadOnlySpan<byte> known, ReadOnlySpan<byte> text)
    {
        var memory = ArrayPool<int>.Shared.Rent(PlaceIndex.SizeFor(known.Length));
        try
        {
            return Between(known, PlaceIndex.Of(known, memory), text);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(memory);
        }
    }

    /// <summary>The same beside a text that is known to many: <see cref="Apply"/> is given its bytes.</summary>
    /// <param name="known">What the reader has, too.</param>
    /// <param name="text">The text.</param>
    public static byte[] Between(KnownText known, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(known);
        return Between(known.Bytes, known.Places, text);
    }

    /// <summary>The text of which a delta says what is new.</summary>
    /// <param name="known">What was known when it was written.</param>
    /// <param name="delta">The delta.</param>
    /// <exception cref="InvalidDataException">It was written beside another text, or is damaged.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> known, ReadOnlySpan<byte> delta)
    {
        var input = new Input(delta);
        var length = input.Number();
        var text = new byte[length];
        var (at, end) = (0, 0);
        while (at < length)
        {
            var head = input.Byte();
            var fresh = input.Length(head >> 4);
            input.Bytes(fresh).CopyTo(Room(text, at, fresh));
            at += fresh;
            if (at < length)
            {
                var count = input.Length(head & Half) + Shortest;
                var from = end + input.Distance();
                Copy(known, text, from, at, Room(text, at, count).Length);
                at += count;
                end = from + count;
            }
        }

        return input.IsEmpty ? text : throw Damaged();
    }

    /// <summary>How many bytes a number takes.</summary>
    internal static int LengthOf(uint number) => 1 + (BitOperations.Log2(number | 1) / 7);

    /// <summary>A distance with its sign in the lowest bit.</summary>
    internal static uint Folded(int distance) => (uint)((distance << 1) ^ (distance >> 31));

    private static byte[] Between(ReadOnlySpan<byte> known, PlaceIndex knownPlaces, ReadOnlySpan<byte> text)
    {
        var length = known.Length + text.Length;
        var all = ArrayPool<byte>.Shared.Rent(length);
        var memory = ArrayPool<int>.Shared.Rent(PlaceIndex.SizeFor(text.Length));
        try
        {
            known.CopyTo(all);
            text.CopyTo(all.AsSpan(known.Length));
            return Write(new CopyFinder(all.AsSpan(0, length), knownPlaces, PlaceIndex.Over(known.Length, text.Length, memory)), known.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(all);
            ArrayPool<int>.Shared.Return(memory);
        }
    }

    private static byte[] Write(CopyFinder finder, int start)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var (fresh, end) = (start, 0);
        WriteNumber(output, (uint)(finder.All.Length - start));
        while (finder.Next(fresh, end) is { Count: > 0 } copy)
        {
            WriteHead(output, finder.All[fresh..copy.To], copy.Count - Shortest);
            WriteNumber(output, Folded(copy.From - end));
            (fresh, end) = (copy.To + copy.Count, copy.From + copy.Count);
        }

        if (fresh < finder.All.Length)
        {
            WriteHead(output, finder.All[fresh..], 0);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Where the copy reaches into what it writes, the same bytes come again and again.</summary>
    private static void Copy(ReadOnlySpan<byte> known, Span<byte> text, int from, int at, int count)
    {
        if (from < 0 || from >= known.Length + at)
        {
            throw Damaged();
        }

        if (from + count <= known.Length)
        {
            known.Slice(from, count).CopyTo(text[at..]);
            return;
        }

        for (var i = 0; i < count; i++, from++)
        {
            text[at + i] = from < known.Length ? known[from] : text[from - known.Length];
        }
    }

    private static Span<byte> Room(byte[] text, int at, int count) => count <= text.Length - at ? text.AsSpan(at, count) : throw Damaged();

    private static void WriteHead(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> fresh, int copied)
    {
        output.GetSpan(1)[0] = (byte)((Math.Min(fresh.Length, Half) << 4) | Math.Min(copied, Half));
        output.Advance(1);
        if (fresh.Length >= Half)
        {
            WriteNumber(output, (uint)(fresh.Length - Half));
        }

        output.Write(fresh);
        if (copied >= Half)
        {
            WriteNumber(output, (uint)(copied - Half));
        }
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, uint number)
    {
        var span = output.GetSpan(5);
        var (rest, count) = (number, 0);
        for (; rest > 0x7f; rest >>= 7)
        {
            span[count++] = (byte)(rest | 0x80);
        }

        span[count++] = (byte)rest;
        output.Advance(count);
    }

    private static InvalidDataException Damaged() => new("The delta was written beside another text, or is damaged.");

    /// <summary>Reads what <see cref="Write"/> has written, and trusts none of it.</summary>
    private ref struct Input(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public readonly bool IsEmpty => _rest.IsEmpty;

        public byte Byte() => Bytes(1)[0];

        public ReadOnlySpan<byte> Bytes(int count)
        {
            var taken = count <= _rest.Length ? _rest[..count] : throw Damaged();
            _rest = _rest[count..];
            return taken;
        }

        public int Length(int half) => half < Half ? half : Half + Number();

        public int Distance()
        {
            var folded = Raw();
            return (int)(folded >> 1) ^ -(int)(folded & 1);
        }

        public int Number() => Raw() is var number and <= Longest ? (int)number : throw Damaged();

        private uint Raw()
        {
            var number = 0u;
            for (var shift = 0; shift <= 28; shift += 7)
            {
                var part = Byte();
                number |= (uint)(part & 0x7f) << shift;
                if (part <= 0x7f)
                {
                    return number;
                }
            }

            throw Damaged();
        }
    }
}
