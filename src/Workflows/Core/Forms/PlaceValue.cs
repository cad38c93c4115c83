using System.Buffers;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Values of location, track and signature fields.</summary>
internal static class PlaceValue
{
    private const int MaxSignature = 100_000;
    private static readonly SearchValues<char> s_pathData = SearchValues.Create("MmLlHhVvCcSsQqTtAaZz0123456789 .,-\n");

    public static CleanValue Location(FormField field, JsonNode node) =>
        node is JsonObject obj && ObjectChecks.HasOnly(obj, "lon", "lat", "accuracy", "at", "datum") && Datum(obj) is { } datum && Point(obj, timeNeeded: false) is { } point
            ? new(With(point, "datum", datum), null)
            : FieldValue.Wrong(field, "一个位置", "a position");

    public static CleanValue Track(TrackField field, JsonNode node)
    {
        if (node is not JsonObject obj || !ObjectChecks.HasOnly(obj, "points", "datum") || Datum(obj) is not { } datum || obj["points"] is not JsonArray points)
        {
            return FieldValue.Wrong(field, "一条轨迹", "a track");
        }

        if (points.Count > field.MaxPoints)
        {
            return FieldValue.Refuse(field, "count", FieldMessages.TooMany(field, field.MaxPoints, points.Count));
        }

        var clean = new JsonArray();
        foreach (var item in points)
        {
            if (item is not JsonObject raw || !ObjectChecks.HasOnly(raw, "lon", "lat", "accuracy", "at") || Point(raw, timeNeeded: true) is not { } point)
            {
                return FieldValue.Wrong(field, "由经度、纬度和时间组成的轨迹", "a track of points with longitude, latitude and time");
            }

            clean.Add(point);
        }

        return new(clean.Count == 0 ? null : new JsonObject { ["points"] = clean, ["datum"] = datum }, null);
    }

    public static CleanValue Signature(FormField field, JsonNode node) =>
        node is JsonObject obj && ObjectChecks.HasOnly(obj, "svg", "signedAt")
        && ObjectChecks.Text(obj, "svg", MaxSignature) is { } svg && !svg.AsSpan().ContainsAnyExcept(s_pathData)
        && ObjectChecks.Instant(obj, "signedAt") is { } at
            ? new(new JsonObject { ["svg"] = svg, ["signedAt"] = at }, null)
            : FieldValue.Wrong(field, "一个签名", "a signature");

    private static string? Datum(JsonObject obj) => ObjectChecks.IsAbsent(obj, "datum") ? "WGS-84" : ObjectChecks.Text(obj, "datum", 10) switch
    {
        "WGS-84" => "WGS-84",
        "GCJ-02" => "GCJ-02",
        _ => null,
    };

    private static JsonObject? Point(JsonObject obj, bool timeNeeded)
    {
        var (lon, lat) = (ObjectChecks.Number(obj, "lon", -180, 180), ObjectChecks.Number(obj, "lat", -90, 90));
        var accuracy = ObjectChecks.Number(obj, "accuracy", 0, 1_000_000);
        var at = ObjectChecks.Instant(obj, "at");
        return lon is null || lat is null
            || (accuracy is null && !ObjectChecks.IsAbsent(obj, "accuracy"))
            || (at is null && (timeNeeded || !ObjectChecks.IsAbsent(obj, "at")))
                ? null
                : new JsonObject { ["lon"] = lon, ["lat"] = lat, ["at"] = at, ["accuracy"] = accuracy };
    }

    private static JsonObject With(JsonObject obj, string name, string value)
    {
        obj[name] = value;
        return obj;
    }
}
