using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Time;
using Workflows.Runtime.Live;
using Workflows.Runtime.Time;

namespace Workflows.Runtime.Definitions;

/// <summary>Imports workflow folders as versions and hands out parsed packages, each parsed once.</summary>
/// <param name="store">The versions.</param>
/// <param name="calendars">Takes over the calendar that lies beside the folders.</param>
/// <param name="feed">Hears of new versions.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class DefinitionCatalog(IDefinitionStore store, CalendarKeeper calendars, IChangeFeed feed, TimeProvider clock, ILogger<DefinitionCatalog> logger) : IDefinitionCatalog, IStartTriggers, IDisposable
{
    private readonly ConcurrentDictionary<(string Id, int Version), WorkflowPackage> _packages = new();
    private readonly ConcurrentDictionary<string, int> _latest = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _import = new(1, 1);
    private volatile IReadOnlyList<(string DefinitionId, StartTrigger Trigger)>? _eventTriggers;

    /// <inheritdoc/>
    public ValueTask<WorkflowPackage?> FindAsync(string definitionId, int? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(definitionId);
        var wanted = version ?? (_latest.TryGetValue(definitionId, out var latest) ? latest : null);
        return wanted is { } number && _packages.TryGetValue((definitionId, number), out var package)
            ? ValueTask.FromResult<WorkflowPackage?>(package)
            : new ValueTask<WorkflowPackage?>(LoadAsync(definitionId, version, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DefinitionVersionInfo>> ListAsync(CancellationToken cancellationToken = default) => store.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>?> FilesAsync(string definitionId, int version, CancellationToken cancellationToken = default) =>
        (await store.FindAsync(definitionId, version, cancellationToken).ConfigureAwait(false))?.Files;

    /// <inheritdoc/>
    public async Task<ImportFoldersReport> ImportFoldersAsync(string root, string author, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var published = new List<DefinitionVersionInfo>();
        var unchanged = new List<string>();
        var problems = new List<FolderProblem>();
        await _import.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadCalendarAsync(root, problems, cancellationToken).ConfigureAwait(false);
            var seen = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var folder in WorkflowFolder.Find(root))
            {
                var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
                var outcome = await ImportFolderAsync(folder, author, seen, cancellationToken).ConfigureAwait(false);
                problems.AddRange(outcome.Problems.Select(p => p with { Path = $"{name}/{p.Path}" }));
                if (outcome.Published is { } info)
                {
                    published.Add(info);
                }
                else if (outcome.Unchanged is { } id)
                {
                    unchanged.Add(id);
                }
            }
        }
        finally
        {
            _import.Release();
        }

        Announce(published);
        return new ImportFoldersReport(published, unchanged, problems);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<(string DefinitionId, StartTrigger Trigger)>> ForEventAsync(string eventName, CancellationToken cancellationToken = default)
    {
        var all = _eventTriggers ??= await ReadEventTriggersAsync(cancellationToken).ConfigureAwait(false);
        return [.. all.Where(t => t.Trigger.EventName == eventName)];
    }

    /// <summary>Makes designed files the next version; new instances start on it when it is published.</summary>
    /// <returns>The version; <see langword="null"/> with what is wrong, or without when the newest version says the same.</returns>
    internal async Task<(DefinitionVersionInfo? Version, IReadOnlyList<FolderProblem> Problems)> AddVersionAsync(
        string definitionId, IReadOnlyDictionary<string, string> files, string author, string note, bool isPublished, CancellationToken cancellationToken)
    {
        await _import.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (version, problems) = await AddAsync(definitionId, files, new Edition(author, VersionOrigin.Designer, note.Trim(), isPublished), cancellationToken).ConfigureAwait(false);
            Announce(version is null ? [] : [version]);
            return (version, problems);
        }
        finally
        {
            _import.Release();
        }
    }

    /// <summary>Another version of a definition, or none, is the one in use now.</summary>
    internal void Forget(string definitionId)
    {
        _latest.TryRemove(definitionId, out _);
        _eventTriggers = null;
        feed.Publish(new Change("definitions"));
    }

    /// <summary>Versions were deleted; others may get their numbers.</summary>
    internal void ForgetVersions(string definitionId)
    {
        foreach (var key in _packages.Keys.Where(k => k.Id == definitionId))
        {
            _packages.TryRemove(key, out _);
        }

        Forget(definitionId);
    }

    /// <inheritdoc/>
    public void Dispose() => _import.Dispose();

    /// <summary>A calendar that cannot be read is a problem; the one before it stays in force.</summary>
    private async Task ReadCalendarAsync(string root, List<FolderProblem> problems, CancellationToken cancellationToken)
    {
        const string name = "calendar.json";
        var path = Path.Combine(root, name);
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            await calendars.ImportAsync(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), name, cancellationToken).ConfigureAwait(false);
        }
        catch (DefinitionUnreadableException exception)
        {
            problems.Add(PackageReader.Problem(name, exception));
        }
    }

    private async Task<WorkflowPackage?> LoadAsync(string definitionId, int? version, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(definitionId, version, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        var (package, problems) = PackageReader.Read(stored.Files, stored.Info.Version, stored.FormVersions);
        if (package is null)
        {
            throw new InvalidDataException($"The stored version {stored.Info.Version} of {definitionId} cannot be read: {problems[0].Path}: {problems[0].Message.En}");
        }

        var kept = _packages.GetOrAdd((definitionId, stored.Info.Version), package);
        if (version is null)
        {
            _latest.AddOrUpdate(definitionId, stored.Info.Version, (_, known) => Math.Max(known, stored.Info.Version));
        }

        return kept;
    }

    private async Task<(DefinitionVersionInfo? Published, string? Unchanged, IReadOnlyList<FolderProblem> Problems)> ImportFolderAsync(string folder, string author, Dictionary<string, string> seen, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> files;
        try
        {
            files = await WorkflowFolder.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return (null, null, [new FolderProblem("", LocalizedText.Same(exception.Message))]);
        }

        var (definitionId, problem) = PackageReader.DefinitionId(files);
        if (definitionId is null)
        {
            return (null, null, [problem!]);
        }

        if (!seen.TryAdd(definitionId, folder))
        {
            return (null, null, [SameId(definitionId, seen[definitionId])]);
        }

        var imported = await store.FindNewestAsync(definitionId, VersionOrigin.Folder, cancellationToken).ConfigureAwait(false);
        if (imported?.Info.ContentHash == WorkflowFolder.Hash(files))
        {
            return (null, definitionId, []);
        }

        var (version, problems) = await AddAsync(definitionId, files, new Edition(author, VersionOrigin.Folder, ""), cancellationToken).ConfigureAwait(false);
        return (version, version is null && problems.Count == 0 ? definitionId : null, problems);
    }

    /// <summary>Adds files as the next version, unless the newest says the same or they have errors.</summary>
    private async Task<(DefinitionVersionInfo? Version, IReadOnlyList<FolderProblem> Problems)> AddAsync(string definitionId, IReadOnlyDictionary<string, string> files, Edition edition, CancellationToken cancellationToken)
    {
        var latest = await store.FindNewestAsync(definitionId, null, cancellationToken).ConfigureAwait(false);
        var hash = WorkflowFolder.Hash(files);
        if (latest?.Info.ContentHash == hash)
        {
            return (null, []);
        }

        var (version, problems) = Prepare(definitionId, files, hash, edition, latest);
        if (version is null)
        {
            return (null, problems);
        }

        await store.AddAsync(version, cancellationToken).ConfigureAwait(false);
        Log.Added(logger, definitionId, version.Info.Version, version.Info.IsPublished);
        return (version.Info, problems);
    }

    private static FolderProblem Problem(Problem problem) => new(problem.Line is { } line ? $"{problem.Path}:{line}" : problem.Path, problem.Message);

    private static FolderProblem SameId(string definitionId, string otherFolder)
    {
        var other = Path.GetFileName(otherFolder);
        return new FolderProblem("workflow.json", new LocalizedText(
            $"文件夹 {other} 使用了相同的 definitionId“{definitionId}”。请为每个流程取不同的标识。",
            $"The folder {other} has the same definitionId \"{definitionId}\". Give each workflow its own."));
    }

    private (StoredVersion? Version, IReadOnlyList<FolderProblem> Problems) Prepare(string definitionId, IReadOnlyDictionary<string, string> files, string hash, Edition edition, StoredVersion? latest)
    {
        var number = (latest?.Info.Version ?? 0) + 1;
        var formVersions = FormVersions(files, latest);
        var (package, problems) = PackageReader.Read(files, number, formVersions);
        if (package is null)
        {
            return (null, problems);
        }

        var errors = DefinitionChecker.Check(files).Where(p => p.Severity == ProblemSeverity.Error).Select(Problem).ToList();
        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var info = new DefinitionVersionInfo(definitionId, number, package.Definition.Name, hash, edition.IsPublished, IsLatest: true, IsCurrent: edition.IsPublished, clock.GetUtcNow(), edition.Author, Running: 0, edition.Origin, edition.Note);
        return (new StoredVersion(info, files, formVersions), problems);
    }

    /// <summary>A form's version grows only when that form's content changed, or what it takes from the files that forms share.</summary>
    private static Dictionary<string, int> FormVersions(IReadOnlyDictionary<string, string> files, StoredVersion? latest)
    {
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, text) in files)
        {
            if (WorkflowFolder.FormKey(path) is { } key)
            {
                var before = latest?.FormVersions.GetValueOrDefault(key) ?? 0;
                versions[key] = before > 0 && FormLibrary.PartsOf(files, path).Add(path).All(part => latest!.Files.GetValueOrDefault(part) == files.GetValueOrDefault(part)) ? before : before + 1;
            }
        }

        return versions;
    }

    private void Announce(List<DefinitionVersionInfo> published)
    {
        foreach (var info in published.Where(i => i.IsPublished))
        {
            _latest[info.DefinitionId] = info.Version;
        }

        if (published.Count == 0)
        {
            return;
        }

        _eventTriggers = null;
        feed.Publish(new Change("definitions"));
    }

    private async Task<IReadOnlyList<(string DefinitionId, StartTrigger Trigger)>> ReadEventTriggersAsync(CancellationToken cancellationToken)
    {
        var triggers = new List<(string DefinitionId, StartTrigger Trigger)>();
        foreach (var info in (await store.ListAsync(cancellationToken).ConfigureAwait(false)).Where(i => i.IsCurrent))
        {
            if (await FindAsync(info.DefinitionId, info.Version, cancellationToken).ConfigureAwait(false) is { } package)
            {
                triggers.AddRange(TriggerScanner.Scan(package.Definition, clock.GetUtcNow()).Where(t => t.Kind == StartTriggerKind.Event).Select(t => (info.DefinitionId, t)));
            }
        }

        return triggers;
    }

    /// <summary>Who made a version, from what, and what they say about it.</summary>
    private sealed record Edition(string Author, VersionOrigin Origin, string Note, bool IsPublished = true);

    private static partial class Log
    {
        [LoggerMessage(2040, LogLevel.Information, "Added {DefinitionId} version {Version}, published: {IsPublished}.")]
        public static partial void Added(ILogger logger, string definitionId, int version, bool isPublished);
    }
}
