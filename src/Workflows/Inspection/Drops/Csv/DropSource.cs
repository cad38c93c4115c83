using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>A drop as files on disk: a folder as it is, or a zip unpacked into a work folder with nothing but the names of the import format.</summary>
internal sealed class DropSource
{
    private const int MaxEntries = 10_000;
    private const int MaxRatio = 400;
    private const long RatioCountsFrom = 64L << 20;

    private DropSource(string name, ImmutableArray<SourceFile> files, ImmutableArray<string> unknown) =>
        (Name, Files, UnknownFiles) = (name, files, unknown);

    /// <summary>Name of the folder or zip.</summary>
    public string Name { get; }

    /// <summary>The files that the format knows, at most one per name.</summary>
    public ImmutableArray<SourceFile> Files { get; }

    /// <summary>Files that the format does not know; they are left alone.</summary>
    public ImmutableArray<string> UnknownFiles { get; }

    /// <summary>Opens a drop.</summary>
    /// <param name="path">Folder or zip.</param>
    /// <param name="workFolder">Where a zip is unpacked; the caller deletes it.</param>
    /// <param name="maxBytes">Most bytes that may come out of an archive.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="DropUnusableException">Not a drop.</exception>
    public static DropSource Open(string path, string workFolder, long maxBytes, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (Directory.Exists(path))
        {
            return Of(name, [.. Directory.EnumerateFiles(path).Select(f => new SourceFile(Path.GetFileName(f), f, maxBytes))]);
        }

        if (!File.Exists(path))
        {
            throw new DropUnusableException($"找不到数据包 {path} / there is no folder or zip file {path}");
        }

        try
        {
            using var zip = ZipFile.OpenRead(path);
            return Of(name, Unpack(zip, workFolder, maxBytes, cancellationToken));
        }
        catch (InvalidDataException e)
        {
            throw new DropUnusableException($"{name} 不是文件夹，也不是完好的 zip 文件 / is neither a folder nor a sound zip file ({e.Message})");
        }
    }

    /// <summary>SHA-256 (hex) over names and unpacked contents: the same data has the same hash as folder, zip or gz.</summary>
    public string ContentHash(CancellationToken cancellationToken)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var file in Files.OrderBy(f => f.Stem, StringComparer.Ordinal))
        {
            using var one = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var stream = file.Open();
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                cancellationToken.ThrowIfCancellationRequested();
                one.AppendData(buffer, 0, read);
            }

            all.AppendData(Encoding.UTF8.GetBytes(file.Stem + "\n"));
            all.AppendData(one.GetHashAndReset());
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    private static DropSource Of(string name, IReadOnlyList<SourceFile> files)
    {
        var known = files.Where(IsKnown).ToArray();
        var twice = known.GroupBy(f => f.Stem, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            throw new DropUnusableException($"同一文件出现两次，请只保留一个 / the same file is there twice, keep one: {string.Join(", ", twice.Select(f => f.Name))}");
        }

        if (known.Length == 0)
        {
            throw new DropUnusableException($"{name} 中没有导入格式规定的文件（如 customers.csv） / holds none of the files of the import format (such as customers.csv)");
        }

        return new DropSource(name, [.. known], [.. files.Except(known).Select(f => f.Name).Order(StringComparer.Ordinal)]);
    }

    private static bool IsKnown(SourceFile file)
    {
        var name = file.Name.ToLowerInvariant();
        return (name.EndsWith(".csv", StringComparison.Ordinal) || name.EndsWith(".csv.gz", StringComparison.Ordinal))
                && (file.Stem == DropFormat.OfflineList || DropFormat.Files.Any(f => f.Name == file.Stem))
            || name == DropFormat.OfflineList + ".xlsx";
    }

    // Only the last part of an entry's name is used, so that no entry can be written outside the work folder.
    private static List<SourceFile> Unpack(ZipArchive zip, string workFolder, long maxBytes, CancellationToken cancellationToken)
    {
        if (zip.Entries.Count > MaxEntries)
        {
            throw new DropUnusableException($"压缩包内文件过多 / more than {MaxEntries} entries in the zip file");
        }

        var files = new List<SourceFile>();
        var left = maxBytes;
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0 && !e.FullName.StartsWith("__MACOSX", StringComparison.Ordinal)))
        {
            if (entry.FullName.Split('/', '\\').Contains("..") || Path.IsPathRooted(entry.FullName) || entry.FullName.Contains(':', StringComparison.Ordinal))
            {
                throw new DropUnusableException($"压缩包内路径不安全 / unsafe path in the zip file: {entry.FullName}");
            }

            var name = Path.GetFileName(entry.FullName.Replace('\\', '/'));
            var file = new SourceFile(name, Path.Combine(workFolder, $"{files.Count:D4}-{name}"), maxBytes);
            if (IsKnown(file))
            {
                left -= Copy(entry, file.Path, left, cancellationToken);
            }

            files.Add(file);
        }

        return files;
    }

    private static long Copy(ZipArchiveEntry entry, string target, long left, CancellationToken cancellationToken)
    {
        using var from = entry.Open();
        using var to = File.Create(target);
        var buffer = new byte[1 << 20];
        var total = 0L;
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            total += read;
            if (total > left || (total > RatioCountsFrom && total > MaxRatio * Math.Max(1, entry.CompressedLength)))
            {
                throw new DropUnusableException($"{entry.FullName}: 解压后异常巨大，已停止 / unpacks to far more than a drop can hold; stopped");
            }

            to.Write(buffer, 0, read);
        }

        return total;
    }
}
