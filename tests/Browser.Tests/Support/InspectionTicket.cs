using System.Text.Json.Nodes;
using TestSupport;
using TestSupport.Hosting;

namespace Browser.Tests.Support;

/// <summary>A ticket of a copy of <c>inspection-ticket</c>, done over HTTP by those whose work it is: what they fill in is that of a shipped scenario.</summary>
public sealed class InspectionTicket
{
    private static readonly JsonNode Scenario = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "scenarios", "straight-to-the-archive.json")))!;

    private readonly HostProcess _host;

    private InspectionTicket(HostProcess host, Guid id) => (_host, Id) = (host, id);

    /// <summary>The instance.</summary>
    public Guid Id { get; }

    /// <summary>What an inspector finds who finds a theft.</summary>
    public static object Theft => new
    {
        confirmed = "yes",
        cause = "theft",
        rectificationStartedAt = "2026-11-23T10:00:00+08:00",
        rectificationResult = "已恢复计量",
        rectificationTicketNo = "ZG-0001",
        siteVerifier = "李检查",
    };

    /// <summary>Starts one, and has it issued to county 1.</summary>
    public static async Task<InspectionTicket> IssuedAsync(HostProcess host, string definitionId, object? suspicion = null)
    {
        using var owner = await Errand.AsAsync(host, "owner");
        var input = Scenario["start"]!["input"]!.DeepClone();
        Put(input["suspicion"]!.AsObject(), suspicion);
        var started = await owner.AskAsync(HttpMethod.Post, "/api/instances", new { definitionId, input });
        var ticket = new InspectionTicket(host, started["instanceId"]!.GetValue<Guid>());
        await ticket.DoAsync("prefecture", "IssueTicket", "Issue", new { channel = "offline" });
        return ticket;
    }

    /// <summary>Starts one, and has it issued and dispatched to station 1 of county 1.</summary>
    public static async Task<InspectionTicket> DispatchedAsync(HostProcess host, string definitionId, object? analysis = null, object? suspicion = null)
    {
        var ticket = await IssuedAsync(host, definitionId, suspicion);
        await ticket.DoAsync("county-1", "CountyAnalysis", "Dispatch", analysis);
        return ticket;
    }

    /// <summary>Starts one, and brings it to the review by the county.</summary>
    public static async Task<InspectionTicket> VerifiedAsync(HostProcess host, string definitionId, object? analysis = null, object? findings = null)
    {
        var ticket = await DispatchedAsync(host, definitionId, analysis);
        await ticket.DoAsync("station-1-1", "OnSite", "Submit", findings);
        return ticket;
    }

    /// <summary>Completes an open task.</summary>
    /// <param name="person">Who does it.</param>
    /// <param name="step">Name of the step in the file, or its Chinese title.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="more">Answers besides, or instead of, those of the scenario.</param>
    /// <param name="comment">Words with it.</param>
    public async Task DoAsync(string person, string step, string outcome, object? more = null, string? comment = null)
    {
        using var errand = await Errand.AsAsync(_host, person);
        var (path, data) = await PrepareAsync(errand, step, more);
        await errand.AskAsync(HttpMethod.Post, path, new { outcome, data, comment });
    }

    /// <summary>Tries to complete an open task.</summary>
    /// <returns>Why it was refused.</returns>
    public async Task<string> RefusedAsync(string person, string step, string outcome, object? more = null)
    {
        using var errand = await Errand.AsAsync(_host, person);
        var (path, data) = await PrepareAsync(errand, step, more);
        return await errand.RefusedAsync(HttpMethod.Post, path, new { outcome, data });
    }

    /// <summary>The Chinese titles of what is to be done now.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync() => [.. (await OpenTasksAsync()).Select(t => t["title"]!["zh"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    /// <summary>The open task of a step.</summary>
    public async Task<JsonNode> TaskAsync(string step) => Assert.Single(await OpenTasksAsync(), t => Is(t, step));

    /// <summary>The ticket as the administrator sees it.</summary>
    public async Task<JsonNode> LookAsync()
    {
        using var admin = await Errand.AsAsync(_host, "admin");
        return await admin.AskAsync(HttpMethod.Get, $"/api/tickets/{Id}");
    }

    /// <summary>The version of the workflow on which it runs.</summary>
    public async Task<int> VersionAsync() => (await LookAsync())["ticket"]!["definitionVersion"]!.GetValue<int>();

    private async Task<(string Path, JsonObject Data)> PrepareAsync(Errand errand, string step, object? more)
    {
        var inbox = await errand.AskAsync(HttpMethod.Get, "/api/inbox?take=200");
        var mine = inbox["items"]!.AsArray().Select(i => i!["taskId"]!.GetValue<Guid>()).ToHashSet();
        var task = (await OpenTasksAsync()).FirstOrDefault(t => Is(t, step) && mine.Contains(t["id"]!.GetValue<Guid>()));
        Assert.True(task is not null, $"There is no task “{step}” in this person's inbox.");
        var data = Scenario["steps"]!.AsArray().FirstOrDefault(s => s!["complete"]?.GetValue<string>() == step && s["refused"] is null)?["data"]?.DeepClone().AsObject() ?? [];
        foreach (var evidence in (string[])["track", "sitePhotos", "meterPhotos"])
        {
            data.Remove(evidence); // those of the scenario are in no store; a ticket that is done offline needs none
        }

        Put(data, more);
        return ($"/api/tasks/{task!["id"]}/complete", data);
    }

    private async Task<IReadOnlyList<JsonNode>> OpenTasksAsync() => [.. (await LookAsync())["tasks"]!.AsArray().Select(t => t!).Where(t => t["state"]!.GetValue<string>() is "Created" or "Claimed")];

    private static bool Is(JsonNode task, string step) => task["name"]!.GetValue<string>() == step || task["title"]!["zh"]!.GetValue<string>() == step;

    private static void Put(JsonObject data, object? more)
    {
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more) as JsonObject ?? [])
        {
            data[name] = value?.DeepClone();
        }
    }
}
