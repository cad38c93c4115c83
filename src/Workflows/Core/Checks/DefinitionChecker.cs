using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Simulation;

namespace Workflows.Core.Checks;

/// <summary>Finds what is wrong with a workflow folder before anybody works with it: all of it at once, worst first within a file.</summary>
public static class DefinitionChecker
{
    private const string DefinitionFile = "workflow.json";

    /// <summary>Checks a workflow folder.</summary>
    /// <param name="files">Text by path relative to the folder, with forward slashes.</param>
    /// <returns>Errors and warnings; without an error the folder can be published.</returns>
    public static ImmutableArray<Problem> Check(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var problems = new List<Problem>();
        var forms = CheckForms(files, problems);
        CheckScenarios(files, problems);
        if (!files.TryGetValue(DefinitionFile, out var text))
        {
            problems.Add(new Problem(ProblemSeverity.Error, DefinitionFile, null, "definition.missing", new LocalizedText("缺少 workflow.json", "workflow.json is missing")));
        }
        else if (Read(() => WorkflowDefinitionReader.Read(text, DefinitionFile, null, WorkflowPackageReader.Components(files)), DefinitionFile, problems) is { } definition)
        {
            var broken = files.Keys.Select(WorkflowPackageReader.FormKey).OfType<string>().Where(k => !forms.ContainsKey(k)).ToHashSet(StringComparer.Ordinal);
            new DefinitionChecks(new WorkflowPackage(definition, forms, WorkflowPackageReader.MailTemplates(files)), DefinitionFile, problems, broken).Run();
        }

        return Sorted(problems);
    }

    /// <summary>Checks a definition that stands alone, such as one exported from elsewhere.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">How problems call the file.</param>
    public static ImmutableArray<Problem> CheckDefinition(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new List<Problem>();
        if (Read(() => WorkflowDefinitionReader.Read(text, path), path, problems) is { } definition)
        {
            new DefinitionChecks(WorkflowPackageReader.OfDefinition(definition), path, problems, []).Run();
        }

        return Sorted(problems);
    }

    /// <summary>Checks a package that has been read.</summary>
    /// <param name="package">The package.</param>
    public static ImmutableArray<Problem> Check(WorkflowPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var problems = new List<Problem>();
        new DefinitionChecks(package, DefinitionFile, problems, []).Run();
        return Sorted(problems);
    }

    private static ImmutableArray<Problem> Sorted(List<Problem> problems) =>
        [.. problems.Distinct().OrderBy(p => p.Path, StringComparer.Ordinal).ThenByDescending(p => p.Severity)];

    private static WorkflowDefinition? Read(Func<WorkflowDefinition> read, string path, List<Problem> problems)
    {
        try
        {
            return read();
        }
        catch (DefinitionUnreadableException e)
        {
            problems.Add(Unreadable(e.Path ?? path, e));
            return null;
        }
    }

    private static ImmutableDictionary<string, FormDefinition> CheckForms(IReadOnlyDictionary<string, string> files, List<Problem> problems)
    {
        var forms = ImmutableDictionary.CreateBuilder<string, FormDefinition>(StringComparer.Ordinal);
        var shared = FormLibrary.Of(files);
        problems.AddRange(shared.Faults.Select(f => Fault(f.Path, f.Fault)));
        foreach (var (path, text) in files)
        {
            if (WorkflowPackageReader.FormKey(path) is not { } key)
            {
                continue;
            }

            var reading = FormDefinitionReader.Read(key, 1, text, shared);
            problems.AddRange(reading.Faults.Select(f => Fault(path, f)));
            if (reading.Form is { } form)
            {
                forms[key] = form;
            }
        }

        return forms.ToImmutable();
    }

    private static void CheckScenarios(IReadOnlyDictionary<string, string> files, List<Problem> problems)
    {
        foreach (var (path, text) in files.Where(f => Scenario.IsAt(f.Key)))
        {
            try
            {
                Scenario.Read(text, path);
            }
            catch (DefinitionUnreadableException e)
            {
                problems.Add(Unreadable(path, e));
            }
        }
    }

    private static Problem Fault(string path, FormFault fault) => new(
        fault.IsError ? ProblemSeverity.Error : ProblemSeverity.Warning,
        path,
        null,
        fault.Code,
        fault.Path.Length == 0 ? fault.Message : new LocalizedText($"{fault.Path}:{fault.Message.Zh}", $"{fault.Path}: {fault.Message.En}"));

    private static Problem Unreadable(string path, DefinitionUnreadableException e) =>
        new(ProblemSeverity.Error, path, null, e.Line is null ? "file.invalid" : "json.invalid", e.Reason ?? LocalizedText.Same(e.Message), e.Line);
}
