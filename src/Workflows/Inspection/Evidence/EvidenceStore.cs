using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Workflows.Inspection.Evidence;

/// <summary>Keeps evidence on disk under its hash, unchanged. A file that is refused, or whose upload breaks off, leaves nothing behind.</summary>
public sealed class EvidenceStore : IEvidenceStore
{
    private const int SmallestEdge = 32;
    private const int LargestEdge = 1600;

    private readonly IEvidenceIndex _index;
    private readonly IInstanceQueries _queries;
    private readonly TimeProvider _clock;
    private readonly InspectionOptions _options;
    private readonly string _root;

    /// <summary>Composes the store.</summary>
    public EvidenceStore(IEvidenceIndex index, IInstanceQueries queries, IOptions<InspectionOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_index, _queries, _clock, _options) = (index, queries, clock, options.Value);
        _root = Path.Combine(Path.GetFullPath(_options.DataDirectory), "evidence");
    }

    /// <inheritdoc/>
    public async Task<(EvidenceFile? File, Refusal? Refusal)> AddAsync(Actor by, Guid taskId, string fieldPath, string fileName, bool mustBeImage, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(content);
        if (await _queries.FindTaskAsync(by, taskId, cancellationToken).ConfigureAwait(false) is not { MayAct: true } detail || !detail.Task.IsOpen)
        {
            return (null, EvidenceRefusals.NotYours);
        }

        var incoming = Path.Combine(_root, "incoming", Guid.CreateVersion7(_clock.GetUtcNow()).ToString("N"));
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(incoming)!);
        try
        {
            var (length, hash, head) = await ReceiveAsync(content, incoming, cancellationToken).ConfigureAwait(false);
            if (length is 0 || length > _options.MaxEvidenceBytes)
            {
                return (null, length == 0 ? EvidenceRefusals.Empty : EvidenceRefusals.TooLarge(_options.MaxEvidenceBytes));
            }

            var type = EvidenceType.Of(head);
            if (await Task.Run(() => Judge(incoming, type, mustBeImage), cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                return (null, refusal);
            }

            var (takenAt, lon, lat) = EvidenceType.IsPicture(type) ? Picture.Taken(incoming) : (null, null, null);
            Keep(incoming, hash);
            var file = new EvidenceFile(
                Guid.CreateVersion7(_clock.GetUtcNow()), taskId, detail.Instance.InstanceId, fieldPath, DisplayName(fileName), type, length, hash, by.PersonId, _clock.GetUtcNow(), takenAt, lon, lat);
            await _index.AddAsync(file, cancellationToken).ConfigureAwait(false);
            return (file, null);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    /// <inheritdoc/>
    public async Task<(EvidenceFile File, Stream Content)?> OpenAsync(Actor reader, Guid id, CancellationToken cancellationToken = default)
    {
        return await VisibleAsync(reader, id, cancellationToken).ConfigureAwait(false) is { } file
            ? (file, new FileStream(PathOf(file.Sha256), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous))
            : null;
    }

    /// <summary>The picture made small, as JPEG; <see langword="null"/> when unknown, not to be seen by the reader, or not a picture that can be decoded.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="id">The file.</param>
    /// <param name="edge">Longest side in pixels, 32–1600.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]?> ThumbnailAsync(Actor reader, Guid id, int edge = 320, CancellationToken cancellationToken = default)
    {
        if (await VisibleAsync(reader, id, cancellationToken).ConfigureAwait(false) is not { } file || !EvidenceType.IsPicture(file.ContentType))
        {
            return null;
        }

        var size = Math.Clamp(edge, SmallestEdge, LargestEdge);
        return await Task.Run(() => Picture.Thumbnail(PathOf(file.Sha256), size), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EvidenceFile>> OfInstanceAsync(Actor reader, Guid instanceId, CancellationToken cancellationToken = default) =>
        await _queries.FindInstanceAsync(reader, instanceId, cancellationToken).ConfigureAwait(false) is null
            ? []
            : await _index.OfInstanceAsync(instanceId, cancellationToken).ConfigureAwait(false);

    private async Task<EvidenceFile?> VisibleAsync(Actor reader, Guid id, CancellationToken cancellationToken)
    {
        var file = (await _index.FindAsync([id], cancellationToken).ConfigureAwait(false)).SingleOrDefault();
        var visible = file is not null
            && (await _queries.FindInstanceAsync(reader, file.InstanceId, cancellationToken).ConfigureAwait(false) is not null
                || await _queries.FindTaskAsync(reader, file.TaskId, cancellationToken).ConfigureAwait(false) is not null);
        return visible && File.Exists(PathOf(file!.Sha256)) ? file : null;
    }

    private async Task<(long Length, string Hash, byte[] Head)> ReceiveAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        await using var _ = target.ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        var head = Array.Empty<byte>();
        var length = 0L;
        for (var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false); read > 0; read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false))
        {
            length += read;
            if (length > _options.MaxEvidenceBytes)
            {
                break; // The rest is not even read.
            }

            head = head.Length < EvidenceType.HeadLength ? [.. head, .. buffer.AsSpan(0, Math.Min(read, EvidenceType.HeadLength - head.Length))] : head;
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        target.Flush(flushToDisk: true);
        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()), head);
    }

    private Refusal? Judge(string path, string type, bool mustBeImage)
    {
        if (!EvidenceType.IsPicture(type))
        {
            return mustBeImage ? EvidenceRefusals.NotAnImage : null;
        }

        return Picture.Fault(path, type, _options.MaxPicturePixels) switch
        {
            null => null,
            "too-many-pixels" => EvidenceRefusals.TooManyPixels,
            _ => mustBeImage ? EvidenceRefusals.NotAnImage : null,
        };
    }

    private void Keep(string incoming, string hash)
    {
        var path = PathOf(hash);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            File.Move(incoming, path, overwrite: true); // the same hash is the same content
        }
    }

    private string PathOf(string hash) => Path.Combine(_root, hash[..2], hash);

    private static string DisplayName(string fileName)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/')).Trim();
        name = new string([.. name.Where(c => !char.IsControl(c))]);
        return name.Length switch { 0 => "file", > 255 => name[^255..], _ => name };
    }
}
