using System.CommandLine;
using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Forms;
using Workflows.Runtime.Definitions;

namespace Host.Commands;

/// <summary><c>check</c>: reads definitions and forms and prints what is wrong with them.</summary>
internal static class CheckCommand
{
    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var path = new Argument<string>("PATH") { Description = "A workflow folder, a folder of them, or one definition or form file." };
        var command = new Command("check", "Reads definitions and forms, prints problems; exit 1 when there are errors.") { path };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var problems = await CheckAsync(parsed.GetValue(path)!, cancellationToken);
            foreach (var (file, problem) in problems)
            {
                Console.WriteLine(Line(file, problem));
            }

            var errors = problems.Count(p => p.Problem.Severity == ProblemSeverity.Error);
            return errors == 0 ? 0 : throw new CommandFailedException($"{errors} error(s), {problems.Count - errors} warning(s).");
        });
        root.Subcommands.Add(command);
    }

    private static async Task<List<(string File, Problem Problem)>> CheckAsync(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            return [.. CheckFile(await Files.ReadAsync(path, cancellationToken), path, await SharedAsync(path, cancellationToken)).Select(p => (path, p))];
        }

        var found = new List<(string, Problem)>();
        var folders = WorkflowFolder.Find(path);
        foreach (var folder in folders)
        {
            var problems = DefinitionChecker.Check(await WorkflowFolder.ReadAsync(folder, cancellationToken));
            found.AddRange(problems.Select(p => (Path.Combine(folder, p.Path), p)));
        }

        // A folder without workflow folders may hold loose definitions and forms.
        var loose = folders.Count > 0 ? [] : Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).ToArray();
        foreach (var file in loose)
        {
            found.AddRange(CheckFile(await Files.ReadAsync(file, cancellationToken), file, await SharedAsync(file, cancellationToken)).Select(p => (file, p)));
        }

        return folders.Count + loose.Length > 0 ? found : throw new CommandFailedException($"'{path}' holds no workflow folder (one with a workflow.json) and no JSON file.");
    }

    private static IEnumerable<Problem> CheckFile(string text, string path, FormLibrary shared) => IsForm(text)
        ? FormDefinitionReader.Read(Path.GetFileNameWithoutExtension(path), 1, text, shared).Faults
            .Select(f => new Problem(f.IsError ? ProblemSeverity.Error : ProblemSeverity.Warning, path, null, f.Code, new($"{f.Path} {f.Message.Zh}", $"{f.Path} {f.Message.En}")))
        : DefinitionChecker.CheckDefinition(text, path);

    /// <summary>What a form takes from the workflow folder that it lies in.</summary>
    private static async Task<FormLibrary> SharedAsync(string path, CancellationToken cancellationToken) =>
        Directory.GetParent(path)?.Parent?.FullName is { } folder && File.Exists(Path.Combine(folder, "workflow.json"))
            ? FormLibrary.Of(await WorkflowFolder.ReadAsync(folder, cancellationToken))
            : FormLibrary.Empty;

    private static bool IsForm(string text)
    {
        try
        {
            return Files.ParseNode(text, "") is JsonObject json && json.ContainsKey("fields") && !json.ContainsKey("root");
        }
        catch (CommandFailedException)
        {
            return false; // Not JSON: the definition checker says where and why.
        }
    }

    private static string Line(string file, Problem problem) =>
        CommandLine.OneLine($"{file}{(problem.Line is { } line ? $"({line})" : "")}: {problem.Severity.ToString().ToLowerInvariant()} {problem.Code}: {(problem.ActivityId is { } activity ? $"{activity}: " : "")}{problem.Message.En} / {problem.Message.Zh}{Example(problem)}");

    /// <summary>The way on which a problem shows.</summary>
    private static string Example(Problem problem) => problem.Example.IsEmpty
        ? ""
        : $" [{string.Join(" → ", problem.Example.Select(s => s.Words.En))} / {string.Join(" → ", problem.Example.Select(s => s.Words.Zh))}]";
}
