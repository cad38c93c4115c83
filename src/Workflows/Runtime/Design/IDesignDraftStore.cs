namespace Workflows.Runtime.Design;

/// <summary>Where design drafts are kept.</summary>
public interface IDesignDraftStore
{
    /// <summary>The draft of a definition, or <see langword="null"/>.</summary>
    Task<DesignDraft?> FindAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>All drafts, by definition, without their files.</summary>
    Task<IReadOnlyList<DesignDraft>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Saves a draft on top of the revision before its own.</summary>
    /// <returns>Whether it was; not when somebody else has saved or discarded it meanwhile.</returns>
    Task<bool> SaveAsync(DesignDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Forgets a draft, if it still has this revision.</summary>
    /// <returns>Whether it did.</returns>
    Task<bool> DeleteAsync(string definitionId, long revision, CancellationToken cancellationToken = default);
}
