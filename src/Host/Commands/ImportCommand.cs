using System.CommandLine;
using Host.Startup;
using Workflows.Inspection.Drops;

namespace Host.Commands;

/// <summary><c>import</c>: takes a drop into the product's data, as the Imports page does.</summary>
internal static class ImportCommand
{
    private const string By = "system:command-line";

    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var drop = new Option<string>("--drop") { Description = "Folder or zip in the import format.", HelpName = "DIR", Required = true };
        var data = DataOption.New();
        var command = new Command("import", "Imports a drop into the product's data and prints the report.") { drop, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var rooms = await RoomsWithoutWeb.BuildAsync(new HostArguments(parsed.GetValue(data)), mustExist: false, cancellationToken);
            Print(await rooms.GetRequiredService<IDropImporter>().ImportAsync(parsed.GetValue(drop)!, By, null, cancellationToken));
            return 0;
        });
        root.Subcommands.Add(command);
    }

    private static void Print(ImportReport report)
    {
        if (report.AlreadyImported)
        {
            Console.WriteLine($"{report.Source} was imported before; nothing changed.");
            return;
        }

        foreach (var file in report.Files)
        {
            Console.WriteLine($"{file.Name}: {file.Rows} row(s), {file.Rejected} rejected{(file.Problem is { } problem ? $"; {problem}" : "")}");
        }

        if (report.RejectFile is { } rejects)
        {
            Console.WriteLine($"Rejected rows: {rejects}");
        }
    }
}
