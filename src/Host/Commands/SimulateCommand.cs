using System.CommandLine;
using Host.Shell;
using Host.Startup;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using Workflows.Core.Simulation.Replays;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.People;
using Workflows.Runtime.Simulation;

namespace Host.Commands;

/// <summary><c>simulate</c>: plays the scenarios of workflow folders, or the closed tickets of a period, against the real engine on a virtual clock.</summary>
internal static class SimulateCommand
{
    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var path = new Argument<string>("PATH") { Description = "A workflow folder, or (for scenarios) a folder of them." };
        var from = new Option<DateOnly?>("--from") { Description = "Replay the tickets that ended on this day or later through the folder's workflow, instead of its scenarios.", HelpName = "DAY" };
        var to = new Option<DateOnly?>("--to") { Description = "Last day; today when left out.", HelpName = "DAY" };
        var unit = new Option<string?>("--unit") { Description = "Only tickets of this unit and below.", HelpName = "CODE" };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON, with every ticket that differs step by step." };
        var data = DataOption.New();
        var command = new Command(
            "simulate",
            "Plays the scenarios of a workflow folder on a virtual clock and prints each result; exit 1 when one does not hold. With --from: replays the closed tickets of a period, as they were decided, through the folder's workflow and prints what would differ. Reads only.") { path, from, to, unit, json, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(from) is { } first)
            {
                await using var rooms = await RoomsWithoutWeb.BuildAsync(new HostArguments(parsed.GetValue(data)), mustExist: true, cancellationToken);
                var scope = Scope(first, parsed.GetValue(to) ?? Today(rooms), parsed.GetValue(unit));
                SimulationPrint.Write(await ReplayAsync(rooms, parsed.GetValue(path)!, scope, cancellationToken), parsed.GetValue(json));
                return 0;
            }

            var (played, failed) = await PlayAsync(parsed.GetValue(path)!, cancellationToken);
            return failed == 0 ? 0 : throw new CommandFailedException($"{failed} of {played} scenario(s) do not hold.");
        });
        root.Subcommands.Add(command);
    }

    private static DateOnly Today(IServiceProvider rooms) => DateOnly.FromDateTime(Instants.Local(rooms.GetRequiredService<TimeProvider>().GetUtcNow()));

    private static SimulationScope Scope(DateOnly from, DateOnly to, string? unit) => from <= to
        ? new(Instants.FromLocal(from.ToDateTime(TimeOnly.MinValue)), Instants.FromLocal(to.AddDays(1).ToDateTime(TimeOnly.MinValue)), unit)
        : throw new CommandFailedException($"--from {from:yyyy-MM-dd} lies after --to {to:yyyy-MM-dd}.");

    private static async Task<SimulationReport> ReplayAsync(IServiceProvider rooms, string path, SimulationScope scope, CancellationToken cancellationToken)
    {
        if (scope.Unit is { } unit && rooms.GetRequiredService<IPeople>().Chart.Find(unit) is null)
        {
            throw new CommandFailedException($"There is no unit '{unit}'.");
        }

        var files = Directory.Exists(path) ? await WorkflowFolder.ReadAsync(path, cancellationToken) : throw new CommandFailedException($"There is no folder '{path}'.");
        var outcome = await rooms.GetRequiredService<ISimulations>().RunAsync(Actor.System("simulate"), files, scope, cancellationToken: cancellationToken);
        return outcome.Report ?? throw new CommandFailedException(outcome.Refusal!.Message.En);
    }

    private static async Task<(int Played, int Failed)> PlayAsync(string path, CancellationToken cancellationToken)
    {
        var folders = new List<(WorkflowPackage Package, IReadOnlyDictionary<string, string> Files, string Folder)>();
        foreach (var folder in WorkflowFolder.Find(path))
        {
            var files = await WorkflowFolder.ReadAsync(folder, cancellationToken);
            folders.Add((WorkflowPackageReader.Read(files), files, folder));
        }

        var (played, failed) = (0, 0);
        foreach (var (package, files, folder) in folders)
        {
            foreach (var (file, text) in files.Where(f => Scenario.IsAt(f.Key)))
            {
                var scenario = Scenario.Read(text, Path.Combine(folder, file));
                var result = ScenarioRunner.Run(scenario, [package, .. folders.Select(f => f.Package).Where(p => p != package)]);
                Console.WriteLine($"{(result.Holds ? "ok  " : "FAIL")} {scenario.Path}: {scenario.Title}");
                foreach (var failure in result.Failures)
                {
                    Console.WriteLine($"     {failure}");
                }

                (played, failed) = (played + 1, failed + (result.Holds ? 0 : 1));
            }
        }

        return played > 0 ? (played, failed) : throw new CommandFailedException($"'{path}' holds no workflow folder with scenarios.");
    }
}
