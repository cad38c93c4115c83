using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;

namespace Workflows.Runtime.Design;

/// <summary>Keeps drafts and makes versions of them.</summary>
/// <param name="drafts">The drafts.</param>
/// <param name="versions">The versions.</param>
/// <param name="catalog">Publishes.</param>
/// <param name="feed">Hears of every saving, so that two people who design the same workflow see each other's work.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class DesignDesk(IDesignDraftStore drafts, IDefinitionStore versions, DefinitionCatalog catalog, IChangeFeed feed, TimeProvider clock, ILogger<DesignDesk> logger) : IDesignDesk
{
    /// <inheritdoc/>
    public async Task<DesignDraft?> OpenAsync(string definitionId, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(definitionId);
        if (!MayDesign(by))
        {
            return null;
        }

        if (await drafts.FindAsync(definitionId, cancellationToken).ConfigureAwait(false) is { } draft)
        {
            return draft;
        }

        return await versions.FindNewestAsync(definitionId, null, cancellationToken).ConfigureAwait(false) is { } newest
            ? new DesignDraft(definitionId, 0, newest.Info.Version, newest.Files, newest.Info.Author, newest.Info.CreatedAt)
            : null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DesignDraft>> ListAsync(Actor by, CancellationToken cancellationToken = default) =>
        MayDesign(by) ? drafts.ListAsync(cancellationToken) : Task.FromResult<IReadOnlyList<DesignDraft>>([]);

    /// <inheritdoc/>
    public Task<DesignOutcome> CreateAsync(string definitionId, IReadOnlyDictionary<string, string> files, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definitionId);
        return BeginAsync(definitionId, Id().IsMatch(definitionId) ? null : DesignRefusals.IdInvalid, files, by, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DesignOutcome> ImportAsync(string definitionId, IReadOnlyDictionary<string, string> files, Actor by, bool overDraft = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definitionId);
        ArgumentNullException.ThrowIfNull(files);
        if (await OpenAsync(definitionId, by, cancellationToken).ConfigureAwait(false) is not { } open)
        {
            return await BeginAsync(definitionId, ForeignId().IsMatch(definitionId) ? null : DesignRefusals.ForeignIdInvalid, files, by, cancellationToken).ConfigureAwait(false);
        }

        if (open.Revision > 0 && !overDraft)
        {
            return new DesignOutcome(null, DesignRefusals.DraftThere);
        }

        var next = files.Count == 1 ? open.Files.Concat(files).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Last().Value) : files;
        return await SaveAsync(open, next, by, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<DesignOutcome> SaveAsync(DesignDraft draft, IReadOnlyDictionary<string, string> files, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!MayDesign(by))
        {
            return new DesignOutcome(null, Refusals.NotAllowed);
        }

        var (id, problem) = PackageReader.DefinitionId(files);
        if (id != draft.DefinitionId)
        {
            return new DesignOutcome(null, problem is null ? DesignRefusals.OtherDefinition(draft.DefinitionId) : new Refusal("design.unreadable", problem.Message));
        }

        var next = draft with { Revision = draft.Revision + 1, Files = files, SavedBy = by.PersonId, SavedAt = clock.GetUtcNow() };
        if (!await drafts.SaveAsync(next, cancellationToken).ConfigureAwait(false))
        {
            return new DesignOutcome(null, DesignRefusals.Stale);
        }

        feed.Publish(new Change("design", DefinitionId: draft.DefinitionId));
        return new DesignOutcome(next, null);
    }

    /// <inheritdoc/>
    public async Task<Refusal?> DiscardAsync(DesignDraft draft, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!MayDesign(by))
        {
            return Refusals.NotAllowed;
        }

        if (draft.Revision > 0 && !await drafts.DeleteAsync(draft.DefinitionId, draft.Revision, cancellationToken).ConfigureAwait(false))
        {
            return DesignRefusals.Stale;
        }

        Log.Discarded(logger, by.PersonId, draft.DefinitionId, draft.Revision);
        feed.Publish(new Change("design", DefinitionId: draft.DefinitionId));
        return null;
    }

    /// <inheritdoc/>
    public Task<PublishOutcome> PublishAsync(DesignDraft draft, string note, Actor by, bool overNewer = false, CancellationToken cancellationToken = default) =>
        MakeVersionAsync(draft, note, by, overNewer, isPublished: true, cancellationToken);

    /// <inheritdoc/>
    public Task<PublishOutcome> FreezeAsync(DesignDraft draft, Actor by, CancellationToken cancellationToken = default) =>
        MakeVersionAsync(draft, "", by, overNewer: true, isPublished: false, cancellationToken);

    private async Task<DesignOutcome> BeginAsync(string definitionId, Refusal? invalid, IReadOnlyDictionary<string, string> files, Actor by, CancellationToken cancellationToken)
    {
        if (!MayDesign(by) || invalid is not null)
        {
            return new DesignOutcome(null, invalid ?? Refusals.NotAllowed);
        }

        if (await versions.FindNewestAsync(definitionId, null, cancellationToken).ConfigureAwait(false) is not null)
        {
            return new DesignOutcome(null, DesignRefusals.IdTaken(definitionId));
        }

        var outcome = await SaveAsync(new DesignDraft(definitionId, 0, 0, files, by.PersonId, clock.GetUtcNow()), files, by, cancellationToken).ConfigureAwait(false);
        return outcome.Refusal == DesignRefusals.Stale ? new DesignOutcome(null, DesignRefusals.IdTaken(definitionId)) : outcome;
    }

    private async Task<PublishOutcome> MakeVersionAsync(DesignDraft draft, string note, Actor by, bool overNewer, bool isPublished, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!MayDesign(by))
        {
            return new PublishOutcome(null, Refusals.NotAllowed, []);
        }

        var stored = await drafts.FindAsync(draft.DefinitionId, cancellationToken).ConfigureAwait(false);
        if ((stored?.Revision ?? 0) != draft.Revision)
        {
            return new PublishOutcome(null, DesignRefusals.Stale, []);
        }

        var newest = (await versions.FindNewestAsync(draft.DefinitionId, null, cancellationToken).ConfigureAwait(false))?.Info.Version ?? 0;
        if (stored is null || (newest > stored.BaseVersion && !overNewer))
        {
            return new PublishOutcome(null, stored is null ? DesignRefusals.Unchanged : DesignRefusals.Outdated(stored.BaseVersion, newest), []);
        }

        var (version, problems) = await catalog.AddVersionAsync(stored.DefinitionId, stored.Files, by.PersonId, note, isPublished, cancellationToken).ConfigureAwait(false);
        if (version is null)
        {
            return new PublishOutcome(null, problems.Count > 0 ? DesignRefusals.Errors(problems.Count) : DesignRefusals.Unchanged, problems);
        }

        // Whoever saved since then goes on designing; for everybody else the draft has become the version.
        await drafts.DeleteAsync(stored.DefinitionId, stored.Revision, cancellationToken).ConfigureAwait(false);
        feed.Publish(new Change("design", DefinitionId: draft.DefinitionId));
        return new PublishOutcome(version, null, problems);
    }

    private static bool MayDesign(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return InstanceAuthority.MayOperate(by);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex ForeignId();

    private static partial class Log
    {
        [LoggerMessage(2042, LogLevel.Information, "{Person} threw away the draft of {DefinitionId} at revision {Revision}.")]
        public static partial void Discarded(ILogger logger, string person, string definitionId, long revision);
    }
}
