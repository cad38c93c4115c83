using System.Buffers.Binary;
using System.Numerics;

namespace Workflows.Core.Instances;

/// <summary>Where each few bytes of a text lie: the last place of all that were noted, and from each place the one before it.</summary>
internal readonly ref struct PlaceIndex
{
    /// <summary>How many bytes are read at once; those after <see cref="TextDelta.Shortest"/> do not count.</summary>
    public const int Window = sizeof(ulong);

    private const int Ignored = 8 * (Window - TextDelta.Shortest);

    private readonly Span<int> _last; // places are counted from 1; 0 = none
    private readonly Span<int> _before;
    private readonly int _first;
    private readonly int _shift;

    private PlaceIndex(int first, int length, Span<int> memory)
    {
        var bits = BitsFor(length);
        (_first, _shift) = (first, 64 - bits);
        _last = memory[..(1 << bits)];
        _before = memory.Slice(1 << bits, length);
    }

    /// <summary>How many numbers of memory the index of a text takes.</summary>
    public static int SizeFor(int length) => (1 << BitsFor(length)) + length;

    /// <summary>An index over a text that begins at a place; nothing is noted yet.</summary>
    public static PlaceIndex Over(int first, int length, Span<int> memory)
    {
        var index = new PlaceIndex(first, length, memory);
        index._last.Clear();
        return index;
    }

    /// <summary>The index of a whole text.</summary>
    public static PlaceIndex Of(ReadOnlySpan<byte> text, Span<int> memory)
    {
        var index = Over(0, text.Length, memory);
        for (var at = 0; at <= text.Length - Window; at++)
        {
            index.Note(Piece(text, at), at);
        }

        return index;
    }

    /// <summary>What <see cref="Of"/> has made in the same memory.</summary>
    public static PlaceIndex Again(int length, Span<int> memory) => new(0, length, memory);

    /// <summary>The few bytes at a place, as a number.</summary>
    public static ulong Piece(ReadOnlySpan<byte> text, int at) => BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) << Ignored;

    /// <summary>Notes a place.</summary>
    public void Note(ulong piece, int at)
    {
        ref var last = ref _last[Bucket(piece)];
        _before[at - _first] = last;
        last = at + 1;
    }

    /// <summary>The last place that was noted for these bytes, or for others of the same bucket; negative = none.</summary>
    public int Last(ulong piece) => _last[Bucket(piece)] - 1;

    /// <summary>The place before it; negative = none.</summary>
    public int Before(int place) => _before[place - _first] - 1;

    /// <summary>Four buckets or more for each place: what shares one with others costs a look at each of them.</summary>
    private static int BitsFor(int length) => Math.Clamp(BitOperations.Log2((uint)length | 1) + 2, 8, 16);

    private int Bucket(ulong piece) => (int)((piece * 0x9E3779B97F4A7C15) >> _shift);
}
