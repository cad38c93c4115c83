using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Designer.Forms.Evidence;

/// <summary>A file on record, as a photo or file field holds it.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="FileName">As the device called it.</param>
/// <param name="ContentType">Found by looking at the bytes.</param>
/// <param name="Sha256">Hash of the bytes, 64 hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
/// <param name="TakenAt">When the picture says it was taken; <see langword="null"/> = it does not say.</param>
/// <param name="Lon">Where, east; <see langword="null"/> = it does not say.</param>
/// <param name="Lat">Where, north.</param>
public sealed record StoredFile(Guid Id, string FileName, string ContentType, string Sha256, long Length, DateTimeOffset? TakenAt, double? Lon, double? Lat)
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>Whether a browser can show it as a picture.</summary>
    public bool IsImage => ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>As the field's value holds it.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id.ToString("D"),
        ["fileName"] = FileName,
        ["contentType"] = ContentType,
        ["sha256"] = Sha256,
        ["length"] = Length,
        ["takenAt"] = TakenAt?.ToString(InstantFormat, CultureInfo.InvariantCulture),
        ["lon"] = Lon,
        ["lat"] = Lat,
    };

    /// <summary>The files of a field's value; what is no file is left out.</summary>
    public static IReadOnlyList<StoredFile> All(JsonNode? value) =>
        value is JsonArray files ? [.. files.OfType<JsonObject>().Select(Read).OfType<StoredFile>()] : [];

    private static StoredFile? Read(JsonObject file) =>
        Guid.TryParse(Text(file, "id"), out var id) && Text(file, "fileName") is { } name
            ? new StoredFile(
                id,
                name,
                Text(file, "contentType") ?? "",
                Text(file, "sha256") ?? "",
                (long)(Number(file, "length") ?? 0),
                DateTimeOffset.TryParse(Text(file, "takenAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
                Number(file, "lon"),
                Number(file, "lat"))
            : null;

    private static string? Text(JsonObject file, string name) =>
        file[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonObject file, string name) =>
        file[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;
}
