using System.CommandLine;
using Workflows.Core.Definitions;
using Workflows.Core.Simulation;
using Workflows.Runtime.Definitions;

namespace Host.Commands;

/// <summary><c>simulate</c>: plays the scenarios of workflow folders against the real engine on a virtual clock.</summary>
internal static class SimulateCommand
{
    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var path = new Argument<string>("PATH") { Description = "A workflow folder, or a folder of them." };
        var command = new Command("simulate", "Plays the scenarios of a workflow folder on a virtual clock and prints each result; exit 1 when one does not hold.") { path };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (played, failed) = await PlayAsync(parsed.GetValue(path)!, cancellationToken);
            return failed == 0 ? 0 : throw new CommandFailedException($"{failed} of {played} scenario(s) do not hold.");
        });
        root.Subcommands.Add(command);
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
