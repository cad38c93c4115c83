using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Simulation;
using Workflows.Runtime.Definitions;

namespace Host.Commands;

/// <summary><c>run</c>: runs a definition in memory on a virtual clock until it finishes or waits. Standard output carries what was asked for and nothing else.</summary>
internal static class RunCommand
{
    private const int Faulted = 3;

    private const string DefinitionFile = "workflow.json";

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var file = new Argument<string>("FILE") { Description = "A definition in Elsa's format, or a workflow folder." };
        var input = new Option<string?>("--input") { Description = "The workflow's input as a JSON object, or @FILE.", HelpName = "JSON" };
        var journal = new Option<bool>("--journal") { Description = "Print one JSON line per activity event instead of the lines written." };
        var result = new Option<bool>("--result") { Description = "Print the outcome as one JSON object at the end." };
        var drive = new Option<string?>("--drive") { Description = "What the outside world does: a JSON array (or one object per line) of completeTask, event and wait.", HelpName = "FILE" };
        var with = new Option<string[]>("--with") { Description = "Other definitions that it may start or use as activities.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var command = new Command("run", "Runs a definition in memory on a virtual clock until it finishes or waits; prints each WriteLine.") { file, input, journal, result, drive, with };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var others = (await Task.WhenAll((parsed.GetValue(with) ?? []).Select(path => ReadAsync(path, cancellationToken)))).SelectMany(read => read).ToArray();
            var library = others.Select(o => (o.Path, o.Files[DefinitionFile])).ToArray();
            var wants = new Wants(parsed.GetValue(journal), parsed.GetValue(result));
            var package = Runnable(await ReadAsync(parsed.GetValue(file)!, cancellationToken), library);
            return await RunAsync(package, [.. others.Select(o => Package(o, library))], await InputAsync(parsed.GetValue(input), cancellationToken), await DriveAsync(parsed.GetValue(drive), cancellationToken), wants);
        });
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(WorkflowPackage package, WorkflowPackage[] others, JsonObject input, IReadOnlyList<JsonObject>? drive, Wants wants)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        var written = 0;
        var run = new DefinitionRun(package, input, others, null, (_, happened) =>
        {
            if (!wants.Journal && happened is LineWritten line)
            {
                output.WriteLine(line.Text);
            }
        });
        var problem = Play(run, drive, () => written = Journal(run, wants, output, written));
        Journal(run, wants, output, written);
        if (wants.Result)
        {
            await output.WriteLineAsync(run.ToJson().ToJsonString(OneLine));
        }

        await output.FlushAsync();
        if (problem is not null)
        {
            throw new CommandFailedException(problem);
        }

        if (run.Instance.SubStatus == InstanceSubStatus.Faulted)
        {
            await Console.Error.WriteLineAsync(CommandLine.OneLine(run.Instance.Incidents is [{ } incident, ..] ? $"Faulted at {incident.ActivityId} ({incident.ActivityType}): {incident.Message}" : "Faulted."));
            return Faulted;
        }

        return 0;
    }

    private static string? Play(DefinitionRun run, IReadOnlyList<JsonObject>? drive, Action afterEach)
    {
        if (drive is null)
        {
            return run.RunOut();
        }

        foreach (var item in drive)
        {
            if (run.Drive(item) is { } problem)
            {
                return problem;
            }

            afterEach();
        }

        return null;
    }

    /// <summary>Prints the journal lines that are new.</summary>
    /// <returns>How many have been printed in all.</returns>
    private static int Journal(DefinitionRun run, Wants wants, StreamWriter output, int from)
    {
        for (; wants.Journal && from < run.Host.Journal.Count; from++)
        {
            output.WriteLine(run.Host.Journal[from].ToJson().ToJsonString(OneLine));
        }

        return from;
    }

    /// <summary>The files of a workflow folder, one definition alone, or each of a list of them.</summary>
    private static async Task<IReadOnlyList<Source>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            return [.. Definitions(await Files.ReadAsync(path, cancellationToken)).Select(text => new Source(path, new Dictionary<string, string> { [DefinitionFile] = text }))];
        }

        var files = await WorkflowFolder.ReadAsync(path, cancellationToken);
        return files.ContainsKey(DefinitionFile) ? [new Source(path, files)] : throw new CommandFailedException($"'{path}' holds no {DefinitionFile}.");
    }

    /// <summary>The texts in a file; what cannot be read is left to the reader, which says where it is wrong.</summary>
    private static IEnumerable<string> Definitions(string text)
    {
        try
        {
            return text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith('[') && JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: new() { MaxDepth = 128 }) is JsonArray list
                ? [.. list.Select(item => item?.ToJsonString(OneLine) ?? "null")]
                : [text];
        }
        catch (JsonException)
        {
            return [text];
        }
    }

    private static WorkflowPackage Runnable(IReadOnlyList<Source> sources, IEnumerable<(string Path, string Text)> library)
    {
        if (sources is not [var source])
        {
            throw new CommandFailedException($"The list holds {sources.Count} definitions. Give the one that is to run as FILE, and the others by --with.");
        }

        var package = Package(source, library);
        return package.Definition.Root is not null ? package : throw new CommandFailedException($"'{source.Path}' has no root activity, so there is nothing to run.");
    }

    private static WorkflowPackage Package(Source source, IEnumerable<(string Path, string Text)> library)
    {
        try
        {
            return WorkflowPackageReader.Read(source.Files, library: library);
        }
        catch (DefinitionUnreadableException exception) when (exception.Path == DefinitionFile)
        {
            // One definition alone has no folder: its problem is called by its own name.
            throw new DefinitionUnreadableException(source.Path, exception.Line, exception.Column, exception.Reason ?? LocalizedText.Same(exception.Message), exception);
        }
    }

    private static async Task<JsonObject> InputAsync(string? text, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return [];
        }

        var json = text.StartsWith('@') ? await Files.ReadAsync(text[1..], cancellationToken) : text;
        return Files.ParseNode(json, "--input") as JsonObject ?? throw new CommandFailedException("--input must be a JSON object, such as {\"Name\": 1}.");
    }

    private static async Task<IReadOnlyList<JsonObject>?> DriveAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }

        var text = await Files.ReadAsync(path, cancellationToken);
        var items = text.AsSpan().TrimStart() is ['[', ..]
            ? Files.ParseNode(text, path) as JsonArray ?? []
            : [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Files.ParseNode(line, path))];
        return [.. items.Select(item => item as JsonObject ?? throw new CommandFailedException($"{path}: every item of a drive is a JSON object."))];
    }

    /// <summary>A definition as it lies on the disk.</summary>
    private sealed record Source(string Path, IReadOnlyDictionary<string, string> Files);

    /// <summary>What standard output is to carry.</summary>
    private sealed record Wants(bool Journal, bool Result);
}
