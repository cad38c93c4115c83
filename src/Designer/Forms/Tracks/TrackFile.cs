using System.Globalization;
using System.Xml;
using Workflows.Core;

namespace Designer.Forms.Tracks;

/// <summary>What came out of a track file; exactly one of the two is set.</summary>
/// <param name="Points">The points in the order of the file.</param>
/// <param name="Problem">What is wrong with the file.</param>
public sealed record TrackReading(IReadOnlyList<GeoPoint>? Points, LocalizedText? Problem);

/// <summary>Reads a track from a file that another device recorded: GPX, or CSV with a heading <c>lon,lat,at</c>.</summary>
public static class TrackFile
{
    /// <summary>Largest file that is looked at, in bytes.</summary>
    public const long MaxBytes = 5 << 20;

    /// <summary>Reads a track.</summary>
    /// <param name="content">The file's text.</param>
    /// <param name="maxPoints">Most points wanted.</param>
    public static TrackReading Read(string content, int maxPoints)
    {
        ArgumentNullException.ThrowIfNull(content);
        var text = content.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        var reading = text.StartsWith('<') ? ReadGpx(text, maxPoints) : ReadCsv(text, maxPoints);
        return reading.Points is { Count: 0 } ? Wrong("文件中没有轨迹点", "There are no points in the file") : reading;
    }

    private static TrackReading ReadGpx(string text, int maxPoints)
    {
        var points = new List<GeoPoint>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.ReadToFollowing("trkpt"))
            {
                if (Point(reader.GetAttribute("lon"), reader.GetAttribute("lat"), TimeIn(reader.ReadSubtree())) is not { } point)
                {
                    return Wrong($"第 {points.Count + 1} 个点缺少有效的经度、纬度或时间", $"Point {points.Count + 1} has no valid longitude, latitude or time");
                }

                points.Add(point);
                if (points.Count > maxPoints)
                {
                    return TooMany(maxPoints);
                }
            }
        }
        catch (XmlException exception)
        {
            return Wrong($"不是有效的 GPX 文件：{exception.Message}", $"This is no valid GPX file: {exception.Message}");
        }

        return new TrackReading(points, null);
    }

    private static string? TimeIn(XmlReader point)
    {
        using (point)
        {
            return point.ReadToFollowing("time") ? point.ReadElementContentAsString() : null;
        }
    }

    private static TrackReading ReadCsv(string text, int maxPoints)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var heading = lines.Length == 0 ? [] : lines[0].ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries);
        var (lon, lat, at) = (Array.IndexOf(heading, "lon"), Array.IndexOf(heading, "lat"), Array.IndexOf(heading, "at"));
        if (lon < 0 || lat < 0 || at < 0)
        {
            return Wrong("文件应为 GPX，或首行为 lon,lat,at 的 CSV", "The file must be GPX, or CSV with the heading lon,lat,at");
        }

        if (lines.Length - 1 > maxPoints)
        {
            return TooMany(maxPoints);
        }

        var points = new List<GeoPoint>();
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length <= Math.Max(lon, Math.Max(lat, at)) || Point(cells[lon], cells[lat], cells[at]) is not { } point)
            {
                return Wrong($"第 {i + 1} 行缺少有效的经度、纬度或时间", $"Line {i + 1} has no valid longitude, latitude or time");
            }

            points.Add(point);
        }

        return new TrackReading(points, null);
    }

    private static GeoPoint? Point(string? lon, string? lat, string? at) =>
        double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out var east) && Math.Abs(east) <= 180
        && double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var north) && Math.Abs(north) <= 90
        && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new GeoPoint(east, north, instant, null)
            : null;

    private static TrackReading TooMany(int maxPoints) => Wrong($"轨迹点超过 {maxPoints} 个", $"There are more than {maxPoints} points");

    private static TrackReading Wrong(string zh, string en) => new(null, new LocalizedText(zh, en));
}
