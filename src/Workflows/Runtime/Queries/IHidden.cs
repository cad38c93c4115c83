using Workflows.Core.Organisation;

namespace Workflows.Runtime.Queries;

/// <summary>
/// What was deleted with Elsa's tools. Histories are evidence and stay, and so do the versions that they ran on: those tools show them no more, every page of this product still does.
/// </summary>
public interface IHidden
{
    /// <summary>The versions that are hidden; with them all instances that ran on them.</summary>
    Task<IReadOnlySet<(string DefinitionId, int Version)>> VersionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether an instance is hidden by itself.</summary>
    Task<bool> HasAsync(Guid instanceId, CancellationToken cancellationToken = default);

    /// <summary>Hides an instance.</summary>
    Task HideAsync(Guid instanceId, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Hides a version.</summary>
    Task HideAsync(string definitionId, int version, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Shows a version again.</summary>
    Task ShowAsync(string definitionId, int version, CancellationToken cancellationToken = default);
}
