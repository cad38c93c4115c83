using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Definitions;

/// <summary>Publishes and retracts versions. Who may operate instances may do it.</summary>
/// <param name="store">The versions.</param>
/// <param name="catalog">Hears that another version is in use.</param>
/// <param name="logger">The log.</param>
internal sealed partial class VersionPublishing(IDefinitionStore store, DefinitionCatalog catalog, ILogger<VersionPublishing> logger) : IVersionPublishing
{
    /// <inheritdoc/>
    public Task<Refusal?> SetPublishedAsync(string definitionId, int version, bool isPublished, Actor by, CancellationToken cancellationToken = default) =>
        ChangeAsync(definitionId, version, by, all => isPublished ? ([version], []) : ([], [version]), cancellationToken);

    /// <inheritdoc/>
    public Task<Refusal?> RollBackAsync(string definitionId, int version, Actor by, CancellationToken cancellationToken = default) =>
        ChangeAsync(definitionId, version, by, all => ([version], [.. all.Where(v => v > version)]), cancellationToken);

    /// <inheritdoc/>
    public async Task<Refusal?> DeleteAsync(string definitionId, int? version, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!InstanceAuthority.MayOperate(by))
        {
            return Refusals.NotAllowed;
        }

        switch (await store.DeleteAsync(definitionId, version, cancellationToken).ConfigureAwait(false))
        {
            case null:
                return Refusals.DefinitionNotFound(definitionId, version);
            case false:
                return Refusals.DefinitionUsed(definitionId);
            default:
                Log.Deleted(logger, by.PersonId, definitionId, version);
                catalog.ForgetVersions(definitionId);
                return null;
        }
    }

    /// <summary>Publishes and retracts versions, once it is clear that the person may and that the version exists.</summary>
    private async Task<Refusal?> ChangeAsync(
        string definitionId, int version, Actor by, Func<IReadOnlyList<int>, (int[] Published, int[] Retracted)> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!InstanceAuthority.MayOperate(by))
        {
            return Refusals.NotAllowed;
        }

        var all = (await store.ListAsync(cancellationToken).ConfigureAwait(false)).Where(v => v.DefinitionId == definitionId).Select(v => v.Version).ToList();
        if (!all.Contains(version))
        {
            return Refusals.DefinitionNotFound(definitionId, version);
        }

        var (published, retracted) = change(all);
        await store.SetPublishedAsync(definitionId, published, isPublished: true, cancellationToken).ConfigureAwait(false);
        await store.SetPublishedAsync(definitionId, retracted, isPublished: false, cancellationToken).ConfigureAwait(false);
        Log.Changed(logger, definitionId, by.PersonId, published, retracted);
        catalog.Forget(definitionId);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(2041, LogLevel.Information, "{Person} changed {DefinitionId}: published {Published}, retracted {Retracted}.")]
        public static partial void Changed(ILogger logger, string definitionId, string person, int[] published, int[] retracted);

        [LoggerMessage(2043, LogLevel.Information, "{Person} deleted {DefinitionId}, version {Version} (none = all).")]
        public static partial void Deleted(ILogger logger, string person, string definitionId, int? version);
    }
}
