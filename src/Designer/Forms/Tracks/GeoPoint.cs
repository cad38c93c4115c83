using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Designer.Forms.Tracks;

/// <summary>A place at a moment, WGS-84.</summary>
/// <param name="Lon">Degrees east.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="At">When; <see langword="null"/> = unknown.</param>
/// <param name="Accuracy">Radius in metres; <see langword="null"/> = unknown.</param>
public sealed record GeoPoint(double Lon, double Lat, DateTimeOffset? At, double? Accuracy)
{
    /// <summary>As a field's value holds it; 7 digits are a centimetre.</summary>
    public JsonObject ToJson() => new()
    {
        ["lon"] = Math.Round(Lon, 7),
        ["lat"] = Math.Round(Lat, 7),
        ["at"] = At?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["accuracy"] = Accuracy is { } accuracy ? Math.Round(accuracy, 1) : null,
    };

    /// <summary>The place in a node; <see langword="null"/> when there is none.</summary>
    public static GeoPoint? Read(JsonNode? node) =>
        node is JsonObject obj && Number(obj["lon"]) is { } lon && Number(obj["lat"]) is { } lat
            ? new GeoPoint(
                lon,
                lat,
                obj["at"] is JsonValue at && at.GetValueKind() == JsonValueKind.String
                    && DateTimeOffset.TryParse(at.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null,
                Number(obj["accuracy"]))
            : null;

    /// <summary>The points of a track's value.</summary>
    public static IReadOnlyList<GeoPoint> Track(JsonNode? value) =>
        value is JsonObject track && track["points"] is JsonArray points ? [.. points.Select(Read).OfType<GeoPoint>()] : [];

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;
}
