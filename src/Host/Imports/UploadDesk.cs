using Workflows.Core;

namespace Host.Imports;

/// <summary>Takes an uploaded zip into a file of its own, never more than the limit, and removes it when it is done with.</summary>
/// <param name="root">Folder for uploads; made when needed.</param>
/// <param name="maxBytes">Largest upload in bytes.</param>
public sealed class UploadDesk(string root, long maxBytes)
{
    private const int ChunkBytes = 128 * 1024;

    /// <summary>Largest upload in bytes.</summary>
    public long MaxBytes { get; } = maxBytes;

    /// <summary>Says before a byte is read why a file would not be taken; <see langword="null"/> when it would.</summary>
    public Refusal? Check(string fileName, long length)
    {
        if (!fileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal("import.not-a-zip", new LocalizedText(
                $"“{fileName}”不是 zip 文件。请把各个 CSV 文件打成一个 zip 包再上传。",
                $"“{fileName}” is not a zip file. Put the CSV files into one zip and upload that."));
        }

        if (length == 0)
        {
            return new Refusal("import.empty", new LocalizedText($"“{fileName}”是空文件。请重新导出后上传。", $"“{fileName}” is empty. Export it again and upload it."));
        }

        return length <= MaxBytes ? null : TooLarge(fileName);
    }

    /// <summary>Takes the content in.</summary>
    /// <param name="fileName">As named by the sender; only its last part is used.</param>
    /// <param name="content">The bytes; read at most up to the limit.</param>
    /// <param name="taken">Told the bytes taken so far.</param>
    /// <param name="cancellationToken">Gives up; nothing stays.</param>
    /// <returns>The path of the file, or why it was not taken.</returns>
    public async Task<(string? Path, Refusal? Refusal)> TakeAsync(string fileName, Stream content, Action<long>? taken = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(root, Guid.CreateVersion7().ToString("N"))).FullName, SafeName(fileName));
        var complete = false;
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkBytes, useAsync: true);
            complete = await CopyAsync(content, file, taken, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!complete)
            {
                Remove(path);
            }
        }

        return complete ? (path, null) : (null, TooLarge(fileName));
    }

    /// <summary>Removes a file that <see cref="TakeAsync"/> took, with its folder.</summary>
    public void Remove(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is not null && Path.GetDirectoryName(folder) == Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar) && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes what earlier runs of the host left behind.</summary>
    public void Sweep()
    {
        if (Directory.Exists(root))
        {
            foreach (var folder in Directory.EnumerateDirectories(root))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string SafeName(string fileName)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        var cleaned = string.Concat(name.Select(c => Path.GetInvalidFileNameChars().Contains(c) || char.IsControl(c) ? '_' : c));
        return cleaned.Length switch
        {
            0 => "drop.zip",
            > 120 => string.Concat(cleaned.AsSpan(0, 116), ".zip"),
            _ => cleaned,
        };
    }

    private async Task<bool> CopyAsync(Stream from, FileStream to, Action<long>? taken, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkBytes];
        long total = 0;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            total += read;
            if (total > MaxBytes)
            {
                return false;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            taken?.Invoke(total);
        }

        return true;
    }

    private Refusal TooLarge(string fileName) => new("import.too-large", new LocalizedText(
        $"“{fileName}”超过上传上限 {MaxBytes / 1048576} MB。请把它放到服务器的“待导入”目录，再从下面的列表中选择。",
        $"“{fileName}” is larger than the upload limit of {MaxBytes / 1048576} MB. Put it into the server's folder for prepared drops and choose it from the list."));
}
