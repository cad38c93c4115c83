using System.Globalization;

namespace Designer.Forms.Tracks;

/// <summary>A track fitted into a small drawing, north up.</summary>
/// <param name="Line">Points of the polyline.</param>
/// <param name="First">Where it begins; <see langword="null"/> without points.</param>
/// <param name="Last">Where it ends.</param>
public sealed record TrackShape(string Line, (string X, string Y)? First, (string X, string Y)? Last)
{
    private const double MetresPerDegree = 111_320;

    /// <summary>Nothing.</summary>
    public static TrackShape Empty { get; } = new("", null, null);

    /// <summary>Fits a track.</summary>
    public static TrackShape Of(IReadOnlyList<GeoPoint> points, double width, double height, double margin)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            return Empty;
        }

        // A degree of longitude is shorter than one of latitude, by the cosine.
        var squeeze = Math.Cos(points[0].Lat * Math.PI / 180);
        var (west, east) = (points.Min(p => p.Lon) * squeeze, points.Max(p => p.Lon) * squeeze);
        var (south, north) = (points.Min(p => p.Lat), points.Max(p => p.Lat));
        var span = Math.Max(Math.Max((east - west) / (width - (2 * margin)), (north - south) / (height - (2 * margin))), 1e-9);
        var placed = points.Select(point => (
            X: Text((width / 2) + (((point.Lon * squeeze) - ((west + east) / 2)) / span)),
            Y: Text((height / 2) - ((point.Lat - ((south + north) / 2)) / span)))).ToList();
        return new TrackShape(string.Join(' ', placed.Select(p => $"{p.X},{p.Y}")), placed[0], placed[^1]);
    }

    /// <summary>Length of the way in metres.</summary>
    public static double Metres(IReadOnlyList<GeoPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var total = 0d;
        for (var i = 1; i < points.Count; i++)
        {
            var north = (points[i].Lat - points[i - 1].Lat) * MetresPerDegree;
            var east = (points[i].Lon - points[i - 1].Lon) * MetresPerDegree * Math.Cos(points[i].Lat * Math.PI / 180);
            total += Math.Sqrt((north * north) + (east * east));
        }

        return total;
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
