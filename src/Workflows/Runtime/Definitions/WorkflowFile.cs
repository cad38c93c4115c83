using System.IO.Compression;
using System.Text;
using Workflows.Core;

namespace Workflows.Runtime.Definitions;

/// <summary>A workflow folder as one file: a zip of it, or its definition alone as JSON. What comes from outside is hostile until it has been read here.</summary>
public static class WorkflowFile
{
    /// <summary>Bytes that a file may have.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int MaxEntries = 500;
    private const int MaxPath = 200;
    private const long MaxUnpacked = 32 * 1024 * 1024;
    private const string Definition = "workflow.json";
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a folder. The same files give the same bytes.</summary>
    public static byte[] Zip(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = NoTime;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }

    /// <summary>Reads a file that somebody has sent: a zip of a workflow folder – also one that holds the folder itself –, or a definition in Elsa's JSON.</summary>
    /// <param name="content">The file, up to <see cref="MaxBytes"/>.</param>
    /// <returns>Its files by path, or why it is not taken.</returns>
    public static WorkflowFileReading Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            return WorkflowFileReading.Refused(TooLarge);
        }

        try
        {
            return content.Span.StartsWith("PK"u8)
                ? ReadZip(content)
                : new WorkflowFileReading(new SortedDictionary<string, string>(StringComparer.Ordinal) { [Definition] = WorkflowFolder.Normalise(Definition, content.ToArray()) }, [], null);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            return WorkflowFileReading.Refused(Unreadable);
        }
    }

    /// <summary>Whether a path of a file in a workflow folder stays in the folder, on every system.</summary>
    public static bool IsInside(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length is > 0 and <= MaxPath
            && path.All(c => !char.IsControl(c) && c is not ('\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'))
            && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part.Trim() == part && !part.EndsWith('.'));
    }

    private static WorkflowFileReading ReadZip(ReadOnlyMemory<byte> content)
    {
        using var zip = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MaxEntries)
        {
            return WorkflowFileReading.Refused(TooLarge);
        }

        var entries = zip.Entries.Where(e => !e.FullName.EndsWith('/') && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToArray();
        if (entries.FirstOrDefault(e => !IsInside(e.FullName)) is { } outside)
        {
            return WorkflowFileReading.Refused(Outside(outside.FullName));
        }

        if (entries.GroupBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return WorkflowFileReading.Refused(Twice(twice.Key));
        }

        return Unpack(entries);
    }

    private static WorkflowFileReading Unpack(ZipArchiveEntry[] entries)
    {
        if (entries.Select(e => e.FullName).Where(n => n == Definition || n.EndsWith("/" + Definition, StringComparison.Ordinal)).MinBy(n => n.Count(c => c == '/')) is not { } definition)
        {
            return WorkflowFileReading.Refused(NoDefinition);
        }

        var folder = definition[..^Definition.Length];
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var leftOut = new List<string>();
        var left = MaxUnpacked;
        foreach (var entry in entries)
        {
            if (!entry.FullName.StartsWith(folder, StringComparison.Ordinal) || !WorkflowFolder.IsText(entry.FullName))
            {
                leftOut.Add(entry.FullName);
                continue;
            }

            var path = entry.FullName[folder.Length..];
            if (Content(entry, Math.Min(WorkflowFolder.LongestFile, left)) is not { } content)
            {
                return WorkflowFileReading.Refused(TooLarge);
            }

            left -= content.Length;
            files[path] = WorkflowFolder.Normalise(path, content);
        }

        return new WorkflowFileReading(files, leftOut, null);
    }

    /// <summary>What an entry really unpacks to, whatever it says of itself; <see langword="null"/> when that is too much.</summary>
    private static byte[]? Content(ZipArchiveEntry entry, long most)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            if (to.Length + read > most)
            {
                return null;
            }

            to.Write(buffer, 0, read);
        }

        return to.ToArray();
    }

    private static Refusal TooLarge { get; } = new("design.file-too-large", new LocalizedText(
        $"文件过大：压缩包最多 {MaxEntries} 个文件，每个不超过 4 MB，解压后共不超过 {MaxUnpacked >> 20} MB。没有导入任何内容。",
        $"The file is too large: a zip has at most {MaxEntries} files of at most 4 MB each, {MaxUnpacked >> 20} MB in all when unpacked. Nothing was imported."));

    private static Refusal Unreadable { get; } = new("design.file-unreadable", new LocalizedText(
        "文件无法读取：应是流程文件夹的 zip 压缩包，或 Elsa 格式的 JSON 流程定义（UTF-8）。没有导入任何内容。",
        "The file cannot be read: send a zip of a workflow folder, or a definition in Elsa's JSON (UTF-8). Nothing was imported."));

    private static Refusal NoDefinition { get; } = new("design.file-no-definition", new LocalizedText(
        "压缩包里没有 workflow.json，不是流程文件夹。没有导入任何内容。",
        "The zip holds no workflow.json, so it is no workflow folder. Nothing was imported."));

    private static Refusal Outside(string path) => new("design.file-outside", new LocalizedText(
        $"压缩包里的路径“{Shown(path)}”不安全。没有导入任何内容。",
        $"The zip holds an unsafe path: '{Shown(path)}'. Nothing was imported."));

    private static Refusal Twice(string path) => new("design.file-twice", new LocalizedText(
        $"压缩包里有两个“{Shown(path)}”。没有导入任何内容。",
        $"The zip holds '{Shown(path)}' twice. Nothing was imported."));

    private static string Shown(string path) => new([.. path.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}

/// <summary>What was in a file that somebody has sent.</summary>
/// <param name="Files">Text by path; empty when it is refused.</param>
/// <param name="LeftOut">Paths of what no workflow is made of.</param>
/// <param name="Refusal">Why it is not taken; <see langword="null"/> = it is.</param>
public sealed record WorkflowFileReading(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> LeftOut, Refusal? Refusal)
{
    internal static WorkflowFileReading Refused(Refusal refusal) => new(new Dictionary<string, string>(), [], refusal);
}
