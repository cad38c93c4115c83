using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workflows.Core.Checks;
using Workflows.Core.Forms;

namespace Workflows.Core.Definitions;

/// <summary>Reads a workflow folder that has been loaded into memory: <c>workflow.json</c>, <c>forms/*.json</c>, <c>groups/*.json</c>, <c>codes/*.json</c>, <c>mail/*.liquid</c>, <c>components/*.json</c>.</summary>
public static class WorkflowPackageReader
{
    private const string DefinitionFile = "workflow.json";

    /// <summary>Reads a folder.</summary>
    /// <param name="files">Text by path relative to the folder, with forward slashes.</param>
    /// <param name="version">Version to give the package and its forms; <see langword="null"/> = as the definition says, else 1.</param>
    /// <param name="library">Definitions that it may use as activities besides those in its own <c>components</c>.</param>
    /// <exception cref="DefinitionUnreadableException">A file cannot be read; the first such fault. <see cref="DefinitionChecker"/> lists all.</exception>
    public static WorkflowPackage Read(IReadOnlyDictionary<string, string> files, int? version = null, IEnumerable<(string Path, string Text)>? library = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.TryGetValue(DefinitionFile, out var text))
        {
            throw new DefinitionUnreadableException(DefinitionFile, null, null, new LocalizedText("缺少 workflow.json", "workflow.json is missing"));
        }

        var definition = WorkflowDefinitionReader.Read(text, DefinitionFile, version, WorkflowLibrary.Of([.. ComponentFiles(files), .. library ?? []]));
        var forms = ImmutableDictionary.CreateBuilder<string, FormDefinition>(StringComparer.Ordinal);
        var shared = FormLibrary.Of(files);
        if (shared.Faults.FirstOrDefault(f => f.Fault.IsError) is { } broken)
        {
            throw Unreadable(broken.Path, broken.Fault);
        }

        foreach (var (path, json) in files.Where(f => FormKey(f.Key) is not null))
        {
            var reading = FormDefinitionReader.Read(FormKey(path)!, definition.Version, json, shared);
            forms[FormKey(path)!] = reading.Form ?? throw Unreadable(path, reading.Faults.First(f => f.IsError));
        }

        return new WorkflowPackage(definition, forms.ToImmutable(), MailTemplates(files)) { ContentHash = Hash(files) };
    }

    /// <summary>A definition alone, without forms and mails: a file from elsewhere.</summary>
    /// <param name="definition">The definition.</param>
    public static WorkflowPackage OfDefinition(WorkflowDefinition definition) =>
        new(definition, ImmutableDictionary<string, FormDefinition>.Empty, ImmutableDictionary<string, string>.Empty);

    /// <summary>SHA-256 (hex, lower case) over paths and texts; the order of the files does not matter, nor do line ends.</summary>
    /// <param name="files">Text by path.</param>
    public static string Hash(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData([0]);
            hash.AppendData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The definitions of a folder that its workflow may use as activities.</summary>
    /// <param name="files">Text by path.</param>
    /// <exception cref="DefinitionUnreadableException">One of them is no definition.</exception>
    public static WorkflowLibrary Components(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return WorkflowLibrary.Of(ComponentFiles(files));
    }

    /// <summary>Whether a file is a definition that the folder's workflow may use as an activity.</summary>
    /// <param name="path">Path relative to the folder.</param>
    public static bool IsComponent(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Key(path, "components/", ".json") is not null;
    }

    /// <summary>Key of the form in a file, when it is one.</summary>
    internal static string? FormKey(string path) => Key(path, "forms/", ".json");

    internal static ImmutableDictionary<string, string> MailTemplates(IReadOnlyDictionary<string, string> files) =>
        files.Where(f => Key(f.Key, "mail/", ".liquid") is not null).ToImmutableDictionary(f => Key(f.Key, "mail/", ".liquid")!, f => f.Value, StringComparer.Ordinal);

    private static IEnumerable<(string Path, string Text)> ComponentFiles(IReadOnlyDictionary<string, string> files) =>
        files.Where(f => IsComponent(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value));

    /// <summary>Name of a file that lies right in a folder, without its ending; <see langword="null"/> when it lies elsewhere.</summary>
    internal static string? Key(string path, string folder, string extension) =>
        path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(extension, StringComparison.Ordinal) && path.LastIndexOf('/') == folder.Length - 1
            ? path[folder.Length..^extension.Length]
            : null;

    private static DefinitionUnreadableException Unreadable(string path, FormFault fault) =>
        new(path, null, null, new LocalizedText($"{fault.Path} {fault.Message.Zh}", $"{fault.Path} {fault.Message.En}"));
}
