using System.Buffers.Binary;
using System.Numerics;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>
/// A set of short UTF-8 keys, made for looking up tens of millions of rows against a few million keys: keys lie in one array in the order added,
/// and a lookup first tries the key found last and the one after it, which is right nearly always in files sorted by day or by customer.
/// </summary>
internal sealed class Utf8KeySet
{
    private byte[] _bytes = new byte[1 << 16];
    private int[] _starts = new int[1 << 10];
    private int[] _slots = new int[1 << 11];
    private int _last;

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a key; adding it again changes nothing.</summary>
    public void Add(ReadOnlySpan<byte> key)
    {
        if (2 * (Count + 1) > _slots.Length)
        {
            Grow();
        }

        var slot = Probe(key);
        if (_slots[slot] != 0)
        {
            return;
        }

        var start = _starts[Count];
        if (start + key.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, start + key.Length));
        }

        if (Count + 2 > _starts.Length)
        {
            Array.Resize(ref _starts, 2 * _starts.Length);
        }

        key.CopyTo(_bytes.AsSpan(start));
        _starts[Count + 1] = start + key.Length;
        _slots[slot] = ++Count;
    }

    /// <summary>Whether the key is in the set.</summary>
    public bool Contains(ReadOnlySpan<byte> key)
    {
        if (Matches(_last, key))
        {
            return true;
        }

        if (Matches(_last + 1, key))
        {
            _last++;
            return true;
        }

        var found = _slots[Probe(key)] - 1;
        if (found < 0)
        {
            return false;
        }

        _last = found;
        return true;
    }

    private bool Matches(int index, ReadOnlySpan<byte> key) =>
        (uint)index < (uint)Count && _bytes.AsSpan(_starts[index].._starts[index + 1]).SequenceEqual(key);

    private int Probe(ReadOnlySpan<byte> key)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)Hash(key) & mask; ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == 0 || Matches(_slots[slot] - 1, key))
            {
                return slot;
            }
        }
    }

    // Eight bytes at a time; keys are short and come from the company's own systems.
    private static uint Hash(ReadOnlySpan<byte> key)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)key.Length * prime;
        for (; key.Length >= 8; key = key[8..])
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key)) * prime, 29);
        }

        foreach (var b in key)
        {
            hash = BitOperations.RotateLeft((hash ^ b) * prime, 29);
        }

        return (uint)((hash ^ (hash >> 32)) * prime >> 32);
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        for (var index = 0; index < Count; index++)
        {
            _slots[Probe(_bytes.AsSpan(_starts[index].._starts[index + 1]))] = index + 1;
        }
    }
}
