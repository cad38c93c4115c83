namespace Workflows.Core.Instances;

/// <summary>A text that many deltas are written beside, with the places of its pieces looked up once.</summary>
public sealed class KnownText
{
    private readonly byte[] _bytes;
    private readonly int[] _places;

    /// <summary>Looks its places up.</summary>
    /// <param name="bytes">The text.</param>
    public KnownText(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _bytes = bytes;
        _places = new int[PlaceIndex.SizeFor(bytes.Length)];
        PlaceIndex.Of(bytes, _places);
    }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    internal PlaceIndex Places => PlaceIndex.Again(_bytes.Length, _places);
}
