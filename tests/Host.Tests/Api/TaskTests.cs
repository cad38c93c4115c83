using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Host.Tests.Api;

/// <summary>Tasks over HTTP: the engine's answers, who may know what, and calls that are repeated.</summary>
[Collection(nameof(RunningHost))]
public sealed class TaskTests(RunningHost host)
{
    [Fact]
    public async Task A_ticket_goes_from_start_to_end_over_http()
    {
        var (instance, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        using var prefecture = await host.AsAsync("prefecture");

        Assert.Contains(task, await InboxAsync(county));
        await (await county.PostAsync($"/api/tasks/{task}/claim", null)).JsonAsync();
        await (await CompleteAsync(county, task, "Submit", new { finding = "CT ratio wrong" })).JsonAsync();
        Assert.DoesNotContain(task, await InboxAsync(county));

        var approve = (await prefecture.GetJsonAsync($"/api/tickets/{instance}"))["tasks"]!.AsArray().Single(t => t!["name"]!.GetValue<string>() == "Approve")!["id"]!.GetValue<Guid>();
        await (await CompleteAsync(prefecture, approve, "Approve", new { })).JsonAsync();
        var ticket = await prefecture.GetJsonAsync($"/api/tickets/{instance}");
        Assert.Equal("Finished", ticket["ticket"]!["status"]!.GetValue<string>());
        Assert.StartsWith("SA", ticket["ticket"]!["header"]!["number"]!.GetValue<string>(), StringComparison.Ordinal);
        var submitted = ticket["history"]!.AsArray().First(h => h!["event"]!["event"]!.GetValue<string>() == "TaskCompleted")!;
        Assert.Equal("county-1", submitted["by"]!["id"]!.GetValue<string>());
        Assert.Equal("CT ratio wrong", submitted["event"]!["data"]!["finding"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_incomplete_form_is_refused_field_by_field_and_changes_nothing()
    {
        var (_, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        var problem = await (await CompleteAsync(county, task, "Submit", new { amount = -1 })).ProblemAsync(400, "form.invalid");
        var paths = problem["fields"]!.AsArray().Select(f => f!["path"]!.GetValue<string>()).ToList();
        Assert.Contains("finding", paths);
        Assert.Contains("amount", paths);
        Assert.Equal("Created", (await county.GetJsonAsync($"/api/tasks/{task}"))["task"]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_countys_task_and_ticket_do_not_exist()
    {
        var (instance, task) = await host.StartAsync();
        using var other = await host.AsAsync("county-2");
        await (await other.GetAsync($"/api/tickets/{instance}")).ProblemAsync(404, "not-found");
        await (await other.GetAsync($"/api/tickets/{instance}/evidence")).ProblemAsync(404, "not-found");
        await (await other.GetAsync($"/api/tasks/{task}")).ProblemAsync(404, "not-found");
        await (await other.PostAsync($"/api/tasks/{task}/claim", null)).ProblemAsync(404, "not-found");
        await (await other.PostAsync($"/api/tasks/{task}/release", null)).ProblemAsync(404, "not-found");
        await (await CompleteAsync(other, task, "Submit", new { finding = "mine now" })).ProblemAsync(404, "not-found");
        await (await other.PostAsJsonAsync($"/api/tasks/{task}/transfer", new { to = "county-2" })).ProblemAsync(404, "not-found");
        await (await other.PutAsJsonAsync($"/api/tasks/{task}/draft", new { data = new { }, formVersion = 1 })).ProblemAsync(404, "not-found");
        await (await other.PostAsJsonAsync($"/api/tickets/{instance}/cancel", new { reason = "no" })).ProblemAsync(404, "not-found");
        Assert.DoesNotContain(instance.ToString(), await other.GetStringAsync("/api/tickets?take=200"), StringComparison.Ordinal);
        Assert.DoesNotContain(task, await InboxAsync(other));
        using var county = await host.AsAsync("county-1");
        Assert.Equal("Created", (await county.GetJsonAsync($"/api/tasks/{task}"))["task"]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_key_again_gets_the_first_outcome_and_does_nothing_more()
    {
        using var owner = await host.AsAsync("owner");
        var key = Guid.NewGuid().ToString();
        var first = await (await StartAsync(owner, key)).JsonAsync();
        var again = await (await StartAsync(owner, key)).JsonAsync();
        var other = await (await StartAsync(owner, Guid.NewGuid().ToString())).JsonAsync();
        Assert.Equal(first["instanceId"]!.GetValue<Guid>(), again["instanceId"]!.GetValue<Guid>());
        Assert.True(again["replayed"]!.GetValue<bool>());
        Assert.False(first["replayed"]!.GetValue<bool>());
        Assert.NotEqual(first["instanceId"]!.GetValue<Guid>(), other["instanceId"]!.GetValue<Guid>());

        using var admin = await host.AsAsync("admin");
        Assert.NotEqual(first["instanceId"]!.GetValue<Guid>(), (await (await StartAsync(admin, key)).JsonAsync())["instanceId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Twenty_equal_completions_at_once_are_one()
    {
        var (instance, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CompleteAsync(county, task, "Submit", new { finding = "once" }, key)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var bodies = await Task.WhenAll(answers.Select(a => a.JsonAsync()));
        Assert.Single(bodies, b => !b["replayed"]!.GetValue<bool>());
        var history = (await county.GetJsonAsync($"/api/tickets/{instance}"))["history"]!.AsArray();
        Assert.Single(history, h => h!["event"]!["event"]!.GetValue<string>() == "TaskCompleted");
    }

    [Fact]
    public async Task A_second_completion_without_a_key_is_a_conflict()
    {
        var (_, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        await (await CompleteAsync(county, task, "Submit", new { finding = "first" })).JsonAsync();
        var second = await CompleteAsync(county, task, "Submit", new { finding = "second" });
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_draft_is_kept_for_its_person_alone_and_goes_with_the_completion()
    {
        var (_, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        await (await county.GetAsync($"/api/tasks/{task}/draft")).ProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await county.PutAsJsonAsync($"/api/tasks/{task}/draft", new { data = new { finding = "half a sen" }, formVersion = 1 })).StatusCode);
        Assert.Equal("half a sen", (await county.GetJsonAsync($"/api/tasks/{task}/draft"))["data"]!["finding"]!.GetValue<string>());
        using var admin = await host.AsAsync("admin");
        await (await admin.GetAsync($"/api/tasks/{task}/draft")).ProblemAsync(404, "not-found");

        await (await CompleteAsync(county, task, "Submit", new { amount = -1 })).ProblemAsync(400, "form.invalid");
        Assert.Equal("half a sen", (await county.GetJsonAsync($"/api/tasks/{task}/draft"))["data"]!["finding"]!.GetValue<string>());
        await (await CompleteAsync(county, task, "Submit", new { finding = "whole" })).JsonAsync();
        await (await county.GetAsync($"/api/tasks/{task}/draft")).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_task_is_handed_only_to_somebody_who_is_there()
    {
        var (_, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        await (await county.PostAsJsonAsync($"/api/tasks/{task}/transfer", new { to = "nobody" })).ProblemAsync(400, "task.unknown-person");
    }

    private static Task<HttpResponseMessage> StartAsync(HttpClient client, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/instances") { Content = JsonContent.Create(new { definitionId = RunningHost.Workflow }) };
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient client, Guid task, string outcome, object data, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task}/complete") { Content = JsonContent.Create(new { outcome, data }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    private static async Task<IReadOnlyList<Guid>> InboxAsync(HttpClient client) =>
        [.. (await client.GetJsonAsync("/api/inbox?take=200"))["items"]!.AsArray().Select(i => i!["taskId"]!.GetValue<Guid>())];
}
