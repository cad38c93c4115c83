using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Host.Tests.Api;

namespace Host.Tests.Elsa;

/// <summary>The traffic between Elsa Studio and a real Elsa server, sent to this host: it answers the same.</summary>
[Collection(nameof(RunningHost))]
public sealed class ReplayTests(RunningHost host)
{
    private const string Root = "/elsa/api";
    private const string Definition = "leave-request";
    private const string FirstVersion = "56f26421aae7fd70";
    private const string SecondVersion = "4edd50b5d66c09e8";
    private const string Instance = "207621f8097a1e13";
    private const string OutsideTask = "b7a191c05f1bf454";
    private const string Decision = "dd08e087cd6256df";

    /// <summary>What is meant to differ everywhere.</summary>
    private static readonly string[] Everywhere =
    [
        "storageDriverTypeName", // Elsa shortens it in definitions and not in the list of drivers, so that Studio shows none
        "payload.typeName", // stays as it stands in the file
        "clrType", "customProperties.Type", // there are no types of Elsa's here
    ];

    /// <summary>What is meant to differ in one answer: Elsa's own host has other parts.</summary>
    private static readonly Dictionary<string, string[]> MeantToDiffer = new(StringComparer.Ordinal)
    {
        ["GET /activity-executions/by-id"] = [".FlowScope"], // Elsa's bookkeeping; ours is another
        ["GET /descriptors/activities"] = ["$.items", "$.count"], // with activities of ours; each of Elsa's is compared in ContractTests
        ["GET /descriptors/expression-descriptors"] = [".items", ".count"], // without Delegate, which is code of Elsa's host
        ["GET /descriptors/variables"] = [".items"], // without the types of requests and files that Elsa's host works with
        ["GET /features/installed"] = [".items", ".count"],
        ["GET /package/version"] = [".packageVersion"],
        ["POST /workflow-definitions"] = [".size.width", ".size.height", ".activities[3].value"], // Studio measures anew what nobody has moved, and the file stays as it is; Elsa spells out an input that nobody has set
        ["POST /workflow-instances"] = [".totalCount", ".items"], // other tests have instances too
    };

    private readonly Sameness _same = new();
    private readonly Dictionary<string, Exchange> _recorded = RecordedTraffic.Read().ToDictionary(e => e.Title, StringComparer.Ordinal);
    private readonly List<string> _differences = [];

    [Fact]
    public async Task The_recorded_requests_get_the_recorded_answers()
    {
        using var anonymous = host.Anonymous();
        await PlayAsync(anonymous, "POST /identity/login");
        using var owner = await host.AsAsync("owner");
        await DesignAsync(owner);
        await RunAsync(owner);
        await RedesignAsync(owner);
        await ManageAsync(owner);
        await DescribeAsync(owner);
        Assert.Empty(_recorded.Keys); // every one of them
        Assert.True(_differences.Count == 0, string.Join('\n', _differences));
    }

    private async Task DesignAsync(HttpClient owner)
    {
        await PlayAsync(owner, "GET /workflow-definitions/validation/is-name-unique");
        _same.Learn(FirstVersion, Definition + ":1");
        await PlayAsync(owner, "POST /workflow-definitions/import", body: Shape.Recorded("task-flow"));
        await PlayAsync(owner, "POST /workflow-definitions/{definitionId}/publish");
        await PlayAsync(owner, "GET /workflow-definitions/by-definition-id/{definitionId}");
        await PlayAsync(owner, "POST /scripting/javascript/type-definitions/{definitionId}");
        await PlayAsync(owner, "GET /workflow-definitions/{definitionId}/consumers");
        await PlayAsync(owner, "POST /workflow-definitions/{definitionId}/update-references");
    }

    private async Task RunAsync(HttpClient owner)
    {
        await PlayAsync(owner, "POST /workflow-definitions/{definitionId}/execute");
        await PlayAsync(owner, "GET /workflow-instances/{id}");
        await PlayAsync(owner, "GET /workflow-instances/{id}/execution-state");
        await PlayAsync(owner, "GET /activity-executions/list");
        await PlayAsync(owner, "POST /tasks/{taskId}/complete");
        await PlayAsync(owner, "GET /workflow-instances/{id}/journal");
        await PlayAsync(owner, "POST /workflow-instances/{id}/journal", body: Whole("POST /workflow-instances/{id}/journal", "Workflow1:flow1:a3", "Workflow1:flow1:a4"));
        await PlayAsync(owner, "GET /workflow-instances/{id}/variables");
        await PlayAsync(owner, "GET /activity-execution-summaries/list");
        await PlayAsync(owner, "GET /activity-executions/by-id");
        await PlayAsync(owner, "POST /activity-executions/report");
        await LearnDecisionAsync(owner);
        await PlayAsync(owner, "GET /activity-executions/{id}/call-stack");
        await PlayAsync(owner, "POST /workflow-instances");
    }

    private async Task RedesignAsync(HttpClient owner)
    {
        _same.Learn(SecondVersion, Definition + ":2");
        await PlayAsync(owner, "POST /workflow-definitions", body: Shape.Recorded("studio-save-request"), answer: Shape.Recorded("studio-save-response"));
        await PlayAsync(owner, "GET /workflow-definitions/by-id/{versionId}");
        await PlayAsync(owner, "GET /workflow-definitions");
        await PlayAsync(owner, "GET /workflow-definitions/{definitionId}/export");
        await PlayAsync(owner, "GET /workflow-definitions/subgraph/segments/" + FirstVersion, answer: Shape.Recorded("24-segments"));
        await PlayAsync(owner, "POST /tests/activities");
        await PlayAsync(owner, "POST /bulk-actions/publish/workflow-definitions/by-definition-ids");
        await PlayAsync(owner, "POST /workflow-definitions/{definitionId}/revert/1");
    }

