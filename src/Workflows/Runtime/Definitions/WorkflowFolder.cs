using System.Text;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Workflows.Runtime.Definitions;

/// <summary>The files of a workflow folder as text, with line ends and byte order marks evened out, so that a checkout on another system is the same content.</summary>
public static class WorkflowFolder
{
    /// <summary>Bytes that a file may have.</summary>
    internal const long LongestFile = 4 * 1024 * 1024;

    private static readonly string[] TextExtensions = [".json", ".liquid", ".md", ".js", ".txt"];

    /// <summary>Folders below <paramref name="root"/> that hold a <c>workflow.json</c>, by name; <paramref name="root"/> itself when it is one.</summary>
    public static IReadOnlyList<string> Find(string root)
    {
        if (File.Exists(Path.Combine(root, "workflow.json")))
        {
            return [root];
        }

        return Directory.Exists(root)
            ? [.. Directory.EnumerateDirectories(root).Where(d => File.Exists(Path.Combine(d, "workflow.json"))).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Reads a folder's text files by relative path with forward slashes.</summary>
    /// <exception cref="InvalidDataException">A file is larger than 4 MB or is not UTF-8; the message names it.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string folder, CancellationToken cancellationToken = default)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!IsText(path))
            {
                continue;
            }

            var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (new FileInfo(path).Length > LongestFile)
            {
                throw new InvalidDataException($"{relative} is larger than 4 MB.");
            }

            files[relative] = Normalise(relative, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return files;
    }

    /// <summary>SHA-256 (hex, lower case) over the files that decide what the workflow does: definition, forms, what forms share, mail templates, components. Notes and scenarios do not make a new version.</summary>
    public static string Hash(IReadOnlyDictionary<string, string> files) =>
        WorkflowPackageReader.Hash(files.Where(f => Decides(f.Key)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal));

    /// <summary>Key of the form that a file holds, or <see langword="null"/>.</summary>
    public static string? FormKey(string path) => KeyIn(path, "forms/", ".json");

    /// <summary>Key of the mail template that a file holds (<c>task-overdue.zh-CN</c>), or <see langword="null"/>.</summary>
    public static string? MailKey(string path) => KeyIn(path, "mail/", ".liquid");

    private static bool Decides(string path) => path == "workflow.json" || FormKey(path) is not null || MailKey(path) is not null || FormLibrary.GroupKey(path) is not null || FormLibrary.CodeTableKey(path) is not null || WorkflowPackageReader.IsComponent(path);

    private static string? KeyIn(string path, string folder, string extension)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(folder, StringComparison.Ordinal)
            && path.EndsWith(extension, StringComparison.Ordinal)
            && path.IndexOf('/', folder.Length) < 0
                ? path[folder.Length..^extension.Length]
                : null;
    }

    /// <summary>Whether a file's ending is one of those that a workflow folder is made of.</summary>
    internal static bool IsText(string path) => TextExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>A file's bytes as text, with line ends evened out and without a byte order mark.</summary>
    /// <exception cref="InvalidDataException">It is not UTF-8.</exception>
    internal static string Normalise(string name, byte[] bytes)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{name} is not UTF-8 text.", exception);
        }
    }
}
