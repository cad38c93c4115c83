using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>
/// Values of photo and file fields: records of files that the server has stored. That such a file exists and belongs to the task is for
/// the host to check; here only the shape is.
/// </summary>
internal static class EvidenceValue
{
    public static CleanValue Clean(EvidenceField field, JsonNode node)
    {
        if (node is not JsonArray array)
        {
            return FieldValue.Wrong(field, "文件列表", "a list of files");
        }

        if (array.Count > field.Max)
        {
            return FieldValue.Refuse(field, "count", FieldMessages.TooMany(field, field.Max, array.Count));
        }

        var files = new JsonArray();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in array)
        {
            if (item is not JsonObject file || Read(file) is not { } clean)
            {
                return FieldValue.Wrong(field, "已上传的文件", "files that were uploaded");
            }

            if (!ids.Add(clean["id"]!.GetValue<string>()))
            {
                return FieldValue.Refuse(field, "type", FieldMessages.Twice(field, clean["fileName"]!.GetValue<string>()));
            }

            if (clean["length"]!.GetValue<long>() > field.MaxBytes)
            {
                return FieldValue.Refuse(field, "size", FieldMessages.For(field, $"文件不能超过 {Megabytes(field)} MB", $"a file has at most {Megabytes(field)} MB"));
            }

            files.Add(clean);
        }

        return new(files, null);
    }

    private static string Megabytes(EvidenceField field) => FieldNumber.Text(Math.Round(field.MaxBytes / 1048576m, 1));

    private static JsonObject? Read(JsonObject file)
    {
        var id = ObjectChecks.Text(file, "id", 36);
        var name = ObjectChecks.Text(file, "fileName", 255);
        var type = ObjectChecks.Text(file, "contentType", 127);
        var hash = ObjectChecks.Text(file, "sha256", 64);
        var length = ObjectChecks.Number(file, "length", 0, long.MaxValue);
        var (lon, lat) = (ObjectChecks.Number(file, "lon", -180, 180), ObjectChecks.Number(file, "lat", -90, 90));
        var takenAt = ObjectChecks.Instant(file, "takenAt");
        if (!ObjectChecks.HasOnly(file, "id", "fileName", "contentType", "sha256", "length", "takenAt", "lon", "lat")
            || !Guid.TryParseExact(id, "D", out var guid) || name is null || type is null
            || hash is not { Length: 64 } || !hash.All(char.IsAsciiHexDigit) || length is not { } bytes || bytes != decimal.Truncate(bytes)
            || (takenAt is null && !ObjectChecks.IsAbsent(file, "takenAt"))
            || (lon is null && !ObjectChecks.IsAbsent(file, "lon")) || (lat is null && !ObjectChecks.IsAbsent(file, "lat")))
        {
            return null;
        }

        return new JsonObject
        {
            ["id"] = guid.ToString("D"),
            ["fileName"] = name,
            ["contentType"] = type,
            ["sha256"] = hash.ToLowerInvariant(),
            ["length"] = (long)bytes,
            ["takenAt"] = takenAt,
            ["lon"] = lon,
            ["lat"] = lat,
        };
    }
}
