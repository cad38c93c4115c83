using Host.Jobs;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Inspection.Drops;
using Workflows.Runtime.Live;

namespace Host.Imports;

/// <summary>Imports drops one at a time, in the background: the page that started one may be left and opened again.</summary>
public sealed class ImportJobs : IAsyncDisposable, IDisposable
{
    private readonly IServiceScopeFactory _scopes;
    private readonly DropShelf _shelf;
    private readonly UploadDesk _uploads;
    private readonly IChangeFeed _changes;

    /// <summary>Makes the desk; nothing runs yet.</summary>
    public ImportJobs(IServiceScopeFactory scopes, DropShelf shelf, UploadDesk uploads, IChangeFeed changes, TimeProvider time, ILogger<ImportJobs> logger)
    {
        (_scopes, _shelf, _uploads, _changes) = (scopes, shelf, uploads, changes);
        Slot = new JobSlot<ImportProgress, ImportReport>(time, exception => Explain(exception, logger));
    }

    /// <summary>The import that runs, or ran last.</summary>
    public JobSlot<ImportProgress, ImportReport> Slot { get; }

    /// <summary>Starts the import of a drop that lies ready on the server.</summary>
    /// <returns>Why it was not started; <see langword="null"/> when it runs.</returns>
    public Refusal? StartPrepared(string name, Actor by)
    {
        if (_shelf.Find(name) is not { } path)
        {
            return new Refusal("import.unknown-drop", new LocalizedText(
                $"“{name}”已不在服务器的待导入目录中。请刷新列表后重选。",
                $"“{name}” is no longer among the prepared drops. Refresh the list and choose again."));
        }

        return Start(path, name, by, remove: false);
    }

    /// <summary>Starts the import of an upload and removes the upload when it has ended, however it ends.</summary>
    /// <returns>Why it was not started (the upload is then removed at once); <see langword="null"/> when it runs.</returns>
    public Refusal? StartUpload(string path, Actor by)
    {
        var refusal = Start(path, Path.GetFileName(path), by, remove: true);
        if (refusal is not null)
        {
            _uploads.Remove(path);
        }

        return refusal;
    }

    /// <inheritdoc/>
    public void Dispose() => Slot.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Slot.DisposeAsync();

    private static string Explain(Exception exception, ILogger logger)
    {
        if (exception is DropUnusableException)
        {
            return exception.Message;
        }

        logger.LogError(exception, "An import ended with an unexpected problem.");
        return $"{exception.GetType().Name}: {exception.Message}";
    }

    private Refusal? Start(string path, string name, Actor by, bool remove)
    {
        var started = Slot.TryStart(name, by, async (progress, cancellationToken) =>
        {
            try
            {
                await using var scope = _scopes.CreateAsyncScope();
                return await scope.ServiceProvider.GetRequiredService<IDropImporter>().ImportAsync(path, by.PersonId, progress, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (remove)
                {
                    _uploads.Remove(path);
                }

                _changes.Publish(new Change("imports"));
            }
        });

        return started ? null : new Refusal("import.busy", new LocalizedText(
            "另一个导入正在进行，一次只能导入一个。请等它结束，或先取消它。",
            "Another import is running and only one runs at a time. Wait for it to end, or cancel it first."));
    }
}
