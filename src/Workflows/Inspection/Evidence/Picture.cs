using System.Buffers.Binary;
using System.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using SkiaSharp;

namespace Workflows.Inspection.Evidence;

/// <summary>Looks into pictures: whether they can be decoded, when and where they were taken, and what they look like small.</summary>
internal static class Picture
{
    /// <summary>Why the file is not a whole picture; <see langword="null"/> when it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">Its media type, as <see cref="EvidenceType"/> found it.</param>
    /// <param name="maxPixels">Most pixels that are decoded.</param>
    public static string? Fault(string path, string type, int maxPixels)
    {
        if (type == "image/heic")
        {
            // There is no decoder for it here; its boxes must at least fill the file and hold a picture.
            return IsWholeContainer(path) ? null : "broken";
        }

        using var codec = SKCodec.Create(path);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0)
        {
            return "broken";
        }

        if ((long)codec.Info.Width * codec.Info.Height > maxPixels)
        {
            return "too-many-pixels";
        }

        // JPEG decodes to an eighth at a fraction of the cost and still reads every byte; other formats give their full size.
        var size = codec.GetScaledDimensions(0.125f);
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success ? null : "broken";
    }

    /// <summary>When and where the picture says it was taken. A time without offset is China's.</summary>
    public static (DateTimeOffset? TakenAt, double? Lon, double? Lat) Taken(string path)
    {
        if (TryReadMetadata(path) is not { } metadata)
        {
            return (null, null, null);
        }

        var exif = metadata.OfType<ExifSubIfdDirectory>().FirstOrDefault();
        DateTimeOffset? takenAt = null;
        if (exif is not null && exif.TryGetDateTime(ExifDirectoryBase.TagDateTimeOriginal, out var local))
        {
            var offset = TimeSpan.TryParse(exif.GetString(ExifDirectoryBase.TagTimeZoneOriginal)?.TrimStart('+'), System.Globalization.CultureInfo.InvariantCulture, out var given) && given.Duration() <= TimeSpan.FromHours(14) ? given : TimeSpan.FromHours(8);
            takenAt = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset);
        }

        return metadata.OfType<GpsDirectory>().FirstOrDefault()?.GetGeoLocation() is { IsZero: false } place
            ? (takenAt, place.Longitude, place.Latitude)
            : (takenAt, null, null);
    }

    /// <summary>The picture no larger than <paramref name="edge"/> on its longer side, turned as it was taken, as JPEG; <see langword="null"/> when it cannot be decoded.</summary>
    public static byte[]? Thumbnail(string path, int edge)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null)
        {
            return null;
        }

        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        var size = codec.GetScaledDimensions(Math.Min(1f, 2f * edge / longest));
        using var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success)
        {
            return null;
        }

        var scale = Math.Min(1f, (float)edge / Math.Max(size.Width, size.Height));
        var (width, height) = (Math.Max(1, (int)(size.Width * scale)), Math.Max(1, (int)(size.Height * scale)));
        var turned = codec.EncodedOrigin is SKEncodedOrigin.RightTop or SKEncodedOrigin.LeftBottom or SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightBottom;
        using var surface = SKSurface.Create(turned ? new SKImageInfo(height, width) : new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.White);
        Turn(surface.Canvas, codec.EncodedOrigin, width, height);
        using var image = SKImage.FromBitmap(decoded);
        surface.Canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var small = surface.Snapshot();
        using var encoded = small.Encode(SKEncodedImageFormat.Jpeg, 80);
        return encoded.ToArray();
    }

    private static void Turn(SKCanvas canvas, SKEncodedOrigin origin, int width, int height)
    {
        switch (origin)
        {
            case SKEncodedOrigin.BottomRight:
                canvas.RotateDegrees(180, width / 2f, height / 2f);
                break;
            case SKEncodedOrigin.RightTop:
                canvas.Translate(height, 0);
                canvas.RotateDegrees(90);
                break;
            case SKEncodedOrigin.LeftBottom:
                canvas.Translate(0, width);
                canvas.RotateDegrees(270);
                break;
        }
    }

    // ISO base media: boxes of (length, type, content) one after the other; a picture has its description in meta and its data in mdat.
    private static bool IsWholeContainer(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[16];
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (file.Position < file.Length)
        {
            var start = file.Position;
            if (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) < 8)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(head) switch
            {
                0 => file.Length - start,
                1 => (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(head[8..]), long.MaxValue),
                var size => size,
            };
            if (length < 8 || length > file.Length - start)
            {
                return false;
            }

            found.Add(Encoding.ASCII.GetString(head[4..8]));
            file.Position = start + length;
        }

        return found.Contains("meta") && found.Contains("mdat");
    }

    private static IReadOnlyList<MetadataExtractor.Directory>? TryReadMetadata(string path)
    {
        try
        {
            return ImageMetadataReader.ReadMetadata(path);
        }
        catch (Exception e) when (e is ImageProcessingException or IOException)
        {
            // A picture may be sound and its metadata not: then nothing is known of time and place.
            return null;
        }
    }
}
