using System.CommandLine;
using System.Globalization;
using Host.Startup;
using Workflows.Storage.Retention;

namespace Host.Commands;

/// <summary><c>archive</c>: looks into archive files, without the database.</summary>
internal static class ArchiveCommand
{
    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var command = new Command("archive", "Looks into the files in which ended instances are stored away; the database is not needed.");
        var what = new Argument<string>("number") { Description = "Number or id of the instance." };
        Add(command, new Command("list", "Lists every instance: number, id, workflow, title, when it ended, file."), (folder, _, cancellationToken) => ListAsync(folder, cancellationToken));
        Add(command, new Command("show", "Prints everything about an instance as JSON.") { what }, (folder, parsed, cancellationToken) => ShowAsync(folder, parsed.GetValue(what)!, cancellationToken));
        Add(command, new Command("verify", "Proves every file and every step with the audit key; exit 1 when something is wrong."), (folder, _, cancellationToken) => VerifyAsync(folder, cancellationToken));
        root.Subcommands.Add(command);
    }

    private static void Add(Command parent, Command command, Func<ArchiveFolder, ParseResult, CancellationToken, Task> run)
    {
        var data = DataOption.New();
        var folder = new Option<string?>("--folder") { Description = "Folder of the archive files; the default is the setting Retention:Directory, else archive in the data folder.", HelpName = "DIR" };
        var key = new Option<string?>("--key") { Description = "File with the audit key; the default is the setting Audit:KeyFile, else keys/audit.key in the data folder.", HelpName = "FILE" };
        command.Options.Add(data);
        command.Options.Add(folder);
        command.Options.Add(key);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read();
            var directory = DataDirectory.From(settings, new HostArguments(parsed.GetValue(data)), create: false);
            await run(new ArchiveFolder(parsed.GetValue(folder) ?? directory.ArchiveOf(settings), parsed.GetValue(key) ?? directory.AuditKeyOf(settings)), parsed, cancellationToken);
            return 0;
        });
        parent.Subcommands.Add(command);
    }

    private static async Task ListAsync(ArchiveFolder folder, CancellationToken cancellationToken)
    {
        await foreach (var (number, id, definition, title, ended, file) in folder.ListAsync(cancellationToken))
        {
            Console.WriteLine(string.Join('\t', number ?? "-", id, definition, title ?? "-", ended.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), file));
        }
    }

    private static async Task ShowAsync(ArchiveFolder folder, string what, CancellationToken cancellationToken) =>
        Console.WriteLine(await folder.ShowAsync(what, cancellationToken) ?? throw new CommandFailedException($"The archive does not hold '{what}'. See archive list."));

    private static async Task VerifyAsync(ArchiveFolder folder, CancellationToken cancellationToken)
    {
        var (instances, faults) = await folder.VerifyAsync(cancellationToken);
        foreach (var fault in faults)
        {
            Console.WriteLine(fault);
        }

        Console.WriteLine($"{instances} instance(s) looked at.");
        if (faults.Count > 0)
        {
            throw new CommandFailedException($"{faults.Count} fault(s).");
        }
    }
}