    private async Task ManageAsync(HttpClient owner)
    {
        var second = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/{Definition}/dispatch", new JsonObject());
        await PlayAsync(owner, "POST /cancel/workflow-instances/{id}", instance: second["workflowInstanceId"]!.GetValue<string>());
        await PlayAsync(owner, "POST /bulk-actions/cancel/workflow-instances");
        await PlayAsync(owner, "POST /bulk-actions/delete/workflow-instances/by-id");
        await PlayAsync(owner, "POST /bulk-actions/delete/workflow-definitions/by-definition-id");
        await PlayAsync(owner, "POST /bulk-actions/retract/workflow-definitions/by-definition-ids");

        var vacation = JsonNode.Parse("""{"model":{"name":"Vacation","variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"root":{"id":"1dbc738958f9841e","nodeId":"Workflow1:1dbc738958f9841e","name":"Flowchart1","type":"Elsa.Flowchart","version":1,"customProperties":{"notFoundConnections":[],"canStartWorkflow":false,"runAsynchronously":false},"metadata":{},"activities":[],"variables":[],"connections":[]}},"publish":true}""")!;
        var saved = await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions", vacation);
        _same.Learn("4153139ccc77789b", saved["workflowDefinition"]!["definitionId"]!.GetValue<string>());
        await PlayAsync(owner, "POST /workflow-definitions/{definitionId}/retract", definition: "4153139ccc77789b");
        await PlayAsync(owner, "DELETE /workflow-definitions/{definitionId}", definition: "4153139ccc77789b");
    }

    private async Task DescribeAsync(HttpClient owner)
    {
        foreach (var title in _recorded.Keys.ToList())
        {
            Assert.True(title.StartsWith("GET /descriptors/", StringComparison.Ordinal) || title is "POST /descriptors/activities/Elsa.DispatchWorkflow/options/WorkflowDefinitionId" or "GET /features/installed" or "GET /package/version" or "GET /resilience/strategies" or "GET /resilience/retries/abc", title);
            await PlayAsync(owner, title);
        }
    }

    /// <summary>A recorded request with what the recording left out of its list of activities.</summary>
    private JsonNode Whole(string title, params string[] leftOut)
    {
        var body = _recorded[title].Request!.DeepClone();
        var ids = body["filter"]!["activityNodeIds"]!.AsArray();
        ids.RemoveAt(ids.Count - 1);
        foreach (var id in leftOut)
        {
            ids.Add(id);
        }

        return body;
    }

    /// <summary>The call stack is asked for by the id of an execution that no answer before it tells.</summary>
    private async Task LearnDecisionAsync(HttpClient owner)
    {
        var list = await owner.ReadAsync(_same.Translate($"{Root}/activity-executions/list?workflowInstanceId={Instance}&activityNodeId=Workflow1:flow1:a2"));
        _same.Learn(Decision, list["items"]![0]!["id"]!.GetValue<string>());
    }

    /// <summary>Sends a recorded request, and notes what is not as it was recorded.</summary>
    private async Task PlayAsync(HttpClient client, string title, JsonNode? body = null, JsonNode? answer = null, string definition = Definition, string instance = Instance)
    {
        Assert.True(_recorded.Remove(title, out var exchange), title);
        var path = exchange.Path
            .Replace("{definitionId}", definition, StringComparison.Ordinal)
            .Replace("{versionId}", FirstVersion, StringComparison.Ordinal)
            .Replace("{taskId}", OutsideTask, StringComparison.Ordinal)
            .Replace("/activity-executions/{id}", "/activity-executions/" + Decision, StringComparison.Ordinal)
            .Replace("{id}", instance, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(exchange.Method, Root + _same.Translate(path + exchange.Query));
        if ((body ?? exchange.Request) is { } sent)
        {
            request.Content = new StringContent(_same.Translate(sent.ToJsonString()), Encoding.UTF8, "application/json");
        }

        using var came = await client.SendAsync(request);
        var text = await came.Content.ReadAsStringAsync();
        Note(title, (HttpStatusCode)exchange.Status == came.StatusCode ? [] : [$"{exchange.Status} is recorded, {(int)came.StatusCode} came: {text}"]);
        Note(title, exchange.ContentType == came.Content.Headers.ContentType?.MediaType ? [] : [$"{exchange.ContentType} is recorded, {came.Content.Headers.ContentType?.MediaType} came"]);
        Note(title, exchange.IsEmpty == (text.Length == 0) ? [] : [$"{text.Length} characters came"]);
        if ((answer ?? exchange.Response) is { } recorded && came.IsSuccessStatusCode)
        {
            Note(title, _same.Differences(recorded, text.Length == 0 ? null : JsonNode.Parse(text), [.. Everywhere, .. MeantToDiffer.GetValueOrDefault(title, [])]));
        }
    }

    private void Note(string title, IEnumerable<string> differences) => _differences.AddRange(differences.Select(d => $"{title} {d}"));
}
