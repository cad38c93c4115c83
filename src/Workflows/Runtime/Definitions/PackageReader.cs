using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Workflows.Runtime.Definitions;

/// <summary>Makes a package of a folder's files, giving the package its version and each form its own.</summary>
internal static class PackageReader
{
    /// <summary>The definition id that <c>workflow.json</c> names, or what is wrong.</summary>
    public static (string? DefinitionId, FolderProblem? Problem) DefinitionId(IReadOnlyDictionary<string, string> files)
    {
        var (definition, problem) = Definition(files, null);
        return (definition?.DefinitionId, problem);
    }

    /// <summary>Reads the package; anything that cannot be read becomes a problem.</summary>
    public static (WorkflowPackage? Package, IReadOnlyList<FolderProblem> Problems) Read(IReadOnlyDictionary<string, string> files, int version, IReadOnlyDictionary<string, int> formVersions)
    {
        var problems = new List<FolderProblem>();
        var (definition, problem) = Definition(files, version);
        if (problem is not null)
        {
            problems.Add(problem);
        }

        var forms = ImmutableDictionary.CreateBuilder<string, FormDefinition>(StringComparer.Ordinal);
        var shared = FormLibrary.Of(files);
        problems.AddRange(shared.Faults.Where(f => f.Fault.IsError).Select(f => Problem(f.Path, f.Fault)));
        foreach (var (path, text) in files)
        {
            if (WorkflowFolder.FormKey(path) is not { } key)
            {
                continue;
            }

            var reading = FormDefinitionReader.Read(key, formVersions.GetValueOrDefault(key, 1), text, shared);
            problems.AddRange(reading.Faults.Where(f => f.IsError).Select(f => Problem(path, f)));
            if (reading.Form is not null)
            {
                forms[key] = reading.Form;
            }
        }

        if (definition is null || problems.Count > 0)
        {
            return (null, problems);
        }

        var mails = files.Where(f => WorkflowFolder.MailKey(f.Key) is not null).ToImmutableDictionary(f => WorkflowFolder.MailKey(f.Key)!, f => f.Value, StringComparer.Ordinal);
        return (new WorkflowPackage(definition, forms.ToImmutable(), mails) { ContentHash = WorkflowFolder.Hash(files) }, problems);
    }

    /// <summary>What the reader of a file found, with its line.</summary>
    public static FolderProblem Problem(string path, DefinitionUnreadableException exception) =>
        new(exception.Line is { } line ? $"{path}:{line}" : path, exception.Reason ?? LocalizedText.Same(exception.Message));

    private static FolderProblem Problem(string path, FormFault fault) =>
        new(path, fault.Path.Length == 0 ? fault.Message : new LocalizedText($"{fault.Path}：{fault.Message.Zh}", $"{fault.Path}: {fault.Message.En}"));

    private static (WorkflowDefinition? Definition, FolderProblem? Problem) Definition(IReadOnlyDictionary<string, string> files, int? version)
    {
        if (!files.TryGetValue("workflow.json", out var text))
        {
            return (null, new FolderProblem("workflow.json", new LocalizedText("缺少该文件。", "The file is missing.")));
        }

        try
        {
            return (WorkflowDefinitionReader.Read(text, "workflow.json", version, WorkflowPackageReader.Components(files)), null);
        }
        catch (DefinitionUnreadableException exception)
        {
            return (null, Problem(exception.Path ?? "workflow.json", exception));
        }
    }
}
