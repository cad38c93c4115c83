using System.Buffers.Binary;

namespace Workflows.Core.Flow;

/// <summary>
/// Makes the ids of everything that a step creates: the same command at the same instant gives the same ids, in the order of creation.
/// </summary>
/// <remarks>
/// The layout is that of a version 7 UUID: 48 bits of milliseconds, then a counter of 24 bits, then 50 bits mixed from the command's id,
/// so that ids of different commands in one millisecond do not meet.
/// </remarks>
internal sealed class IdSequence
{
    private readonly ulong _milliseconds;
    private readonly ulong _mixed;
    private uint _counter;

    public IdSequence(Guid commandId, DateTimeOffset now)
    {
        _milliseconds = (ulong)Math.Max(0, now.ToUnixTimeMilliseconds()) & 0xFFFF_FFFF_FFFF;
        Span<byte> bytes = stackalloc byte[16];
        commandId.TryWriteBytes(bytes, bigEndian: true, out _);
        _mixed = Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))) & 0x3_FFFF_FFFF_FFFF;
    }

    public Guid Next()
    {
        var counter = (ulong)(_counter++ & 0xFF_FFFF);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (_milliseconds << 16) | 0x7000 | (counter >> 12));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (0b10UL << 62) | ((counter & 0xFFF) << 50) | _mixed);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
