using System.Security.Cryptography;
using Designer.Forms.Evidence;
using Workflows.Core;

namespace Host.Trials;

/// <summary>Takes photos and files of a trial: they are looked at and forgotten, so that a form with evidence can be handed in and nothing is kept.</summary>
internal sealed class TrialEvidence : IEvidenceUploader
{
    private static readonly Refusal NoImage = new("evidence.not-an-image", new("这里只能上传图片（jpg、png、webp）。", "Only pictures (jpg, png, webp) can be handed in here."));

    public async Task<EvidenceUpload> UploadAsync(string fieldPath, string fileName, bool mustBeImage, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var type = Path.GetExtension(fileName).ToLowerInvariant() switch
        {
            ".jpg" or ".jpeg" => "image/jpeg",
            ".png" => "image/png",
            ".webp" => "image/webp",
            _ => "application/octet-stream",
        };
        if (mustBeImage && !type.StartsWith("image/", StringComparison.Ordinal))
        {
            return EvidenceUpload.Refused(NoImage);
        }

        var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        bytes.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken));
        return EvidenceUpload.Stored(new StoredFile(Guid.CreateVersion7(), fileName, type, hash, bytes.Length, null, null, null));
    }

    public string? AddressOf(Guid id) => null;

    public string? ThumbnailOf(Guid id) => null;
}
