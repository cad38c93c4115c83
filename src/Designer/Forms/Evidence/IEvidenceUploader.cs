namespace Designer.Forms.Evidence;

/// <summary>Stores what a photo or file field takes in. The host implements it for one task and one person.</summary>
public interface IEvidenceUploader
{
    /// <summary>Stores one file.</summary>
    /// <param name="fieldPath">The field: <c>sitePhotos</c>, <c>rows[2].photo</c>.</param>
    /// <param name="fileName">As the device calls it.</param>
    /// <param name="mustBeImage">Whether anything but an image is refused.</param>
    /// <param name="content">The bytes; read once, not longer than the field allows.</param>
    /// <param name="cancellationToken">The person gave up.</param>
    /// <returns>The file as it now is on record, or why it was not taken.</returns>
    Task<EvidenceUpload> UploadAsync(string fieldPath, string fileName, bool mustBeImage, Stream content, CancellationToken cancellationToken);

    /// <summary>Address of a stored file for the browser; <see langword="null"/> when it cannot be shown.</summary>
    /// <param name="id">Id of the file.</param>
    string? AddressOf(Guid id);

    /// <summary>Address of a small picture of a stored image; <see langword="null"/> = the file itself.</summary>
    /// <param name="id">Id of the file.</param>
    string? ThumbnailOf(Guid id);
}
