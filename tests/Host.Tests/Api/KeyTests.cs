using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Host.Tests.Api;

/// <summary>Keys by which programs act as a person.</summary>
[Collection(nameof(RunningHost))]
public sealed class KeyTests(RunningHost host)
{
    [Fact]
    public async Task A_key_opens_what_its_person_may_do_as_far_as_its_scopes_reach()
    {
        using var admin = await host.AsAsync("admin");
        using var reading = Program((await MakeAsync(admin, "owner", "Read"))["key"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await reading.GetAsync("/api/definitions")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reading.PostAsJsonAsync("/elsa/api/workflow-instances", new { page = 0, pageSize = 1 })).StatusCode);
        await (await reading.PostAsync("/api/definitions/reload", null)).ProblemAsync(403, "api-key.not-allowed");
        await (await reading.PostAsJsonAsync("/api/instances", new { definitionId = RunningHost.Workflow })).ProblemAsync(403, "api-key.not-allowed");
        Assert.Equal(HttpStatusCode.Forbidden, (await reading.GetAsync("/inbox")).StatusCode); // a key opens no pages

        using var designing = Program((await MakeAsync(admin, "county-1", "Read", "Work", "Design", "Administer"))["key"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await designing.GetAsync("/api/inbox")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await designing.GetAsync("/api/definitions")).StatusCode); // the person may not
    }

    [Fact]
    public async Task A_revoked_key_and_a_wrong_one_open_nothing_and_no_key_is_kept()
    {
        using var admin = await host.AsAsync("admin");
        var made = await MakeAsync(admin, "station-1-1", "Read");
        var key = made["key"]!.GetValue<string>();
        using var program = Program(key);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/inbox")).StatusCode);
        using var wrong = Program(key[..^1] + (key[^1] == '0' ? '1' : '0'));
        await (await wrong.GetAsync("/api/inbox")).ProblemAsync(401, "request.sign-in");

        var list = await admin.GetStringAsync("/api/people/station-1-1/keys");
        Assert.DoesNotContain(key.Split('.')[^1], list, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list, StringComparison.OrdinalIgnoreCase);
        var id = made["details"]!["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/people/station-1-1/keys/{id}")).StatusCode);
        await (await program.GetAsync("/api/inbox")).ProblemAsync(401, "request.sign-in");
        await (await admin.DeleteAsync($"/api/people/station-1-1/keys/{id}")).ProblemAsync(404, "api-key.unknown");
        Assert.Contains("admin", JsonNode.Parse(await admin.GetStringAsync("/api/people/station-1-1/keys"))![0]!["revokedBy"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("revoked the API key", host.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_administrator_makes_keys_and_only_sensible_ones()
    {
        using var owner = await host.AsAsync("owner");
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.PostAsJsonAsync("/api/people/owner/keys", new { name = "mine", scopes = new[] { "Read" }, days = 10 })).StatusCode);
        using var admin = await host.AsAsync("admin");
        await (await admin.PostAsJsonAsync("/api/people/owner/keys", new { name = "for ever", scopes = new[] { "Read" }, days = 4000 })).ProblemAsync(400, "api-key.invalid");
        await (await admin.PostAsJsonAsync("/api/people/owner/keys", new { name = "nothing", scopes = Array.Empty<string>(), days = 10 })).ProblemAsync(400, "api-key.invalid");
        await (await admin.PostAsJsonAsync("/api/people/nobody/keys", new { name = "x", scopes = new[] { "Read" }, days = 10 })).ProblemAsync(404, "person.unknown");
    }

    private static async Task<JsonObject> MakeAsync(HttpClient admin, string person, params string[] scopes) =>
        await (await admin.PostAsJsonAsync($"/api/people/{person}/keys", new { name = "test", scopes, days = 10 })).JsonAsync();

    private HttpClient Program(string key)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        return client;
    }
}
