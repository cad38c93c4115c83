using System.Text.Json.Nodes;
using TestSupport;
using Workflows.Core.Definitions;
using Workflows.Core.Simulation;

namespace Workflows.Core.Tests.Elsa;

/// <summary>Runs every definition below this folder and compares what came of it with the file beside it; see the README there.</summary>
public sealed class ConformanceTests
{
    private const string ResultSuffix = ".result.json";

    private static readonly string Folder = RepositoryRoot.Combine("tests", "Workflows.Core.Tests", "Elsa");

    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(Folder, "*" + ResultSuffix, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder, f)[..^ResultSuffix.Length].Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_definition_does_what_is_written_beside_it(string name)
    {
        var expected = (JsonObject)Read(name, ResultSuffix)!;
        var children = Children(name);
        var library = WorkflowLibrary.Of(children);
        var run = new DefinitionRun(
            Package(name + ".json", File.ReadAllText(Path.Combine(Folder, name + ".json")), library),
            Read(name, ".input.json") as JsonObject,
            children.Select(c => Package(c.Path, c.Text, library)));
        if (Read(name, ".drive.json") is JsonArray drive)
        {
            Assert.All(drive, item => Assert.Null(run.Drive((JsonObject)item!)));
        }
        else
        {
            Assert.Null(run.RunOut());
        }

        var actual = run.ToJson();
        foreach (var member in (string[])["status", "subStatus", "lines", "completed"])
        {
            Assert.Equal($"{member} {expected[member]?.ToJsonString()}", $"{member} {actual[member]!.ToJsonString()}");
        }

        AssertContained(expected["variables"] as JsonObject, (JsonObject)actual["variables"]!);
        AssertContained(expected["output"] as JsonObject, (JsonObject)actual["output"]!);
        var incidents = run.Instance.Incidents.Select(i => $"{i.ActivityId}: {i.Message}").ToArray();
        var messages = JsonRead.Texts(expected["incidents"]).ToArray();
        Assert.Equal(messages.Length, incidents.Length);
        Assert.All(messages.Zip(incidents), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_definition_here_has_its_result()
    {
        var definitions = Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Where(f => !Path.GetFileNameWithoutExtension(f).Contains('.', StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(definitions);
        Assert.All(definitions, f => Assert.True(File.Exists(Path.ChangeExtension(f, null) + ResultSuffix), f));
    }

    private static void AssertContained(JsonObject? expected, JsonObject actual)
    {
        foreach (var (name, value) in expected ?? [])
        {
            Assert.Equal($"{name} = {value?.ToJsonString() ?? "null"}", $"{name} = {actual[name]?.ToJsonString() ?? "null"}");
        }
    }

    private static (string Path, string Text)[] Children(string name)
    {
        var path = Path.Combine(Folder, name);
        return [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".with.*.json").Order(StringComparer.Ordinal).Select(f => (Path.GetRelativePath(Folder, f), File.ReadAllText(f)))];
    }

    private static WorkflowPackage Package(string path, string text, WorkflowLibrary library) =>
        WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(text, path, library: library));

    private static JsonNode? Read(string name, string suffix) =>
        File.Exists(Path.Combine(Folder, name + suffix)) ? JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + suffix))) : null;
}
