using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Workflows.Runtime.Retention;
using Workflows.Storage.Audit;

namespace Workflows.Storage.Retention;

/// <summary>A folder of archive files read without the database: on another machine, or years later.</summary>
public sealed class ArchiveFolder
{
    private static readonly JsonSerializerOptions Readable = new(ArchiveJson.Options) { WriteIndented = true };

    private readonly ArchiveFiles _files;
    private readonly string _keyFile;
    private readonly AuditKey _key;

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="keyFile">File with the audit key, for <see cref="VerifyAsync"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public ArchiveFolder(string folder, string keyFile)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no archive folder '{folder}'. Nothing was stored away yet, or --folder must name another one.");
        }

        _keyFile = keyFile;
        _key = new AuditKey(keyFile);
        _files = new ArchiveFiles(Options.Create(new RetentionOptions { Directory = folder }), _key);
    }

    /// <summary>Every instance in the folder: number, id, definition, title, when it ended, and its file.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public async IAsyncEnumerable<(string? Number, Guid Id, string DefinitionId, string? Title, DateTimeOffset EndedAt, string File)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (file, instance) in ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return (instance.Instance.Number, instance.Id, instance.Instance.DefinitionId, instance.Instance.TitleZh, instance.Instance.UpdatedAt, file);
        }
    }

    /// <summary>All that is known of an instance, as indented JSON; <see langword="null"/> when the folder does not hold it.</summary>
    /// <param name="numberOrId">Its number or its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public async Task<string?> ShowAsync(string numberOrId, CancellationToken cancellationToken = default)
    {
        await foreach (var (_, instance) in ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (instance.Instance.Number == numberOrId || (Guid.TryParse(numberOrId, out var id) && instance.Id == id))
            {
                return JsonSerializer.Serialize(JsonSerializer.SerializeToElement(instance, ArchiveJson.Options), Readable);
            }
        }

        return null;
    }

    /// <summary>Proves every file by its manifest and every step by its code, and every state by its history.</summary>
    /// <returns>How many instances were looked at, and what is wrong, in English.</returns>
    /// <exception cref="FileNotFoundException">There is no audit key.</exception>
    /// <exception cref="InvalidDataException">A manifest cannot be read.</exception>
    public async Task<(long Instances, IReadOnlyList<string> Faults)> VerifyAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(_keyFile))
        {
            throw new FileNotFoundException($"There is no audit key '{_keyFile}'. Name the file that the history was signed with: --key FILE.");
        }

        var instances = 0L;
        var faults = new List<string>();
        var expected = 1L;
        foreach (var slice in _files.Manifests())
        {
            for (; expected < slice.Id; expected++)
            {
                faults.Add($"File number {expected} is missing.");
            }

            expected = slice.Id + 1;
            if (await _files.FaultAsync(slice, cancellationToken).ConfigureAwait(false) is { } fault)
            {
                faults.Add($"{slice.File}: {fault}.");
                continue;
            }

            await foreach (var instance in _files.ReadAsync(slice.File, cancellationToken).ConfigureAwait(false))
            {
                instances++;
                if (instance.FirstAltered(_key.Value) is { } step)
                {
                    faults.Add($"{slice.File}: step {step.Revision} of instance {instance.Id} was altered.");
                }
                else if (!instance.Folds())
                {
                    faults.Add($"{slice.File}: the state of instance {instance.Id} is not what its history comes to.");
                }
            }
        }

        return (instances, faults);
    }

    private async IAsyncEnumerable<(string File, ArchivedInstance Instance)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var slice in _files.Manifests())
        {
            await foreach (var instance in _files.ReadAsync(slice.File, cancellationToken).ConfigureAwait(false))
            {
                yield return (slice.File, instance);
            }
        }
    }
}
