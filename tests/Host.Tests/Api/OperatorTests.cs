using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Host.Tests.Api;

/// <summary>Versions, migration and operators' verbs over HTTP.</summary>
[Collection(nameof(RunningHost))]
public sealed class OperatorTests(RunningHost host)
{
    [Fact]
    public async Task Running_instances_move_to_a_new_version_after_a_preview_and_new_ones_can_be_rolled_back()
    {
        using var owner = await host.AsAsync("owner");
        var id = await PublishAsync(owner, "moving", "Check", next: null);
        var instances = new[] { await StartAsync(owner, id), await StartAsync(owner, id) };
        await PublishAsync(owner, "moving", "Check", next: "Recheck");
        Assert.Equal(2, await VersionAsync(owner, await StartAsync(owner, id)));

        var preview = await (await owner.PostAsJsonAsync($"/api/definitions/{id}/migration/preview", new { from = 1, to = 2 })).JsonAsync();
        Assert.Equal(2, preview["instances"]!.AsArray().Count(i => i!["verdict"]!["canMove"]!.GetValue<bool>()));
        var key = Guid.NewGuid().ToString();
        for (var times = 0; times < 2; times++) // the same key again moves nobody twice
        {
            using var apply = new HttpRequestMessage(HttpMethod.Post, $"/api/definitions/{id}/migration/apply") { Content = JsonContent.Create(new { from = 1, to = 2, reason = "a second check" }) };
            apply.Headers.Add("Idempotency-Key", key);
            var report = await (await owner.SendAsync(apply)).JsonAsync();
            Assert.Empty(report["stayed"]!.AsArray());
        }

        foreach (var instance in instances)
        {
            Assert.Equal(2, await VersionAsync(owner, instance));
            await CompleteAsync(owner, instance, "Check");
            await CompleteAsync(owner, instance, "Recheck");
            Assert.Equal("Finished", (await owner.GetJsonAsync($"/api/tickets/{instance}"))["ticket"]!["status"]!.GetValue<string>());
        }

        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsync($"/api/definitions/{id}/versions/1/roll-back", null)).StatusCode);
        Assert.Equal(1, await VersionAsync(owner, await StartAsync(owner, id)));
        await (await owner.PostAsync("/api/definitions/reload", null)).JsonAsync(); // the folder still holds what was rolled back
        Assert.Equal(1, await VersionAsync(owner, await StartAsync(owner, id)));
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsync($"/api/definitions/{id}/versions/2/publish", null)).StatusCode);
        Assert.Equal(2, await VersionAsync(owner, await StartAsync(owner, id)));
    }

    [Fact]
    public async Task A_step_that_the_new_version_lacks_blocks_and_says_so()
    {
        using var owner = await host.AsAsync("owner");
        var id = await PublishAsync(owner, "renaming", "Check", next: null);
        var instance = await StartAsync(owner, id);
        await PublishAsync(owner, "renaming", "Verify", next: null);

        var blocked = await (await owner.PostAsJsonAsync($"/api/definitions/{id}/migration/apply", new { from = 1, to = 2, reason = "renamed" })).JsonAsync();
        Assert.Equal("migration.blocked", blocked["stayed"]![0]!["refusal"]!["code"]!.GetValue<string>());
        var moved = await (await owner.PostAsJsonAsync($"/api/definitions/{id}/migration/apply", new { from = 1, to = 2, reason = "renamed", moves = new Dictionary<string, string> { ["Check"] = "Verify" } })).JsonAsync();
        Assert.Equal(1, moved["moved"]!.GetValue<int>());
        await CompleteAsync(owner, instance, "Verify");
    }

    [Fact]
    public async Task An_operator_pauses_skips_and_edits_with_a_reason_and_others_may_not()
    {
        using var owner = await host.AsAsync("owner");
        var id = await PublishAsync(owner, "operated", "Check", next: "Recheck");
        var instance = await StartAsync(owner, id);
        using var county = await host.AsAsync("county-1");
        Assert.Equal(HttpStatusCode.Forbidden, (await county.PostAsJsonAsync($"/api/instances/{instance}/pause", new { reason = "no" })).StatusCode);

        await (await owner.PostAsJsonAsync($"/api/instances/{instance}/pause", new { reason = "court" })).JsonAsync();
        await (await owner.PostAsJsonAsync($"/api/tasks/{await TaskAsync(owner, instance, "Check")}/complete", new { outcome = "Done", data = new { } })).ProblemAsync(409, "instance.paused");
        await (await owner.PostAsJsonAsync($"/api/instances/{instance}/continue", new { reason = "court has spoken" })).JsonAsync();
        await (await owner.PostAsJsonAsync($"/api/instances/{instance}/variable", new { name = "amount", value = 12, reason = "typo" })).JsonAsync();
        Assert.Equal(12, (await owner.GetJsonAsync($"/api/tickets/{instance}"))["variables"]!["amount"]!.GetValue<int>());

        var place = JsonNode.Parse(await owner.GetStringAsync($"/api/instances/{instance}/places"))!.AsArray().Single()!;
        await (await owner.PostAsJsonAsync($"/api/instances/{instance}/skip", new { activityInstanceId = place["activityInstanceId"]!.GetValue<Guid>(), reason = "" })).ProblemAsync(400, "operator.reason-required");
        await (await owner.PostAsJsonAsync($"/api/instances/{instance}/skip", new { activityInstanceId = place["activityInstanceId"]!.GetValue<Guid>(), reason = "done on paper" })).JsonAsync();
        await CompleteAsync(owner, instance, "Recheck");
    }

    private async Task<string> PublishAsync(HttpClient owner, string id, string first, string? next)
    {
        var folder = Directory.CreateDirectory(Path.Combine(host.Workflows, id)).FullName;
        JsonObject[] activities = next is null ? [TaskOf(first)] : [TaskOf(first), TaskOf(next)];
        var workflow = new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "amount", ["typeName"] = "Int32", ["value"] = 1 }),
            ["root"] = new JsonObject
            {
                ["id"] = "flow",
                ["type"] = "Elsa.Flowchart",
                ["activities"] = new JsonArray([.. activities]),
                ["connections"] = next is null
                    ? []
                    : new JsonArray(new JsonObject { ["source"] = new JsonObject { ["activity"] = first, ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = next, ["port"] = "In" } }),
            },
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "workflow.json"), workflow.ToJsonString());
        var report = await (await owner.PostAsync("/api/definitions/reload", null)).JsonAsync();
        Assert.True(report["published"]!.AsArray().Any(p => p!["definitionId"]!.GetValue<string>() == id), report["problems"]!.ToJsonString());
        return id;
    }

    private static JsonObject TaskOf(string id) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = "ClosedLoop.UserTask",
        ["title"] = new JsonObject { ["zh"] = id, ["en"] = id },
        ["candidates"] = new JsonArray(new JsonObject { ["person"] = "owner" }),
        ["outcomes"] = new JsonArray(new JsonObject { ["name"] = "Done" }),
    };

    private static async Task<Guid> StartAsync(HttpClient owner, string id) =>
        (await (await owner.PostAsJsonAsync("/api/instances", new { definitionId = id })).JsonAsync())["instanceId"]!.GetValue<Guid>();

    private static async Task<int> VersionAsync(HttpClient owner, Guid instance) =>
        (await owner.GetJsonAsync($"/api/tickets/{instance}"))["ticket"]!["definitionVersion"]!.GetValue<int>();

    private static async Task<Guid> TaskAsync(HttpClient owner, Guid instance, string name) =>
        (await owner.GetJsonAsync($"/api/tickets/{instance}"))["tasks"]!.AsArray().Single(t => t!["name"]!.GetValue<string>() == name)!["id"]!.GetValue<Guid>();

    private static async Task CompleteAsync(HttpClient owner, Guid instance, string task) =>
        await (await owner.PostAsJsonAsync($"/api/tasks/{await TaskAsync(owner, instance, task)}/complete", new { outcome = "Done", data = new { } })).JsonAsync();
}
