using System.CommandLine;
using Host.Startup;
using Microsoft.Extensions.Options;
using Workflows.Inspection;
using Workflows.Inspection.Screening;

namespace Host.Commands;

/// <summary><c>screen</c>: screens a drop by itself into a CSV file; nothing of the product's own data is touched.</summary>
internal static class ScreenCommand
{
    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var drop = new Option<string>("--drop") { Description = "Folder or zip in the import format.", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "CSV file to write: rank,kind,area_no,customer_no,theme,score,channels,explanation.", HelpName = "FILE", Required = true };
        var budget = new Option<int?>("--budget") { Description = "At most this many rows, best first.", HelpName = "N" };
        budget.Validators.Add(found =>
        {
            if (found.Tokens is [var token, ..] && !(int.TryParse(token.Value, out var rows) && rows > 0))
            {
                found.AddError("--budget must be a whole number from 1.");
            }
        });
        var command = new Command("screen", "Screens a drop without the web and writes the suspicions, best first.") { drop, output, budget };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var configuration = Settings.Read();
            var options = new InspectionOptions();
            configuration.GetSection("Inspection").Bind(options);
            options.ScreeningDirectory = Path.Combine(WorkflowsFolder.Find(configuration["Workflows"]), "screening");
            var result = await new OfflineScreening(Options.Create(options), TimeProvider.System).RunAsync(parsed.GetValue(drop)!, parsed.GetValue(output)!, parsed.GetValue(budget), null, cancellationToken);
            Console.WriteLine($"{result.Written} suspicion(s) written to {parsed.GetValue(output)}; as of {result.Run.AsOf:yyyy-MM-dd}; rows read {result.Report.Files.Sum(f => f.Rows)}, rejected {result.Report.Files.Sum(f => f.Rejected)}{(result.Report.RejectFile is { } rejects ? $" (see {rejects})" : "")}.");
            return 0;
        });
        root.Subcommands.Add(command);
    }
}
