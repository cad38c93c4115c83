using Workflows.Core.Organisation;

namespace Workflows.Inspection.Evidence;

/// <summary>A file handed in as evidence. The original is kept unchanged and known by its hash.</summary>
/// <param name="Id">Unique.</param>
/// <param name="TaskId">The task it was handed in for.</param>
/// <param name="InstanceId">The ticket.</param>
/// <param name="FieldPath">The form field.</param>
/// <param name="FileName">As named by the sender; for display only.</param>
/// <param name="ContentType">As found by looking at the bytes, not as claimed.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Hex.</param>
/// <param name="UploadedBy">Person id.</param>
/// <param name="UploadedAt">Server time.</param>
/// <param name="TakenAt">Time in the photo's EXIF data; <see langword="null"/> = none.</param>
/// <param name="Lon">Longitude in the photo's EXIF data (WGS-84), degrees.</param>
/// <param name="Lat">Latitude, degrees.</param>
public sealed record EvidenceFile(Guid Id, Guid TaskId, Guid InstanceId, string FieldPath, string FileName, string ContentType, long Length, string Sha256, string UploadedBy, DateTimeOffset UploadedAt, DateTimeOffset? TakenAt, double? Lon, double? Lat);

/// <summary>Keeps evidence files. Only a person who may do the task may add; only a person who may see the ticket may read.</summary>
public interface IEvidenceStore
{
    /// <summary>Takes a file in.</summary>
    /// <returns>The record, or why it was not taken (<c>evidence.not-an-image</c>, <c>evidence.too-large</c>, <c>evidence.empty</c>).</returns>
    Task<(EvidenceFile? File, Workflows.Core.Refusal? Refusal)> AddAsync(Actor by, Guid taskId, string fieldPath, string fileName, bool mustBeImage, Stream content, CancellationToken cancellationToken = default);

    /// <summary>The record and its bytes; <see langword="null"/> when unknown or not to be seen by the reader.</summary>
    Task<(EvidenceFile File, Stream Content)?> OpenAsync(Actor reader, Guid id, CancellationToken cancellationToken = default);

    /// <summary>All files of a ticket that the reader may see.</summary>
    Task<IReadOnlyList<EvidenceFile>> OfInstanceAsync(Actor reader, Guid instanceId, CancellationToken cancellationToken = default);
}
