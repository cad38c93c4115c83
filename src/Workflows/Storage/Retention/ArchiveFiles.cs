using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Workflows.Runtime.Retention;
using Workflows.Storage.Audit;

namespace Workflows.Storage.Retention;

/// <summary>
/// The archive's folder: a folder per month, in it gzip files with one JSON line per instance, and beside each file its manifest. A file is written under
/// another name, synchronised to disk, read back, and only then given its name; it never changes afterwards.
/// </summary>
/// <param name="options">Where it is.</param>
/// <param name="key">Signs the manifests.</param>
internal sealed class ArchiveFiles(IOptions<RetentionOptions> options, AuditKey key)
{
    private const string Unfinished = ".part";

    /// <summary>Writes a file; one with the same number that a killed run has left is replaced.</summary>
    /// <param name="id">Number of the file.</param>
    /// <param name="instances">What it is to hold; at least one, all of one definition.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It cannot be written, or not be read back.</exception>
    public async Task<ArchiveSliceRow> WriteAsync(long id, IReadOnlyList<ArchivedInstance> instances, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var file = FormattableString.Invariant($"{now.UtcDateTime:yyyy-MM}/{id:000000}.jsonl.gz");
        var path = PathOf(file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await WriteLinesAsync(path + Unfinished, instances, cancellationToken).ConfigureAwait(false);
        await ProveReadableAsync(path + Unfinished, instances, cancellationToken).ConfigureAwait(false);
        var slice = new ArchiveSliceRow
        {
            Id = id,
            File = file,
            DefinitionId = instances[0].Instance.DefinitionId,
            StoredAt = now,
            Instances = instances.Count,
            Steps = instances.Sum(i => (long)i.Steps.Count),
            Bytes = new FileInfo(path + Unfinished).Length,
            Sha256 = await HashAsync(path + Unfinished, cancellationToken).ConfigureAwait(false),
        };
        slice.Mac = slice.MacOf(key.Value);
        await WriteManifestAsync(slice, cancellationToken).ConfigureAwait(false);
        File.Move(path + Unfinished, path, overwrite: true);
        return slice;
    }

    /// <summary>What is wrong with a file, as a short phrase in English; <see langword="null"/> = nothing.</summary>
    public async Task<string?> FaultAsync(ArchiveSliceRow slice, CancellationToken cancellationToken)
    {
        if (!CryptographicOperations.FixedTimeEquals(slice.Mac, slice.MacOf(key.Value)))
        {
            return "its manifest was altered";
        }

        return !File.Exists(PathOf(slice.File)) ? "it is missing"
            : await HashAsync(PathOf(slice.File), cancellationToken).ConfigureAwait(false) != slice.Sha256 ? "its content was altered"
            : null;
    }

    /// <summary>The instances of a file.</summary>
    /// <param name="file">Path in the archive's folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">It is missing or damaged.</exception>
    public IAsyncEnumerable<ArchivedInstance> ReadAsync(string file, CancellationToken cancellationToken) => ReadPathAsync(PathOf(file), cancellationToken);

    /// <summary>The manifests that lie in the folder, in the order of their numbers; without the database.</summary>
    /// <exception cref="InvalidDataException">One cannot be read.</exception>
    public IReadOnlyList<ArchiveSliceRow> Manifests()
    {
        if (!System.IO.Directory.Exists(options.Value.Directory))
        {
            return [];
        }

        return
        [
            .. System.IO.Directory.EnumerateFiles(options.Value.Directory, "*.manifest.json", SearchOption.AllDirectories)
                .Select(path => Manifest(path))
                .OrderBy(s => s.Id),
        ];
    }

    private static ArchiveSliceRow Manifest(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ArchiveSliceRow>(File.ReadAllText(path), ArchiveJson.Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The manifest '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static async Task WriteLinesAsync(string path, IReadOnlyList<ArchivedInstance> instances, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var _ = stream.ConfigureAwait(false);
        var zip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        await using (zip.ConfigureAwait(false))
        {
            foreach (var instance in instances)
            {
                await JsonSerializer.SerializeAsync(zip, instance, ArchiveJson.Options, cancellationToken).ConfigureAwait(false);
                zip.WriteByte((byte)'\n');
            }
        }

        stream.Flush(flushToDisk: true);
    }

    private async Task WriteManifestAsync(ArchiveSliceRow slice, CancellationToken cancellationToken)
    {
        var path = PathOf(slice.Manifest);
        var stream = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (stream.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(stream, slice, ArchiveJson.Options, cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }

    private static async Task ProveReadableAsync(string path, IReadOnlyList<ArchivedInstance> instances, CancellationToken cancellationToken)
    {
        var at = 0;
        await foreach (var read in ReadPathAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (at >= instances.Count || read.Id != instances[at].Id || read.State != instances[at].State || !read.Steps.Select(s => s.Events).SequenceEqual(instances[at].Steps.Select(s => s.Events)))
            {
                throw new IOException($"What was written to '{path}' does not come back the same.");
            }

            at++;
        }

        if (at != instances.Count)
        {
            throw new IOException($"Of {instances.Count} instances written to '{path}' {at} come back.");
        }
    }

    private static async IAsyncEnumerable<ArchivedInstance> ReadPathAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"The archive file '{path}' is missing. Put it back from where the archive is kept.");
        }

        var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        await using var _ = zip.ConfigureAwait(false);
        using var reader = new StreamReader(zip);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return Parse(line, path);
        }
    }

    private static ArchivedInstance Parse(string line, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ArchivedInstance>(line, ArchiveJson.Options) ?? throw new JsonException("A line is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The archive file '{path}' is damaged: {exception.Message}", exception);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(path);
        await using var _ = stream.ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    private string PathOf(string file) => Path.Combine(options.Value.Directory, file);
}
