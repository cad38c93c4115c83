using Workflows.Core;
using Workflows.Core.Definitions;

namespace Workflows.Runtime.Definitions;

/// <summary>A published or draft version of a workflow package, as lists show it.</summary>
/// <param name="DefinitionId">Stable id.</param>
/// <param name="Version">Version number, from 1.</param>
/// <param name="Name">Name for people.</param>
/// <param name="ContentHash">SHA-256 (hex) over the folder's files.</param>
/// <param name="IsPublished">Whether new instances may start on it.</param>
/// <param name="IsLatest">Whether no newer version exists.</param>
/// <param name="IsCurrent">Whether new instances start on it: the latest published version.</param>
/// <param name="CreatedAt">When it was imported or saved.</param>
/// <param name="Author">Who made it: a person id or <c>system:import</c>.</param>
/// <param name="Running">Instances still running on it.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Note">What its author says is new in it; empty = nothing said.</param>
public sealed record DefinitionVersionInfo(
    string DefinitionId,
    int Version,
    string Name,
    string ContentHash,
    bool IsPublished,
    bool IsLatest,
    bool IsCurrent,
    DateTimeOffset CreatedAt,
    string Author,
    int Running,
    VersionOrigin Origin = VersionOrigin.Folder,
    string Note = "");

/// <summary>Where a version comes from.</summary>
public enum VersionOrigin
{
    /// <summary>A workflow folder was imported.</summary>
    Folder,

    /// <summary>Somebody designed and published it.</summary>
    Designer,
}

/// <summary>All versions of all definitions. A version never changes once published; parsed packages are cached.</summary>
public interface IDefinitionCatalog
{
    /// <summary>The package of a version, or of the latest published version when <paramref name="version"/> is <see langword="null"/>; <see langword="null"/> when there is none.</summary>
    ValueTask<WorkflowPackage?> FindAsync(string definitionId, int? version = null, CancellationToken cancellationToken = default);

    /// <summary>Every version, newest first within a definition.</summary>
    Task<IReadOnlyList<DefinitionVersionInfo>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The files of a version by relative path, as imported.</summary>
    Task<IReadOnlyDictionary<string, string>?> FilesAsync(string definitionId, int version, CancellationToken cancellationToken = default);

    /// <summary>Imports every workflow folder below <paramref name="root"/>: a folder whose content differs from the newest version, and from what was imported last, becomes a new published one – so what was designed since then is not taken back by files that nobody touched –; one with errors is reported and left out.</summary>
    Task<ImportFoldersReport> ImportFoldersAsync(string root, string author, CancellationToken cancellationToken = default);
}

/// <summary>What an import of workflow folders did.</summary>
/// <param name="Published">New versions.</param>
/// <param name="Unchanged">Definitions whose folder is already the latest version.</param>
/// <param name="Problems">Folders that were left out, with the reasons.</param>
public sealed record ImportFoldersReport(IReadOnlyList<DefinitionVersionInfo> Published, IReadOnlyList<string> Unchanged, IReadOnlyList<FolderProblem> Problems);

/// <summary>A file of a workflow folder that cannot be used.</summary>
/// <param name="Path">Relative path.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record FolderProblem(string Path, LocalizedText Message);
