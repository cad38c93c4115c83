namespace Workflows.Inspection.Evidence;

/// <summary>Remembers which evidence files there are. Permissions are the store's business, not the index's.</summary>
public interface IEvidenceIndex
{
    /// <summary>Adds a record; the bytes are already on disk.</summary>
    Task AddAsync(EvidenceFile file, CancellationToken cancellationToken = default);

    /// <summary>Those of the ids that exist.</summary>
    Task<IReadOnlyList<EvidenceFile>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken = default);

    /// <summary>All files of a ticket, oldest first.</summary>
    Task<IReadOnlyList<EvidenceFile>> OfInstanceAsync(Guid instanceId, CancellationToken cancellationToken = default);
}
