using Workflows.Core;

namespace Designer.Forms.Evidence;

/// <summary>What became of an upload; exactly one of the two is set.</summary>
/// <param name="File">The file on record.</param>
/// <param name="Refusal">Why it was not taken, for the person.</param>
public sealed record EvidenceUpload(StoredFile? File, Refusal? Refusal)
{
    /// <summary>It was stored.</summary>
    public static EvidenceUpload Stored(StoredFile file) => new(file, null);

    /// <summary>It was not taken.</summary>
    public static EvidenceUpload Refused(Refusal refusal) => new(null, refusal);
}
