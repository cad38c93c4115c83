namespace Workflows.Core.Instances;

/// <summary>A text that many deltas are written beside, with the places of its pieces looked up once.</summary>
public sealed class KnownText
{
    internal const int Bits = 13;

    private readonly byte[] _bytes;
    private readonly int[] _places = new int[1 << Bits];

    /// <summary>Looks its places up.</summary>
    /// <param name="bytes">The text.</param>
    public KnownText(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _bytes = bytes;
        TextDelta.Index(bytes, _places);
    }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    internal ReadOnlySpan<int> Places => _places;
}
