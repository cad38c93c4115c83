using System.Collections.Immutable;

namespace Workflows.Inspection.Drops;

/// <summary>Takes drops (<c>import-format.md</c>) into the readings database, the organisation and the pool.</summary>
public interface IDropImporter
{
    /// <summary>Imports a folder or a zip. Importing the same content again changes nothing and says so.</summary>
    /// <param name="path">Folder or zip file.</param>
    /// <param name="importedBy">Person id or <c>system:…</c>.</param>
    /// <param name="progress">Told as files are read.</param>
    /// <param name="cancellationToken">Gives up; nothing of the drop stays.</param>
    /// <exception cref="DropUnusableException">Not a drop at all; the message says what to do.</exception>
    Task<ImportReport> ImportAsync(string path, string importedBy, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>The drop cannot be used as a whole.</summary>
public sealed class DropUnusableException(string message) : Exception(message);

/// <summary>How far an import is.</summary>
/// <param name="File">The file being read.</param>
/// <param name="FilesDone">Files done.</param>
/// <param name="FilesTotal">Files in all.</param>
/// <param name="Rows">Rows taken so far.</param>
public sealed record ImportProgress(string File, int FilesDone, int FilesTotal, long Rows);

/// <summary>What an import did.</summary>
/// <param name="Id">Unique; the reject file is found by it.</param>
/// <param name="Source">Name of the drop.</param>
/// <param name="ContentHash">SHA-256 (hex) over its files.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="AlreadyImported">Whether the same content had been imported before, so that nothing changed.</param>
/// <param name="Files">Per file.</param>
/// <param name="RejectFile">Path of the reject file (CSV <c>file,line,column,reason,row</c>); <see langword="null"/> when nothing was rejected.</param>
public sealed record ImportReport(Guid Id, string Source, string ContentHash, DateTimeOffset At, string By, bool AlreadyImported, ImmutableArray<ImportedFile> Files, string? RejectFile);

/// <summary>What became of one file.</summary>
/// <param name="Name">File name.</param>
/// <param name="Rows">Rows taken.</param>
/// <param name="Rejected">Rows rejected.</param>
/// <param name="Problem">Why the file as a whole was rejected; <see langword="null"/> otherwise.</param>
public sealed record ImportedFile(string Name, long Rows, long Rejected, string? Problem);

/// <summary>Keeps import reports.</summary>
public interface IImportLog
{
    /// <summary>Adds one.</summary>
    Task AddAsync(ImportReport report, CancellationToken cancellationToken = default);

    /// <summary>All, newest first.</summary>
    Task<IReadOnlyList<ImportReport>> ListAsync(CancellationToken cancellationToken = default);
}
