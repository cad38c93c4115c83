using System.Buffers;
using System.Buffers.Binary;
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
    private const int Shortest = 6;

    /// <summary>How many bytes are looked at, at once.</summary>
    private const int Window = sizeof(ulong);

    private const int Half = 15;

    /// <summary>No text of this product comes near; what says so is damaged.</summary>
    private const int Longest = 1 << 28;

    /// <summary>What is new in a text.</summary>
    /// <param name="known">What the reader has, too.</param>
    /// <param name="text">The text.</param>
    public static byte[] Between(ReadOnlySpan<byte> known, ReadOnlySpan<byte> text)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)(known.Length + text.Length) | 1), 8, 15);
        var places = ArrayPool<int>.Shared.Rent(1 << bits);
        try
        {
            var used = places.AsSpan(0, 1 << bits);
            used.Clear();
            Index(known, used);
            return Between(known, text, used);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
        }
    }

    /// <summary>The same beside a text that is known to many: <see cref="Apply"/> is given its bytes.</summary>
    /// <param name="known">What the reader has, too.</param>
    /// <param name="text">The text.</param>
    public static byte[] Between(KnownText known, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(known);
        var places = ArrayPool<int>.Shared.Rent(known.Places.Length);
        try
        {
            known.Places.CopyTo(places);
            return Between(known.Bytes, text, places.AsSpan(0, known.Places.Length));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
        }
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

    /// <summary>Notes for each few bytes of a text where they were seen last.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">A power of two of places, counted from 1; 0 = not seen.</param>
    internal static void Index(ReadOnlySpan<byte> text, Span<int> places)
    {
        var finder = new Finder(text, places);
        for (var at = 0; at <= text.Length - Window; at++)
        {
            finder.PlaceOf(at) = at + 1;
        }
    }

    private static byte[] Between(ReadOnlySpan<byte> known, ReadOnlySpan<byte> text, Span<int> places)
    {
        var length = known.Length + text.Length;
        var all = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            known.CopyTo(all);
            text.CopyTo(all.AsSpan(known.Length));
            return Write(new Finder(all.AsSpan(0, length), places), known.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(all);
        }
    }

    private static byte[] Write(Finder finder, int start)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var (at, fresh, end) = (start, start, 0);
        WriteNumber(output, finder.All.Length - start);
        while (finder.Next(ref at, fresh, end) is { Count: > 0 } copy)
        {
            WriteHead(output, finder.All[fresh..at], copy.Count - Shortest);
            var distance = copy.From - end;
            WriteNumber(output, (distance << 1) ^ (distance >> 31));
            end = copy.From + copy.Count;
            at += copy.Count;
            fresh = at;
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
            WriteNumber(output, fresh.Length - Half);
        }

        output.Write(fresh);
        if (copied >= Half)
        {
            WriteNumber(output, copied - Half);
        }
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, int number)
    {
        var span = output.GetSpan(5);
        var (rest, count) = ((uint)number, 0);
        for (; rest > 0x7f; rest >>= 7)
        {
            span[count++] = (byte)(rest | 0x80);
        }

        span[count++] = (byte)rest;
        output.Advance(count);
    }

    private static InvalidDataException Damaged() => new("The delta was written beside another text, or is damaged.");

    /// <summary>Finds what was there before: remembers for each few bytes where they were seen last.</summary>
    private readonly ref struct Finder(ReadOnlySpan<byte> all, Span<int> places)
    {
        private readonly Span<int> _places = places;
        private readonly int _shift = 64 - BitOperations.Log2((uint)places.Length);

        public ReadOnlySpan<byte> All { get; } = all;

        /// <summary>Where the bytes at a place were seen last.</summary>
        public ref int PlaceOf(int at) => ref _places[(int)(((Read(at) << 16) * 0x9E3779B97F4A7C15) >> _shift)];

        /// <summary>The next worthwhile copy.</summary>
        /// <param name="at">Where to look from; afterwards where the copy goes.</param>
        /// <param name="fresh">Where the new bytes begin that no copy has taken.</param>
        /// <param name="end">Where the copy before ended: what follows there is likely to follow here.</param>
        /// <returns>None at the end.</returns>
        public (int From, int Count) Next(ref int at, int fresh, int end)
        {
            for (; at <= All.Length - Window; at++)
            {
                ref var place = ref PlaceOf(at);
                var best = Better(default, place - 1, at);
                place = at + 1;
                best = Better(best, end + at - fresh, at); // the new bytes stand for as many old ones
                best = Better(best, end, at); // or were put in
                var (seen, count) = best;
                if (count >= Shortest)
                {
                    for (; at > fresh && seen > 0 && All[at - 1] == All[seen - 1]; at--, seen--, count++)
                    {
                    }

                    return (seen, count);
                }
            }

            return default;
        }

        private (int From, int Count) Better((int From, int Count) best, int from, int at)
        {
            if (from < 0 || from >= at || Read(from) << 16 != Read(at) << 16)
            {
                return best;
            }

            var count = All[at..].CommonPrefixLength(All[from..]);
            return count > best.Count ? (from, count) : best;
        }

        private ulong Read(int at) => BinaryPrimitives.ReadUInt64LittleEndian(All[at..]);
    }

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
