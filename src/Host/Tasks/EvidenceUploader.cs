using Designer.Forms.Evidence;
using Host.Shell;
using Workflows.Inspection.Evidence;

namespace Host.Tasks;

/// <summary>Takes photos and files of one task's form into the evidence store, in the name of the person at the page.</summary>
internal sealed class EvidenceUploader(IEvidenceStore store, CurrentPerson me, Guid taskId) : IEvidenceUploader
{
    public async Task<EvidenceUpload> UploadAsync(string fieldPath, string fileName, bool mustBeImage, Stream content, CancellationToken cancellationToken)
    {
        var (file, refusal) = await store.AddAsync(me.Actor, taskId, fieldPath, fileName, mustBeImage, content, cancellationToken);
        return file is null
            ? EvidenceUpload.Refused(refusal ?? throw new InvalidOperationException("The evidence store gave neither a file nor a refusal."))
            : EvidenceUpload.Stored(new StoredFile(file.Id, file.FileName, file.ContentType, file.Sha256, file.Length, file.TakenAt, file.Lon, file.Lat));
    }

    public string? AddressOf(Guid id) => EvidenceAddress.Of(id);

    public string? ThumbnailOf(Guid id) => null;
}
