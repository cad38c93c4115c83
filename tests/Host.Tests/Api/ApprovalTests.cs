using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Host.Tests.Api;

/// <summary>The approval verbs over HTTP, on the shipped equipment request: the refusals with their statuses, who may know what, and calls that are repeated.</summary>
[Collection(nameof(RunningHost))]
public sealed class ApprovalTests(RunningHost host)
{
    [Fact]
    public async Task A_request_is_sent_back_filled_in_again_and_comes_straight_back()
    {
        using var station = await host.AsAsync("station-1-1");
        using var county = await host.AsAsync("county-1");
        var id = await RequestAsync(station, 600);
        var task = await TaskAsync(county, id);

        var steps = JsonNode.Parse(await county.GetStringAsync($"/api/tasks/{task}/earlier-steps"))!.AsArray();
        Assert.Equal(("fill", true), (steps.Single()!["activityId"]!.GetValue<string>(), steps.Single()!["mayReturnStraight"]!.GetValue<bool>()));
        await (await PostAsync(county, $"tasks/{task}/send-back", new { to = "fill", mode = "Straight" })).ProblemAsync(400, "task.comment-required");
        await (await PostAsync(county, $"tasks/{task}/send-back", new { to = "panel", mode = "Straight", comment = "?" })).ProblemAsync(409, "sendback.no-such-step");
        await (await PostAsync(county, $"tasks/{task}/send-back", new { to = "fill", mode = "Straight", comment = "请写明原因" })).JsonAsync();

        var redo = await TaskAsync(station, id);
        var again = (await station.GetJsonAsync($"/api/tasks/{redo}"))["task"]!;
        Assert.Equal("station-1-1", again["assignee"]!.GetValue<string>());
        Assert.NotNull(again["redoOf"]);
        await (await PostAsync(station, $"tasks/{redo}/complete", new { outcome = "Submit", data = Form(600) })).JsonAsync();
        await (await PostAsync(county, $"tasks/{await TaskAsync(county, id)}/complete", new { outcome = "Approved" })).JsonAsync();
        Assert.Equal("Finished", (await station.GetJsonAsync($"/api/tickets/{id}"))["ticket"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Eight_counties_vote_and_what_was_approved_just_before_counts()
    {
        using var station = await host.AsAsync("station-1-1");
        using var county = await host.AsAsync("county-1");
        var id = await RequestAsync(station, 9_000);
        await (await PostAsync(county, $"tasks/{await TaskAsync(county, id)}/complete", new { outcome = "Approved" })).JsonAsync();

        var round = await station.GetJsonAsync($"/api/tickets/{id}/approvals/panel");
        Assert.Equal(8, round["seats"]!.AsArray().Count);
        Assert.True(round["seats"]![0]!["byMachine"]!.GetValue<bool>());
        foreach (var number in Enumerable.Range(2, 4))
        {
            using var voter = await host.AsAsync($"county-{number}");
            await (await PostAsync(voter, $"tasks/{await TaskAsync(voter, id)}/complete", new { outcome = "Approved" })).JsonAsync();
        }

        Assert.Equal("Finished", (await station.GetJsonAsync($"/api/tickets/{id}"))["ticket"]!["status"]!.GetValue<string>());
        await (await station.GetAsync($"/api/tickets/{id}/approvals/panel")).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Opinions_signers_and_comments_go_into_the_trail()
    {
        using var station = await host.AsAsync("station-1-1");
        using var county = await host.AsAsync("county-1");
        using var prefecture = await host.AsAsync("prefecture");
        var id = await RequestAsync(station, 600);
        var task = await TaskAsync(county, id);

        await (await PostAsync(county, $"tasks/{task}/delegate", new { to = "nobody" })).ProblemAsync(400, "task.unknown-person");
        await (await PostAsync(county, $"tasks/{task}/delegate", new { to = "prefecture", reason = "预算？" })).JsonAsync();
        await (await PostAsync(prefecture, $"tasks/{task}/complete", new { outcome = "Approved" })).ProblemAsync(409, "task.delegated");
        await (await PostAsync(prefecture, $"tasks/{task}/resolve", new { })).ProblemAsync(400, "task.comment-required");
        await (await PostAsync(prefecture, $"tasks/{task}/resolve", new { opinion = "可以" })).JsonAsync();

        await (await PostAsync(county, $"tasks/{task}/signers", new { people = new[] { "station-1-1" }, position = "Beside" })).ProblemAsync(403, "task.excluded");
        await (await PostAsync(county, $"tasks/{task}/signers", new { people = Array.Empty<string>(), position = "Beside" })).ProblemAsync(400, "people.required");
        await (await PostAsync(county, $"tasks/{task}/signers", new { people = new[] { "prefecture" }, position = "After" })).ProblemAsync(409, "approval.no-after");
        await (await PostAsync(county, $"tasks/{task}/signers", new { people = new[] { "prefecture" }, position = "Before" })).JsonAsync();
        await (await PostAsync(prefecture, $"tickets/{id}/approvals/county/remove-signer", new { seat = 2 })).ProblemAsync(403, "approval.not-yours");
        await (await PostAsync(county, $"tickets/{id}/approvals/county/remove-signer", new { seat = 2 })).JsonAsync();

        await (await PostAsync(station, $"tickets/{id}/comments", new { text = " " })).ProblemAsync(400, "comment.required");
        await (await PostAsync(station, $"tickets/{id}/comments", new { text = "急用" })).JsonAsync();
        var events = (await county.GetJsonAsync($"/api/tickets/{id}"))["history"]!.AsArray().Select(h => h!["event"]!["event"]!.GetValue<string>()).ToList();
        foreach (var expected in (string[])["TaskDelegated", "TaskResolved", "SignersAdded", "SignerRemoved", "CommentAdded"])
        {
            Assert.Contains(expected, events);
        }
    }

    [Fact]
    public async Task What_was_handed_in_is_taken_back_urged_and_called_off_by_its_owner_only()
    {
        using var station = await host.AsAsync("station-1-1");
        using var county = await host.AsAsync("county-1");
        var id = await RequestAsync(station, 600);
        var filled = (await station.GetJsonAsync($"/api/tickets/{id}"))["tasks"]!.AsArray().Single(t => t!["name"]!.GetValue<string>() == "Fill")!["id"]!.GetValue<Guid>();
        await (await PostAsync(county, $"tasks/{filled}/take-back", new { })).ProblemAsync(403, "takeback.not-yours");
        await (await PostAsync(station, $"tasks/{filled}/take-back", new { })).JsonAsync();
        await (await PostAsync(station, $"tasks/{await TaskAsync(station, id)}/complete", new { outcome = "Submit", data = Form(700) })).JsonAsync();

        var task = await TaskAsync(county, id);
        await (await PostAsync(county, $"tasks/{task}/urge", new { note = "快" })).ProblemAsync(409, "urge.own");
        await (await PostAsync(station, $"tasks/{task}/urge", new { note = "快" })).JsonAsync();
        await (await PostAsync(station, $"tasks/{task}/urge", new { note = "快" })).ProblemAsync(409, "urge.too-soon");
        Assert.Equal(1, (await county.GetJsonAsync($"/api/tasks/{task}"))["task"]!["urged"]!.GetValue<int>());

        await (await PostAsync(county, $"tickets/{id}/withdraw", new { reason = "?" })).ProblemAsync(403, "withdraw.not-allowed");
        var key = Guid.NewGuid().ToString();
        await (await PostAsync(station, $"tickets/{id}/withdraw", new { reason = "重复申请" }, key)).JsonAsync();
        Assert.True((await (await PostAsync(station, $"tickets/{id}/withdraw", new { reason = "重复申请" }, key)).JsonAsync())["replayed"]!.GetValue<bool>());
        await (await PostAsync(station, $"tickets/{id}/withdraw", new { reason = "重复申请" })).ProblemAsync(409, "instance.finished");
    }

    [Fact]
    public async Task A_copy_is_a_notice_to_read_and_opens_the_ticket()
    {
        using var station = await host.AsAsync("station-1-1");
        using var other = await host.AsAsync("county-7");
        var id = await RequestAsync(station, 600);
        await (await other.GetAsync($"/api/tickets/{id}")).ProblemAsync(404, "not-found");
        await (await PostAsync(other, $"tickets/{id}/copies", new { people = new[] { "county-7" } })).ProblemAsync(404, "not-found");
        await (await PostAsync(station, $"tickets/{id}/copies", new { people = new[] { "county-7" }, note = "请知悉" })).JsonAsync();

        var copy = (await other.GetJsonAsync("/api/inbox/copies"))["items"]!.AsArray().Single(c => c!["instanceId"]!.GetValue<Guid>() == id)!;
        Assert.Equal(("请知悉", null), (copy["note"]!.GetValue<string>(), copy["readAt"]?.ToString()));
        await other.GetJsonAsync($"/api/tickets/{id}");
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(other, $"inbox/copies/{id}/read", new { })).StatusCode);
        copy = (await other.GetJsonAsync("/api/inbox/copies"))["items"]!.AsArray().Single(c => c!["instanceId"]!.GetValue<Guid>() == id)!;
        Assert.NotNull(copy["readAt"]);
    }

    [Fact]
    public async Task Several_tasks_are_decided_at_once_each_for_itself()
    {
        using var station = await host.AsAsync("station-1-1");
        using var county = await host.AsAsync("county-1");
        var first = await TaskAsync(county, await RequestAsync(station, 600));
        var second = await TaskAsync(county, await RequestAsync(station, 600));
        var (_, single) = await host.StartAsync();
        await (await PostAsync(county, "inbox/decide", new { tasks = Array.Empty<Guid>(), outcome = "Approved" })).ProblemAsync(400, "tasks.invalid");

        var key = Guid.NewGuid().ToString();
        var answer = await PostAsync(county, "inbox/decide", new { tasks = new[] { first, single, Guid.NewGuid(), second }, outcome = "Approved" }, key);
        var codes = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Select(r => r!["code"]?.GetValue<string>());
        Assert.Equal([null, "task.not-in-bulk", "task.not-found", null], codes);
        var again = await PostAsync(county, "inbox/decide", new { tasks = new[] { first }, outcome = "Approved" }, key);
        Assert.Null(JsonNode.Parse(await again.Content.ReadAsStringAsync())![0]!["code"]);
    }

    [Fact]
    public async Task A_substitute_acts_for_the_absent_person_and_the_ticket_says_for_whom()
    {
        using var station = await host.AsAsync("station-2-1");
        using var county = await host.AsAsync("county-2");
        using var substitute = await host.AsAsync("county-3");
        var id = await RequestAsync(station, 600);
        var task = await TaskAsync(county, id);
        await (await PostAsync(substitute, $"tasks/{task}/complete", new { outcome = "Approved" })).ProblemAsync(404, "not-found");

        var now = DateTimeOffset.UtcNow;
        await (await PostAsync(county, "absences", new { substitute = "county-2", from = now, until = now.AddHours(1) })).ProblemAsync(409, "absence.own-substitute");
        await (await PostAsync(county, "absences", new { substitute = "county-3", from = now, until = now })).ProblemAsync(400, "absence.dates.invalid");
        await (await PostAsync(county, "absences", new { person = "county-4", substitute = "county-3", from = now, until = now.AddHours(1) })).ProblemAsync(403, "absence.not-allowed");
        var absence = await (await PostAsync(county, "absences", new { substitute = "county-3", from = now.AddMinutes(-1), until = now.AddHours(1), definitionId = RunningHost.Request })).JsonAsync();

        var item = (await substitute.GetJsonAsync("/api/inbox?view=ForOthers"))["items"]!.AsArray().Single(i => i!["taskId"]!.GetValue<Guid>() == task)!;
        Assert.Equal("county-2", item["for"]!["id"]!.GetValue<string>());
        await (await PostAsync(substitute, $"tasks/{task}/complete", new { outcome = "Approved" })).JsonAsync();
        var completed = (await station.GetJsonAsync($"/api/tickets/{id}"))["history"]!.AsArray().Last(h => h!["event"]!["event"]!.GetValue<string>() == "TaskCompleted")!["event"]!["by"]!;
        Assert.Equal(("county-3", "county-2"), (completed["personId"]!.GetValue<string>(), completed["onBehalfOf"]!["id"]!.GetValue<string>()));

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(county, $"absences/{absence["id"]!.GetValue<Guid>()}/end", new { })).StatusCode);
        Assert.Equal(0, (await substitute.GetJsonAsync("/api/inbox/counts"))["forOthers"]!.GetValue<int>());
    }

