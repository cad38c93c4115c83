using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Workflows.Runtime.Definitions;

/// <summary>Makes a package of a folder's files.</summary>
internal static class PackageReader
{
    private static readonly JsonDocumentOptions Json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 };

    /// <summary>The definition id that <c>workflow.json</c> names, or what is wrong.</summary>
    public static (string? DefinitionId, FolderProblem? Problem) DefinitionId(IReadOnlyDictionary<string, string> files)
    {
        var (root, problem) = Parse(files, "workflow.json");
        if (root is null)
        {
            return (null, problem);
        }

        return root["definitionId"] is JsonValue value && value.TryGetValue<string>(out var id) && id.Length > 0
            ? (id, null)
            : (null, new FolderProblem("workflow.json", "The member \"definitionId\" is missing. Give the workflow a stable id, such as \"inspection-ticket\"."));
    }

    /// <summary>Reads the package; anything that cannot be read becomes a problem.</summary>
    public static (WorkflowPackage? Package, IReadOnlyList<FolderProblem> Problems) Read(IReadOnlyDictionary<string, string> files, int version, IReadOnlyDictionary<string, int> formVersions)
    {
        var problems = new List<FolderProblem>();
        var (id, problem) = DefinitionId(files);
        if (id is null)
        {
            return (null, [problem!]);
        }

        var forms = ImmutableDictionary.CreateBuilder<string, FormDefinition>(StringComparer.Ordinal);
        foreach (var path in files.Keys)
        {
            if (WorkflowFolder.FormKey(path) is { } key)
            {
                var reading = FormDefinitionReader.Read(key, formVersions.GetValueOrDefault(key, 1), files[path]);
                problems.AddRange(reading.Faults.Where(f => f.IsError).Select(f => new FolderProblem(path, $"{f.Path}: {f.Message.En}")));
                if (reading.Form is not null)
                {
                    forms[key] = reading.Form;
                }
            }
        }

        var workflow = Parse(files, "workflow.json").Root!;
        var definition = new WorkflowDefinition { DefinitionId = id, Version = version, Name = (string?)workflow["name"] ?? id, Source = workflow };
        var mails = files.Where(f => WorkflowFolder.MailKey(f.Key) is not null).ToImmutableDictionary(f => WorkflowFolder.MailKey(f.Key)!, f => f.Value, StringComparer.Ordinal);
        return problems.Count > 0 ? (null, problems) : (new WorkflowPackage(definition, forms.ToImmutable(), mails), []);
    }

    private static (JsonObject? Root, FolderProblem? Problem) Parse(IReadOnlyDictionary<string, string> files, string path)
    {
        if (!files.TryGetValue(path, out var text))
        {
            return (null, new FolderProblem(path, "The file is missing."));
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: Json) is JsonObject root
                ? (root, null)
                : (null, new FolderProblem(path, "The file must hold one JSON object."));
        }
        catch (JsonException exception)
        {
            return (null, new FolderProblem(path, $"Not valid JSON at line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: {exception.Message}"));
        }
    }
}
