using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;

namespace Workflows.Runtime.Design;

/// <summary>What process owners do with design drafts. Whoever may operate instances may design.</summary>
public interface IDesignDesk
{
    /// <summary>The draft of a definition; without one, what its newest version says, at revision 0. <see langword="null"/> when there is neither, or the person may not design.</summary>
    Task<DesignDraft?> OpenAsync(string definitionId, Actor by, CancellationToken cancellationToken = default);

    /// <summary>All drafts, without their files; none for those who may not design.</summary>
    Task<IReadOnlyList<DesignDraft>> ListAsync(Actor by, CancellationToken cancellationToken = default);

    /// <summary>Makes the draft of a new definition.</summary>
    /// <param name="definitionId">Lower case letters, digits and hyphens, at most 64, not used yet.</param>
    /// <param name="files">What it begins with.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<DesignOutcome> CreateAsync(string definitionId, IReadOnlyDictionary<string, string> files, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Takes files from outside in as a draft: of a new definition, or of one that is there. A definition that comes alone leaves the other files as they are.</summary>
    /// <param name="definitionId">The definition; <c>workflow.json</c> says the same. A new one keeps the id it has elsewhere: letters, digits, hyphens, dots and underscores, beginning with a letter or digit, at most 64.</param>
    /// <param name="files">What came.</param>
    /// <param name="by">Who.</param>
    /// <param name="overDraft">Whether a draft that somebody has saved is given up for it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<DesignOutcome> ImportAsync(string definitionId, IReadOnlyDictionary<string, string> files, Actor by, bool overDraft = false, CancellationToken cancellationToken = default);

    /// <summary>Saves what was opened or saved last, with other files. Refused as <c>design.stale</c> when somebody else has saved meanwhile: open it again then.</summary>
    Task<DesignOutcome> SaveAsync(DesignDraft draft, IReadOnlyDictionary<string, string> files, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Throws a draft away; the newest version is what there is then.</summary>
    /// <returns>Why not; <see langword="null"/> when it is done.</returns>
    Task<Refusal?> DiscardAsync(DesignDraft draft, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Makes a draft the next version, on which new instances start, and ends the draft. Refused while it has errors.</summary>
    /// <param name="draft">As it was saved last.</param>
    /// <param name="note">What is new in it; may be empty.</param>
    /// <param name="by">Who.</param>
    /// <param name="overNewer">Whether it may follow a version that was published after the draft was begun, and so take back what that one changed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<PublishOutcome> PublishAsync(DesignDraft draft, string note, Actor by, bool overNewer = false, CancellationToken cancellationToken = default);

    /// <summary>Makes a draft an unpublished version and ends the draft, so that instances can be tried on exactly that. Nothing else starts on it. Refused while it has errors.</summary>
    Task<PublishOutcome> FreezeAsync(DesignDraft draft, Actor by, CancellationToken cancellationToken = default);
}

/// <summary>What became of a draft.</summary>
/// <param name="Draft">As it is saved now; <see langword="null"/> when it was refused.</param>
/// <param name="Refusal">Why not.</param>
public sealed record DesignOutcome(DesignDraft? Draft, Refusal? Refusal);

/// <summary>What became of a wish to publish.</summary>
/// <param name="Version">The new version; <see langword="null"/> when it was refused.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="Problems">What is wrong with the files, when that is the reason.</param>
public sealed record PublishOutcome(DefinitionVersionInfo? Version, Refusal? Refusal, IReadOnlyList<FolderProblem> Problems);
