using System.CommandLine;
using System.Text;
using Host.Startup;
using Workflows.Runtime.Definitions;

namespace Host.Commands;

/// <summary><c>export</c>: writes a version of a definition back as a workflow folder.</summary>
internal static class ExportCommand
{
    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var definition = new Argument<string>("DEFINITION") { Description = "Id of the definition (inspection-ticket)." };
        var version = new Option<int?>("--version-number") { Description = "The version; the latest published when left out.", HelpName = "N" };
        var output = new Option<string>("--out") { Description = "Folder to write into, made when it is missing; or a file: FILE.zip for the folder packed, FILE.json for the definition alone.", HelpName = "PATH", Required = true };
        var data = DataOption.New();
        var command = new Command("export", "Writes a definition back as a workflow folder.") { definition, version, output, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var rooms = await RoomsWithoutWeb.BuildAsync(new HostArguments(parsed.GetValue(data)), mustExist: true, cancellationToken);
            var written = await ExportAsync(rooms.GetRequiredService<IDefinitionCatalog>(), parsed.GetValue(definition)!, parsed.GetValue(version), parsed.GetValue(output)!, cancellationToken);
            Console.WriteLine($"{written} file(s) written to {parsed.GetValue(output)}.");
            return 0;
        });
        root.Subcommands.Add(command);
    }

    private static async Task<int> ExportAsync(IDefinitionCatalog catalog, string definition, int? version, string output, CancellationToken cancellationToken)
    {
        var number = version ?? (await catalog.FindAsync(definition, null, cancellationToken))?.Definition.Version;
        var files = number is { } known ? await catalog.FilesAsync(definition, known, cancellationToken) : null;
        if (files is null)
        {
            throw new CommandFailedException($"There is no definition '{definition}'{(version is null ? "" : $" in version {version}")}.");
        }

        if (Path.GetExtension(output) is ".zip" or ".json")
        {
            var isZip = Path.GetExtension(output) == ".zip";
            await File.WriteAllBytesAsync(output, isZip ? WorkflowFile.Zip(files) : Encoding.UTF8.GetBytes(files["workflow.json"]), cancellationToken);
            return isZip ? files.Count : 1;
        }

        foreach (var (path, text) in files.Where(f => WorkflowFile.IsInside(f.Key)))
        {
            var target = Path.GetFullPath(Path.Combine(output, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await File.WriteAllTextAsync(target, text, cancellationToken);
        }

        return files.Count;
    }
}
