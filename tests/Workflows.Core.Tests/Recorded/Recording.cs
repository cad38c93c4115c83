using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TestSupport;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Simulation;
using Workflows.Core.Tests.Support;

namespace Workflows.Core.Tests.Recorded;

/// <summary>A run as some release stored it: the package it is pinned to, its scenario, and for each step the snapshot and the facts.</summary>
/// <param name="Package">The package, as read today.</param>
/// <param name="World">Organisation and calendar of the scenario.</param>
/// <param name="Steps">The steps in order.</param>
internal sealed record Recording(WorkflowPackage Package, VirtualWorld World, ImmutableArray<RecordedStep> Steps)
{
    /// <summary>Set to the name of a release, it records the runs of <see cref="Runs"/> under that name before they are read.</summary>
    private const string RecordAs = "RECORD_HISTORIES_AS";

    private const string ScenarioPath = "scenario.json";

    private static readonly (string Folder, string Scenario)[] Runs =
    [
        ("equipment-request", "panel-votes"),
        ("equipment-request", "silence-is-no"),
        ("inspection-ticket", "straight-to-the-archive"),
        ("inspection-ticket", "sent-back-level-by-level"),
    ];

    private static string Folder => RepositoryRoot.Combine("tests", "Workflows.Core.Tests", "Recorded");

    /// <summary>The recordings of all releases, by path below this folder.</summary>
    public static IEnumerable<string> All()
    {
        if (Environment.GetEnvironmentVariable(RecordAs) is { Length: > 0 } release)
        {
            foreach (var (folder, scenario) in Runs)
            {
                Write(Path.Combine(Folder, release, $"{scenario}.jsonl"), folder, $"scenarios/{scenario}.json");
            }
        }

        return Directory.EnumerateFiles(Folder, "*.jsonl", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }

    /// <summary>Reads a recording. The first line holds the files, each other line a step.</summary>
    public static Recording Read(string path)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, path));
        var files = ((JsonObject)JsonNode.Parse(lines[0])!).ToDictionary(f => f.Key, f => (string)f.Value!);
        var scenario = Scenario.Read(files[ScenarioPath], path);
        files.Remove(ScenarioPath);
        return new Recording(WorkflowPackageReader.Read(files), scenario.World, [.. lines.Skip(1).Select(RecordedStep.Parse)]);
    }

    private static void Write(string path, string folder, string scenario)
    {
        var all = WorkflowFolders.Files(folder);
        var files = all.Where(f => !f.Key.StartsWith("scenarios/", StringComparison.Ordinal)).ToDictionary();
        var steps = new SortedDictionary<long, (WorkflowInstance Instance, List<InstanceEvent> Events)>();
        var result = ScenarioRunner.Run(Scenario.Read(all[scenario], scenario), [WorkflowPackageReader.Read(files)], (instance, happened) =>
        {
            steps.TryAdd(instance.Revision, (instance, []));
            steps[instance.Revision].Events.Add(happened);
        });
        Assert.True(result.Holds, string.Join('\n', result.Failures));

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var package = new JsonObject(files.Append(KeyValuePair.Create(ScenarioPath, all[scenario])).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value)));
        File.WriteAllLines(path, Lines(steps.Values).Prepend(package.ToJsonString()));
    }

    private static IEnumerable<string> Lines(IEnumerable<(WorkflowInstance Instance, List<InstanceEvent> Events)> steps)
    {
        byte[] before = [];
        foreach (var (instance, events) in steps)
        {
            var facts = $"[{string.Join(',', events.Select(e => Encoding.UTF8.GetString(InstanceSerializer.Write(e))))}]";
            var after = InstanceSerializer.Write(instance);
            var delta = StateDelta.Between(before, Encoding.UTF8.GetBytes(facts), after);
            yield return $$"""{"instance":{{Encoding.UTF8.GetString(after)}},"events":{{facts}},"delta":"{{Convert.ToBase64String(delta)}}"}""";
            before = after;
        }
    }
}

/// <summary>A step as it was stored.</summary>
/// <param name="Instance">The snapshot after it.</param>
/// <param name="Events">Its facts.</param>
/// <param name="Stored">The state, letter by letter.</param>
/// <param name="Step">What is folded: the facts letter by letter, and the delta if the release wrote any.</param>
internal sealed record RecordedStep(JsonObject Instance, JsonArray Events, string Stored, StateStep Step)
{
    public static RecordedStep Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var (instance, events) = (document.RootElement.GetProperty("instance").GetRawText(), document.RootElement.GetProperty("events").GetRawText());
        var delta = document.RootElement.TryGetProperty("delta", out var written) ? written.GetBytesFromBase64() : null;
        return new RecordedStep((JsonObject)JsonNode.Parse(instance)!, (JsonArray)JsonNode.Parse(events)!, instance, new StateStep(Encoding.UTF8.GetBytes(events), delta));
    }

    public WorkflowInstance ReadInstance() => InstanceSerializer.ReadInstance(Utf8(Instance));

    public IEnumerable<InstanceEvent> ReadEvents() => Events.Select(e => InstanceSerializer.ReadEvent(Utf8(e!)));

    private static byte[] Utf8(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
