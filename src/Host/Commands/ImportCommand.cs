using System.CommandLine;
using Host.Design;
using Host.Startup;
using Workflows.Core.Organisation;
using Workflows.Inspection.Drops;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Design;

namespace Host.Commands;

/// <summary><c>import</c>: takes a drop into the product's data, as the Imports page does.</summary>
internal static class ImportCommand
{
    private const string By = "system:command-line";

    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var drop = new Option<string>("--drop") { Description = "Folder or zip in the import format.", HelpName = "DIR" };
        var workflow = new Option<string>("--workflow") { Description = "A workflow instead: the zip of its folder, or its definition in Elsa's JSON. It becomes a draft.", HelpName = "FILE" };
        var replace = new Option<bool>("--replace-draft") { Description = "Gives up a draft that is there and not published." };
        var data = DataOption.New();
        var command = new Command("import", "Imports a drop, or a workflow, into the product's data and prints the report.") { drop, workflow, replace, data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(drop) is null == result.GetValue(workflow) is null)
            {
                result.AddError("Option '--drop' is required, or '--workflow' instead.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var rooms = await RoomsWithoutWeb.BuildAsync(new HostArguments(parsed.GetValue(data)), mustExist: false, cancellationToken);
            if (parsed.GetValue(workflow) is { } file)
            {
                await ImportWorkflowAsync(rooms.GetRequiredService<IDesignDesk>(), file, parsed.GetValue(replace), cancellationToken);
                return 0;
            }

            Print(await rooms.GetRequiredService<IDropImporter>().ImportAsync(parsed.GetValue(drop)!, By, null, cancellationToken));
            return 0;
        });
        root.Subcommands.Add(command);
    }

    private static async Task ImportWorkflowAsync(IDesignDesk desk, string file, bool replaceDraft, CancellationToken cancellationToken)
    {
        if (!File.Exists(file) || new FileInfo(file).Length > WorkflowFile.MaxBytes)
        {
            throw new CommandFailedException($"There is no file '{file}' of at most {WorkflowFile.MaxBytes >> 20} MB.");
        }

        var (import, refusal) = FlowImport.Of(await File.ReadAllBytesAsync(file, cancellationToken));
        var id = import?.SuggestedId ?? "";
        refusal ??= (await desk.ImportAsync(id, import!.As(id, import.Name), new Actor(By, By, [new RoleGrant(Roles.ProcessOwner, "")]), replaceDraft, cancellationToken)).Refusal;
        if (refusal is not null)
        {
            throw new CommandFailedException($"{refusal.Code}: {refusal.Message.En}{(refusal.Code == "design.draft-there" ? " (--replace-draft)" : "")}");
        }

        foreach (var problem in import!.Problems)
        {
            Console.WriteLine(CommandLine.OneLine($"{problem.Path}: {problem.Severity.ToString().ToLowerInvariant()} {problem.Code}: {problem.Message.En} / {problem.Message.Zh}"));
        }

        Console.WriteLine($"'{id}' is a draft now: {import.Steps} step(s), {import.Forms} form(s), {import.Mails} mail template(s), {import.LeftOut.Count} file(s) left out.");
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
