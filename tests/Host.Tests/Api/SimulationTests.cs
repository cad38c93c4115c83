using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TestSupport.Hosting;

namespace Host.Tests.Api;

/// <summary><c>simulate --from</c> over what was really decided: nothing differs in the same workflow; another role means other deciders.</summary>
[Collection(nameof(RunningHost))]
public sealed class SimulationTests(RunningHost host) : IDisposable
{
    private readonly string _draft = Directory.CreateTempSubdirectory("simulated-").FullName;

    public void Dispose() => Directory.Delete(_draft, recursive: true);

    [Fact]
    public async Task Closed_tickets_are_replayed_through_a_folder()
    {
        var id = await ApprovedAsync();
        var shipped = Path.Combine(host.Workflows, RunningHost.Request);
        Assert.DoesNotContain(Different(await SimulateAsync(shipped)), t => Id(t) == id);

        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_draft, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var definition = Path.Combine(_draft, "workflow.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(definition))!;
        var county = json["root"]!["activities"]!.AsArray().Single(a => a!["id"]!.GetValue<string>() == "county")!;
        county["approvers"] = new JsonArray(new JsonObject { ["role"] = "prefecture-officer" });
        await File.WriteAllTextAsync(definition, json.ToJsonString());

        var report = await SimulateAsync(_draft);
        var ticket = Assert.Single(Different(report), t => Id(t) == id)!;
        Assert.Equal(("county-1", "prefecture"), (Decider(ticket["before"]!), Decider(ticket["after"]!)));
        Assert.True(ticket["decidedByOthers"]!.GetValue<bool>());
        Assert.False(ticket["routedDifferently"]!.GetValue<bool>());
        Assert.Contains(report["assumptions"]!.AsArray(), a => a!["kind"]!.GetValue<string>() == "OtherDoer");
        Assert.Equal(report.ToJsonString(), (await SimulateAsync(_draft)).ToJsonString());
    }

    [Fact]
    public async Task What_is_wrong_with_the_call_is_said()
    {
        var folder = Path.Combine(host.Workflows, RunningHost.Request);
        Assert.Contains("lies after", (await HostProgram.RunAsync(["simulate", folder, "--from", "2026-02-01", "--to", "2026-01-01", "--data", host.DataDirectory])).Errors, StringComparison.Ordinal);
        Assert.Contains("no unit 'x'", (await HostProgram.RunAsync(["simulate", folder, "--from", "2026-02-01", "--unit", "x", "--data", host.DataDirectory])).Errors, StringComparison.Ordinal);
        Assert.Contains("no folder 'nowhere'", (await HostProgram.RunAsync(["simulate", "nowhere", "--from", "2026-02-01", "--data", host.DataDirectory])).Errors, StringComparison.Ordinal);
    }

    private async Task<JsonNode> SimulateAsync(string folder)
    {
        var run = await HostProgram.RunAsync(["simulate", folder, "--from", "2020-01-01", "--json", "--data", host.DataDirectory]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonNode.Parse(run.Output)!;
    }

    private async Task<Guid> ApprovedAsync()
    {
        using var station = await host.AsAsync("station-1-1");
        using var county = await host.AsAsync("county-1");
        var started = await (await station.PostAsJsonAsync("/api/instances", new { definitionId = RunningHost.Request })).JsonAsync();
        var id = started["instanceId"]!.GetValue<Guid>();
        await CompleteAsync(station, id, new { outcome = "Submit", data = new { item = "钳形电流表", quantity = 1, price = 600, reason = "现场核查" } });
        await CompleteAsync(county, id, new { outcome = "Approved" });
        return id;
    }

    private static async Task CompleteAsync(HttpClient client, Guid instance, object decision)
    {
        var task = (await client.GetJsonAsync("/api/inbox?take=200"))["items"]!.AsArray().Single(i => i!["instanceId"]!.GetValue<Guid>() == instance)!["taskId"]!.GetValue<Guid>();
        await (await client.PostAsJsonAsync($"/api/tasks/{task}/complete", decision)).JsonAsync();
    }

    private static JsonArray Different(JsonNode report) => report["different"]!.AsArray();

    private static Guid Id(JsonNode? ticket) => ticket!["id"]!.GetValue<Guid>();

    private static string? Decider(JsonNode course) => course["steps"]!.AsArray().Single(s => s!["activityId"]!.GetValue<string>() == "county")!["by"]?.GetValue<string>();
}
