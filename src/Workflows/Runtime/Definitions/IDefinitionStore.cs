namespace Workflows.Runtime.Definitions;

/// <summary>A version of a package as it is kept: the files, and which version each form has.</summary>
/// <param name="Info">As lists show it.</param>
/// <param name="Files">Text by relative path.</param>
/// <param name="FormVersions">Version of each form by its key.</param>
public sealed record StoredVersion(DefinitionVersionInfo Info, IReadOnlyDictionary<string, string> Files, IReadOnlyDictionary<string, int> FormVersions);

/// <summary>Where versions of packages are kept. What was added never changes; what was never used may be deleted.</summary>
public interface IDefinitionStore
{
    /// <summary>Every version, newest first within a definition, without files.</summary>
    Task<IReadOnlyList<DefinitionVersionInfo>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>A version with its files; the latest published one when <paramref name="version"/> is <see langword="null"/>.</summary>
    Task<StoredVersion?> FindAsync(string definitionId, int? version, CancellationToken cancellationToken = default);

    /// <summary>The version with the highest number, published or not.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="origin">Where it must come from; <see langword="null"/> = anywhere.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<StoredVersion?> FindNewestAsync(string definitionId, VersionOrigin? origin = null, CancellationToken cancellationToken = default);

    /// <summary>Sets whether new instances may start on a version.</summary>
    Task SetPublishedAsync(string definitionId, IReadOnlyCollection<int> versions, bool isPublished, CancellationToken cancellationToken = default);

    /// <summary>Adds a version and makes it the latest.</summary>
    Task AddAsync(StoredVersion version, CancellationToken cancellationToken = default);

    /// <summary>Forgets a version, or all of them, that no instance, kept or stored away, was ever started on.</summary>
    /// <returns>Whether it did: <see langword="false"/> = instances were; <see langword="null"/> = there is no such version.</returns>
    Task<bool?> DeleteAsync(string definitionId, int? version, CancellationToken cancellationToken = default);
}