    [Fact]
    public async Task Only_who_may_start_a_workflow_starts_it()
    {
        using var prefecture = await host.AsAsync("prefecture");
        await (await PostAsync(prefecture, "instances", new { definitionId = RunningHost.Request })).ProblemAsync(403, "request.not-allowed");
        using var station = await host.AsAsync("station-1-1");
        await (await PostAsync(station, "instances", new { definitionId = RunningHost.Workflow })).ProblemAsync(403, "request.not-allowed");
    }

    /// <summary>Starts a request and fills it in.</summary>
    private static async Task<Guid> RequestAsync(HttpClient client, decimal price)
    {
        var started = await (await PostAsync(client, "instances", new { definitionId = RunningHost.Request })).JsonAsync();
        var id = started["instanceId"]!.GetValue<Guid>();
        await (await PostAsync(client, $"tasks/{await TaskAsync(client, id)}/complete", new { outcome = "Submit", data = Form(price) })).JsonAsync();
        return id;
    }

    private static object Form(decimal price) => new { item = "钳形电流表", quantity = 1, price, reason = "现场核查" };

    /// <summary>The task of an instance in somebody's inbox.</summary>
    private static async Task<Guid> TaskAsync(HttpClient client, Guid instance) =>
        (await client.GetJsonAsync("/api/inbox?take=200"))["items"]!.AsArray().Single(i => i!["instanceId"]!.GetValue<Guid>() == instance)!["taskId"]!.GetValue<Guid>();

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{path}") { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }
}
