using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Core.Forms;

/// <summary>What the forms of one workflow folder share: groups of fields (<c>groups/*.json</c>) and code tables (<c>codes/*.json</c>).</summary>
public sealed class FormLibrary
{
    private FormLibrary(ImmutableDictionary<string, FieldGroup> groups, ImmutableDictionary<string, CodeTable> codeTables, ImmutableArray<LibraryFault> faults) =>
        (Groups, CodeTables, Faults) = (groups, codeTables, faults);

    /// <summary>Of a form that stands alone.</summary>
    public static FormLibrary Empty { get; } = new(ImmutableDictionary<string, FieldGroup>.Empty, ImmutableDictionary<string, CodeTable>.Empty, []);

    /// <summary>The groups that can be used, by key.</summary>
    public ImmutableDictionary<string, FieldGroup> Groups { get; }

    /// <summary>The tables that can be used, by key.</summary>
    public ImmutableDictionary<string, CodeTable> CodeTables { get; }

    /// <summary>What is wrong with the files; a file with an error is left out.</summary>
    public ImmutableArray<LibraryFault> Faults { get; }

    /// <summary>Reads what is shared in a workflow folder.</summary>
    /// <param name="files">Text by path.</param>
    public static FormLibrary Of(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = ImmutableArray.CreateBuilder<LibraryFault>();
        var tables = ReadAll(files, CodeTableKey, CodeTable.Read, faults).ToImmutableDictionary(t => t.Key, StringComparer.Ordinal);
        var codes = new FormLibrary(Empty.Groups, tables, []);
        var groups = ReadAll(files, GroupKey, (key, source, found) => FieldGroup.Read(key, source, codes, found), faults).ToImmutableDictionary(g => g.Key, StringComparer.Ordinal);
        return new FormLibrary(groups, tables, faults.ToImmutable());
    }

    /// <summary>Key of the group in a file, when it is one.</summary>
    public static string? GroupKey(string path) => WorkflowPackageReader.Key(path, "groups/", ".json");

    /// <summary>Key of the code table in a file, when it is one.</summary>
    public static string? CodeTableKey(string path) => WorkflowPackageReader.Key(path, "codes/", ".json");

    /// <summary>The shared files that a form or group names, with those that its groups name.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="path">The form or group.</param>
    public static ImmutableSortedSet<string> PartsOf(IReadOnlyDictionary<string, string> files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        ImmutableSortedSet<string> own = files.TryGetValue(path, out var text) && Parse(text, new FaultList()) is { } source ? [.. Named(source)] : [];
        return own.Union(own.Where(p => GroupKey(p) is not null && p != path).SelectMany(p => PartsOf(files, p).Where(n => CodeTableKey(n) is not null)));
    }

    private static IEnumerable<string> Named(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => Named(m.Value)).Concat((JsonRead.Text(o, "kind"), JsonRead.Text(o, "group"), JsonRead.Text(o, "source")) switch
        {
            (FieldGroup.Kind, { } group, _) => [$"groups/{group}.json"],
            (_, _, { } from) when from.StartsWith(CodePrefix, StringComparison.Ordinal) => [$"codes/{from[CodePrefix.Length..].Trim()}.json"],
            _ => Array.Empty<string>(),
        }),
        JsonArray items => items.SelectMany(Named),
        _ => [],
    };

    private const string CodePrefix = FormSource.Code + ":";

    private static IEnumerable<T> ReadAll<T>(IReadOnlyDictionary<string, string> files, Func<string, string?> keyOf, Func<string, JsonObject, FaultList, T?> read, ImmutableArray<LibraryFault>.Builder all)
        where T : class
    {
        foreach (var (path, text) in files.Where(f => keyOf(f.Key) is not null).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var faults = new FaultList();
            var part = Parse(text, faults) is { } source ? read(keyOf(path)!, source, faults) : null;
            all.AddRange(faults.ToArray().Select(fault => new LibraryFault(path, fault)));
            if (part is not null)
            {
                yield return part;
            }
        }
    }

    private static JsonObject? Parse(string text, FaultList faults)
    {
        var (source, fault) = FormDefinitionReader.Parse(text);
        if (fault is not null)
        {
            faults.Add([fault]);
        }

        return source;
    }
}

/// <summary>What is wrong with a shared file.</summary>
/// <param name="Path">The file, relative to the folder.</param>
/// <param name="Fault">What is wrong in it.</param>
public sealed record LibraryFault(string Path, FormFault Fault);
