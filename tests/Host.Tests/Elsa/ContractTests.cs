using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Host.Tests.Api;
using Workflows.Core.Definitions;

namespace Host.Tests.Elsa;

/// <summary>Elsa's API gives the answers that a real Elsa server gave to the same requests.</summary>
[Collection(nameof(RunningHost))]
public sealed class ContractTests(RunningHost host)
{
    private const string Root = "/elsa/api";

    [Fact]
    public async Task A_definition_is_imported_published_run_and_watched_to_its_end()
    {
        using var owner = await host.AsAsync("owner");
        var definition = New("leave-request-1");

        var imported = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", definition);
        Shape.Matches(Shape.Recorded("01-import"), imported);
        Assert.Equal((1, true, false), (Int(imported["version"]), Flag(imported["isLatest"]), Flag(imported["isPublished"])));
        var published = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/leave-request-1/publish", new JsonObject());
        Shape.Matches(Shape.Recorded("02-publish"), published);
        Assert.True(Flag(published["workflowDefinition"]!["isPublished"]));
        var again = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/leave-request-1/publish", new JsonObject());
        Assert.True(Flag(again["alreadyPublished"]));
        var read = await owner.ReadAsync($"{Root}/workflow-definitions/by-definition-id/leave-request-1?versionOptions=Latest");
        Shape.Matches(Shape.Recorded("03-get-def"), read);

        using var executed = await owner.PostAsJsonAsync($"{Root}/workflow-definitions/leave-request-1/execute", new { correlationId = "c-1", input = new { Employee = "Ann" } });
        var state = await executed.JsonAsync();
        Shape.Matches(Shape.Recorded("04-execute"), state, ".activityState"); // the value of a script is not recorded
        var id = executed.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        Assert.Equal("False", executed.Headers.GetValues("x-elsa-workflow-cannot-start").Single());
        Assert.Equal(("Running", "Suspended", "c-1"), (Text(state["workflowState"]!["status"]), Text(state["workflowState"]!["subStatus"]), Text(state["workflowState"]!["correlationId"])));
        Shape.Matches(Shape.Recorded("05-instance-suspended"), await owner.ReadAsync($"{Root}/workflow-instances/{id}"), ".activityState");
        Shape.Matches(Shape.Recorded("07-activity-executions"), await owner.ReadAsync($"{Root}/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:flow1:a1"), ".activityState.Payload");

        var task = Text(state["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]);
        using (var completed = await owner.PostAsJsonAsync($"{Root}/tasks/{task}/complete", new { result = new { approved = true } }))
        {
            Assert.Equal((HttpStatusCode.OK, ""), (completed.StatusCode, await completed.Content.ReadAsStringAsync()));
        }

        Shape.Matches(Shape.Recorded("09-instance-finished"), await owner.ReadAsync($"{Root}/workflow-instances/{id}"), ".activityExecutionContexts"); // Elsa keeps two that ended
        await JournalAsync(owner, id);
        Shape.Matches(Shape.Recorded("12-variables"), await owner.ReadAsync($"{Root}/workflow-instances/{id}/variables"));
        Assert.Equal("approved", Text((await owner.ReadAsync($"{Root}/workflow-instances/{id}/variables"))["items"]![1]!["value"]));
        await ExecutionsAsync(owner, id);
        var state2 = await owner.ReadAsync($"{Root}/workflow-instances/{id}/execution-state");
        Shape.Matches(Shape.Recorded("37-exec-state"), state2);
        Assert.Equal(("Finished", "Finished"), (Text(state2["status"]), Text(state2["subStatus"])));
        var list = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-instances", Query("leave-request-1"));
        Shape.Matches(Shape.Recorded("15-instances"), list);
        Assert.Equal(id, Text(list["items"]![0]!["id"]));
    }

    [Fact]
    public async Task Studio_saves_on_top_of_a_published_version_and_that_is_the_next_draft()
    {
        using var owner = await host.AsAsync("owner");
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", New("leave-request-2"));
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/leave-request-2/publish", new JsonObject());
        var save = Shape.Recorded("studio-save-request").AsObject();
        save["model"]!["definitionId"] = "leave-request-2";
        save["model"]!["name"] = "Leave request 2, changed";
        save["publish"] = false;

        var saved = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions", save);
        Shape.Matches(Shape.Recorded("studio-save-response"), saved, ".activities[3].value"); // Elsa spells out an input that nobody has set
        Assert.Equal((2, true, false), (Int(saved["workflowDefinition"]!["version"]), Flag(saved["workflowDefinition"]!["isLatest"]), Flag(saved["workflowDefinition"]!["isPublished"])));
        save["publish"] = true;
        Assert.True(Flag((await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions", save))["workflowDefinition"]!["isPublished"]));

        var reverted = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/leave-request-2/revert/1", new JsonObject(), HttpStatusCode.Created);
        Shape.Matches(Shape.Recorded("28-revert"), reverted);
        Assert.Equal((3, "leave-request-2"), (Int(reverted["version"]), Text(reverted["name"])));
        var versions = await owner.ReadAsync($"{Root}/workflow-definitions?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds=leave-request-2&OrderBy=Version&OrderDirection=Descending");
        Shape.Matches(Shape.Recorded("get-workflow-definitions"), versions);
        Assert.Equal([3, 2, 1], versions["items"]!.AsArray().Select(v => Int(v!["version"])));
        Shape.Matches(Shape.Recorded("25-export"), JsonNode.Parse(await owner.GetStringAsync($"{Root}/workflow-definitions/leave-request-2/export?versionOptions=Latest"))!, ".activities[3].value");
        Shape.Matches(Shape.Recorded("24-segments"), await owner.ReadAsync($"{Root}/workflow-definitions/subgraph/segments/leave-request-2:1?childNodeId=Workflow1:flow1"));
        Shape.Matches(Shape.Recorded("20-test-activity"), await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/tests/activities", new JsonObject
        {
            ["workflowDefinitionHandle"] = new JsonObject { ["definitionVersionId"] = "leave-request-2:2" },
            ["activityHandle"] = new JsonObject { ["activityId"] = "a3" },
        }));
    }

    [Fact]
    public async Task Several_are_published_retracted_and_deleted_at_once()
    {
        using var owner = await host.AsAsync("owner");
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", New("leave-request-3"));
        var ids = new JsonObject { ["definitionIds"] = new JsonArray("leave-request-3", "nope") };

        var published = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/bulk-actions/publish/workflow-definitions/by-definition-ids", ids.DeepClone());
        Assert.Equal(["leave-request-3"], published["published"]!.AsArray().Select(Text));
        Assert.Equal(["nope"], published["notFound"]!.AsArray().Select(Text));
        Shape.Matches(Shape.Recorded("26-bulk-publish"), await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/bulk-actions/publish/workflow-definitions/by-definition-ids", ids.DeepClone()));
        var dispatched = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/leave-request-3/dispatch", new JsonObject());
        var instance = Text(dispatched["workflowInstanceId"]);
        Shape.Matches(Shape.Recorded("27-bulk-retract"), await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/bulk-actions/retract/workflow-definitions/by-definition-ids", ids.DeepClone()));
        using (var refused = await owner.PostAsJsonAsync($"{Root}/workflow-definitions/leave-request-3/dispatch", new { }))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using (var retracted = await owner.PostAsJsonAsync($"{Root}/workflow-definitions/leave-request-3/retract", new { }))
        {
            Assert.Contains("not published", (await retracted.ProblemAsync(400, "design.not-published"))["errors"]!["generalErrors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        }

        var cancelled = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/bulk-actions/cancel/workflow-instances", new JsonObject { ["ids"] = new JsonArray(instance, "nope") });
        Assert.Equal(1, Int(cancelled["cancelled"]));
        Assert.Equal("Cancelled", Text((await owner.ReadAsync($"{Root}/workflow-instances/{instance}"))["subStatus"]));
        Assert.Equal(1, Int((await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/bulk-actions/delete/workflow-definitions/by-definition-id", ids.DeepClone()))["deleted"]));
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"{Root}/workflow-definitions/by-definition-id/leave-request-3")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"{Root}/workflow-instances/{instance}")).StatusCode);

        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", New("never-ran"));
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/never-ran/publish", new JsonObject());
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"{Root}/workflow-definitions/never-ran")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync("/api/definitions/never-ran")).StatusCode);
    }

    /// <summary>The history of an instance is evidence, and so is the version that it ran on: Elsa's tools show them no more, the product does.</summary>
    [Fact]
    public async Task What_ran_is_deleted_for_Elsas_tools_and_kept()
    {
        using var owner = await host.AsAsync("owner");
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", New("used"));
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/used/publish", new JsonObject());
        var first = Text((await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/used/dispatch", new JsonObject()))["workflowInstanceId"]);
        var second = Text((await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/used/dispatch", new JsonObject()))["workflowInstanceId"]);
        using var county = await host.AsAsync("county-1");
        Assert.Equal(HttpStatusCode.NotFound, (await county.DeleteAsync($"{Root}/workflow-instances/{first}")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"{Root}/workflow-instances/{first}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.DeleteAsync($"{Root}/workflow-instances/{first}")).StatusCode);
        var query = new JsonObject { ["definitionId"] = "used" };
        Assert.Equal([second], (await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-instances", query.DeepClone()))["items"]!.AsArray().Select(i => Text(i!["id"])));
        using var admin = await host.AsAsync("admin");
        Assert.Equal("Cancelled", Text((await admin.GetJsonAsync($"/api/tickets/{first}"))["ticket"]!["subStatus"]));

        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"{Root}/workflow-definitions/used")).StatusCode);
        Assert.Empty((await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-instances", query.DeepClone()))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"{Root}/workflow-definitions/used")).StatusCode);
        Assert.Equal("Running", Text((await admin.GetJsonAsync($"/api/tickets/{second}"))["ticket"]!["status"]));
        await (await owner.PostAsJsonAsync("/api/instances", new { definitionId = "used", input = new { } })).ProblemAsync(404, "definition.not-found");

        var changed = New("used");
        changed["description"] = "Used again";
        var again = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", changed);
        Assert.Equal((2, true), (Int(again["version"]), Flag(again["isLatest"])));
        Assert.Equal(["used:2"], (await owner.ReadAsync($"{Root}/workflow-definitions?versionOptions=AllVersions&DefinitionIds=used"))["items"]!.AsArray().Select(v => Text(v!["id"])));
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"{Root}/workflow-definitions/used")).StatusCode);
        var asBefore = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", New("used"));
        Assert.Equal((1, true, false), (Int(asBefore["version"]), Flag(asBefore["isLatest"]), Flag(asBefore["isPublished"])));
    }

    [Fact]
    public async Task What_is_sent_as_a_secret_is_not_shown_with_the_inputs()
    {
        using var owner = await host.AsAsync("owner");
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", JsonNode.Parse("""
            {"definitionId":"with-a-secret","name":"With a secret","root":{"id":"r","type":"Elsa.FlowSendHttpRequest",
             "url":{"typeName":"Uri","expression":{"type":"JavaScript","value":"'https://example.org/' + 7"}},
             "authorization":{"typeName":"String","expression":{"type":"Literal","value":"Bearer hidden-1"}},
             "requestHeaders":{"typeName":"HttpHeaders","expression":{"type":"JavaScript","value":"({ 'X-Api-Key': 'hidden-2' })"}}}}
            """)!);
        var tried = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/tests/activities", JsonNode.Parse("""{"workflowDefinitionHandle":{"definitionVersionId":"with-a-secret:1"},"activityHandle":{"activityId":"r"}}""")!);
        Assert.Equal("https://example.org/7", Text(tried["activityState"]!["Url"]));
        Assert.DoesNotContain("hidden", tried.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get-descriptors-expression-descriptors", "expression-descriptors", "items[3]")] // Delegate is code of Elsa's own host
    [InlineData("get-descriptors-incident-strategies", "incident-strategies")]
    [InlineData("get-descriptors-log-persistence-strategies", "log-persistence-strategies")]
    [InlineData("get-descriptors-output-converters", "output-converters?sourceType=String&destinationType=String")]
    [InlineData("get-descriptors-storage-drivers", "storage-drivers")]
    [InlineData("get-descriptors-workflow-activation-strategies", "workflow-activation-strategies")]
    [InlineData("get-descriptors-commit-strategies-activities", "commit-strategies/activities")]
    [InlineData("get-descriptors-commit-strategies-workflows", "commit-strategies/workflows")]
    public async Task What_a_designer_may_choose_is_described(string recorded, string path, params string[] but)
    {
        using var owner = await host.AsAsync("owner");
        Shape.Matches(Shape.Recorded(recorded), await owner.ReadAsync($"{Root}/descriptors/{path}"), but);
    }

    [Fact]
    public async Task Activities_are_described_and_sent_once()
    {
        using var owner = await host.AsAsync("owner");
        using var answer = await owner.GetAsync($"{Root}/descriptors/activities?Refresh=True");
        var types = (await answer.JsonAsync())["items"]!.AsArray().ToDictionary(a => Text(a!["typeName"]));
        Assert.Empty(ActivityTypes.Runnable.Except(types.Keys));
        Assert.Equal(["Approved", "Rejected"], types["ClosedLoop.Approval"]!["ports"]!.AsArray().Select(p => Text(p!["name"])));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/descriptors/activities?Refresh=True");
        request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await owner.SendAsync(request)).StatusCode);
    }

    /// <summary>Whatever Elsa describes of an activity is described here: its inputs with their editors, its outputs, its ports.</summary>
    [Fact]
    public async Task Elsas_activities_are_described_as_Elsa_describes_them()
    {
        using var owner = await host.AsAsync("owner");
        var ours = (await owner.ReadAsync($"{Root}/descriptors/activities"))["items"]!.AsArray().ToDictionary(a => Text(a!["typeName"]), a => a!);
        string[] codeOfTheHost = ["Elsa.Workflows.Activities.DynamicActivity", "Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity.WorkflowDefinitionActivity", "Elsa.NotFoundActivity", "Elsa.Inline", "Elsa.Workflows.Management.Activities.HostMethod.HostMethodActivity"];
        string[] refused = ["Elsa.WriteHttpResponse", "Elsa.DownloadHttpFile", "Elsa.WriteFileHttpResponse", "Elsa.RunCSharp"];
        var same = new Sameness();
        var differences = Shape.Recorded("activity-descriptors")["items"]!.AsArray()
            .Where(a => !codeOfTheHost.Contains(Text(a!["typeName"])))
            .SelectMany(a => same.Differences(WithoutTypesOfTheHost(a!), ours.GetValueOrDefault(Text(a!["typeName"])), refused.Contains(Text(a["typeName"])) ? [".isBrowsable", .. UnlikeHere] : UnlikeHere).Select(d => $"{a["typeName"]} {d}"));
        Assert.Empty(differences);
    }

    /// <summary>Addresses, types and retries of the recorded host.</summary>
    private static readonly string[] UnlikeHere = ["clrType", "customProperties", "adornmentText"];

    /// <summary>Without what names a type that only the program knows that was recorded.</summary>
    private static JsonNode WithoutTypesOfTheHost(JsonNode node)
    {
        foreach (var member in (node as JsonObject)?.ToList() ?? [])
        {
            if (Text(member.Value).StartsWith("UnregisteredClrType:", StringComparison.Ordinal))
            {
                node.AsObject().Remove(member.Key);
            }
            else if (member.Value is JsonArray or JsonObject)
            {
                WithoutTypesOfTheHost(member.Value);
            }
        }

        foreach (var item in node as JsonArray ?? [])
        {
            WithoutTypesOfTheHost(item!);
        }

        return node;
    }

    [Fact]
    public async Task A_draft_can_be_run_before_it_is_published_and_keeps_what_ran()
    {
        using var owner = await host.AsAsync("owner");
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", New("tried-out"));
        using var unpublished = await owner.PostAsJsonAsync($"{Root}/workflow-definitions/tried-out/execute", new { });
        Assert.Equal(HttpStatusCode.NotFound, unpublished.StatusCode);

        var state = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/tried-out/execute", new JsonObject { ["versionOptions"] = "Latest" });
        Assert.Equal("tried-out:1", Text(state["workflowState"]!["definitionVersionId"]));
        var latest = await owner.ReadAsync($"{Root}/workflow-definitions/by-definition-id/tried-out?versionOptions=Latest");
        Assert.Equal((1, false), (Int(latest["version"]), Flag(latest["isPublished"])));
        await (await owner.PostAsJsonAsync("/api/instances", new { definitionId = "tried-out", input = new { } })).ProblemAsync(404, "definition.not-found");
        var published = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/tried-out/publish", new JsonObject());
        Assert.Equal((1, true), (Int(published["workflowDefinition"]!["version"]), Flag(published["workflowDefinition"]!["isPublished"])));
    }

    [Fact]
    public async Task What_is_wrong_with_a_definition_is_told_before_it_is_published_and_nothing_is_lost()
    {
        using var owner = await host.AsAsync("owner");
        var model = new JsonObject { ["name"] = "Wrong One", ["root"] = new JsonObject { ["id"] = "x", ["type"] = "Elsa.Nope", ["secret"] = 7 } };
        var saved = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = false });
        Assert.Equal("wrong-one", Text(saved["workflowDefinition"]!["definitionId"]));

        using var refused = await owner.PostAsJsonAsync($"{Root}/workflow-definitions/wrong-one/publish", new { });
        Assert.Contains("Elsa.Nope", (await refused.ProblemAsync(400, "design.errors"))["errors"]!["generalErrors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(7, Int((await owner.ReadAsync($"{Root}/workflow-definitions/by-definition-id/wrong-one"))["root"]!["secret"]));
        using var nonsense = await owner.PostAsync($"{Root}/workflow-definitions/import", new StringContent("{ nonsense", Encoding.UTF8, "application/json"));
        await nonsense.ProblemAsync(400, "definition.invalid");
    }

    [Fact]
    public async Task Files_are_imported_byte_for_byte()
    {
        using var owner = await host.AsAsync("owner");
        const string text = "{ \"definitionId\": \"From-Elsa.1\",\n  \"name\":\"From Elsa\", \"root\": {\"type\":\"Elsa.Sequence\",\"id\":\"s\",\"activities\":[] , \"mine\": 1.50}, \"unknown\": {\"a\": [ ] } }";
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", "from-elsa.json" } };
        using var answer = await owner.PostAsync($"{Root}/workflow-definitions/import-files", form);
        Assert.Equal(1, Int((await answer.JsonAsync())["imported"]!["count"]));
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/From-Elsa.1/publish", new JsonObject());
        Assert.Equal(text, Text((await owner.GetJsonAsync("/api/definitions/From-Elsa.1"))["files"]!["workflow.json"]));
    }

    [Fact]
    public async Task Sign_in_is_Elsas_and_so_is_its_refusal()
    {
        using var client = host.Anonymous();
        Assert.False(Flag((await client.SendJsonAsync(HttpMethod.Post, $"{Root}/identity/login", new JsonObject { ["username"] = "owner", ["password"] = "wrong" }))["isAuthenticated"]));
        var signedIn = await client.SendJsonAsync(HttpMethod.Post, $"{Root}/identity/login", new JsonObject { ["username"] = "owner", ["password"] = host.Password });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(signedIn["refreshToken"]));
        var renewed = await client.SendJsonAsync(HttpMethod.Post, $"{Root}/identity/refresh-token", new JsonObject());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{Root}/features/installed")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(renewed["accessToken"]));
        Assert.Contains("Elsa.RealTimeWorkflowUpdates", (await client.ReadAsync($"{Root}/features/installed"))["items"]!.AsArray().Select(f => Text(f!["fullName"])));
    }

    [Fact]
    public async Task Others_see_no_definitions_and_only_their_instances()
    {
        using var anonymous = host.Anonymous();
        await (await anonymous.GetAsync($"{Root}/workflow-definitions")).ProblemAsync(401, "request.sign-in");
        var (instance, _) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        using var other = await host.AsAsync("county-2");
        Assert.Equal(HttpStatusCode.Forbidden, (await county.GetAsync($"{Root}/workflow-definitions")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await county.PostAsJsonAsync($"{Root}/workflow-definitions", new { model = new { } })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await county.GetAsync($"{Root}/workflow-instances/{instance}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{Root}/workflow-instances/{instance}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{Root}/activity-executions/list?workflowInstanceId={instance}")).StatusCode);
    }

    private static async Task JournalAsync(HttpClient owner, string id)
    {
        var recorded = Shape.Recorded("10-journal");
        var journal = await owner.ReadAsync($"{Root}/workflow-instances/{id}/journal?page=0&pageSize=50");
        Shape.Matches(recorded, journal);
        Assert.Equal(Lines(recorded), Lines(journal));
        var filtered = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-instances/{id}/journal?skip=0&take=110", JsonNode.Parse("""{"filter":{"activityIds":null,"activityNodeIds":["Workflow1:flow1:a1"],"excludedActivityTypes":["Elsa.Workflow","Elsa.Flowchart"],"eventNames":null}}""")!);
        Assert.Equal(["Started", "Suspended", "Resumed", "Completed"], filtered["items"]!.AsArray().Select(l => Text(l!["eventName"])));
    }

    private static IEnumerable<(int, string, string, string)> Lines(JsonNode journal) =>
        journal["items"]!.AsArray().Select(l => (Int(l!["sequence"]), Text(l["eventName"]), Text(l["nodeId"]), Text(l["activityType"])));

    private static async Task ExecutionsAsync(HttpClient owner, string id)
    {
        var all = await owner.ReadAsync($"{Root}/activity-executions/list?workflowInstanceId={id}");
        var recorded = Shape.Recorded("13-executions");
        Shape.Matches(recorded, all, ".Payload.employee", ".activityState.Payload", ".FlowScope", ".properties");
        foreach (var member in (string[])["activityNodeId", "status", "schedulingActivityId", "callStackDepth"])
        {
            // Elsa forgets who set going what had begun before it waited.
            Assert.Equal(Values(recorded).Skip(member == "schedulingActivityId" ? 3 : 0), Values(all).Skip(member == "schedulingActivityId" ? 3 : 0));

            IEnumerable<string?> Values(JsonNode list) => list["items"]!.AsArray().Select(r => r![member]?.ToJsonString());
        }

        var report = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/activity-executions/report", new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray("Workflow1:flow1:a1", "Workflow1:flow1:a2") });
        Assert.Equal(Shape.Recorded("14-report").ToJsonString(), report.ToJsonString());
        var decision = all["items"]!.AsArray().Single(r => Text(r!["activityId"]) == "a2");
        var stack = await owner.ReadAsync($"{Root}/activity-executions/{Text(decision!["id"])}/call-stack?includeCrossWorkflowChain=True");
        Assert.Equal(["a1", "a2"], stack["items"]!.AsArray().Select(r => Text(r!["activityId"])));
        Assert.Equal(Text(decision["id"]), Text((await owner.ReadAsync($"{Root}/activity-executions/by-id?id={Text(decision["id"])}"))["id"]));
    }

    /// <summary>The recorded definition under an id of its own.</summary>
    private static JsonObject New(string id)
    {
        var definition = Shape.Recorded("task-flow").AsObject();
        definition["definitionId"] = id;
        definition["name"] = id;
        return definition;
    }

    private static JsonNode Query(string definitionId) => JsonNode.Parse(
        $$"""{"page":0,"pageSize":10,"searchTerm":"","definitionId":"{{definitionId}}","definitionIds":[],"correlationId":null,"version":null,"hasIncidents":null,"isSystem":false,"status":null,"statuses":["Finished"],"subStatus":null,"subStatuses":[],"orderBy":null,"orderDirection":"Descending","timestampFilters":[]}""")!;

    private static string Text(JsonNode? node) => node?.ToString() ?? "";

    private static int Int(JsonNode? node) => node!.GetValue<int>();

    private static bool Flag(JsonNode? node) => node!.GetValue<bool>();
}

/// <summary>Short words for requests.</summary>
internal static class Requests
{
    /// <summary>The body of a successful GET.</summary>
    public static async Task<JsonObject> ReadAsync(this HttpClient client, string path) => await (await client.GetAsync(path)).JsonAsync();

    /// <summary>Sends JSON; the status must be the one that is expected.</summary>
    public static async Task<JsonObject> SendJsonAsync(this HttpClient client, HttpMethod method, string path, JsonNode body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var json = await answer.JsonAsync();
        Assert.Equal(expected, answer.StatusCode);
        return json;
    }
}
