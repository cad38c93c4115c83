using Designer.Forms.Evidence;

namespace Host.Tasks;

/// <summary>Shows the photos and files of a form as it was handed in; takes nothing.</summary>
internal sealed class EvidenceViewer : IEvidenceUploader
{
    /// <summary>The one there is; it holds nothing.</summary>
    public static EvidenceViewer Instance { get; } = new();

    public Task<EvidenceUpload> UploadAsync(string fieldPath, string fileName, bool mustBeImage, Stream content, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A form that was handed in takes no files.");

    public string? AddressOf(Guid id) => EvidenceAddress.Of(id);

    public string? ThumbnailOf(Guid id) => null;
}
