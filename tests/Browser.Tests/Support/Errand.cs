using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TestSupport.Hosting;

namespace Browser.Tests.Support;

/// <summary>What is arranged over HTTP before a test begins to click.</summary>
public sealed class Errand : IDisposable
{
    private readonly HttpClient _http;

    private Errand(HttpClient http) => _http = http;

    /// <summary>Signs a person in.</summary>
    public static async Task<Errand> AsAsync(HostProcess host, string person)
    {
        ArgumentNullException.ThrowIfNull(host);
        var errand = new Errand(new HttpClient { BaseAddress = host.Address });
        var token = (await errand.AskAsync(HttpMethod.Post, "/api/login", new { email = person, password = host.Password }))["accessToken"]!.GetValue<string>();
        errand._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return errand;
    }

    /// <summary>As the owner, starts an instance of <see cref="HostFixture.JointCheck"/>.</summary>
    /// <param name="host">The program.</param>
    /// <param name="about">Its title.</param>
    /// <returns>The instance and its open task.</returns>
    public static async Task<(Guid Instance, Guid Task)> StartJointCheckAsync(HostProcess host, string about)
    {
        using var owner = await AsAsync(host, "owner");
        var started = await owner.AskAsync(HttpMethod.Post, "/api/instances", new { definitionId = HostFixture.JointCheck, input = new { about } });
        var instance = started["instanceId"]!.GetValue<Guid>();
        using var admin = await AsAsync(host, "admin");
        var ticket = await admin.AskAsync(HttpMethod.Get, $"/api/tickets/{instance}");
        return (instance, ticket["tasks"]![0]!["id"]!.GetValue<Guid>());
    }

    /// <summary>As the administrator, gives county 1 a second officer.</summary>
    public static async Task AddDeputyAsync(HostProcess host, string personId, string name)
    {
        ArgumentNullException.ThrowIfNull(host);
        const string County = "4209001";
        using var admin = await AsAsync(host, "admin");
        await admin.AskAsync(HttpMethod.Put, $"/api/people/{personId}", new { name, unit = County, grants = new[] { new { role = "county-officer", unit = County } }, password = host.Password });
    }

    /// <summary>Sends a request; anything but a success fails the test.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Sends a request that is refused; a success fails the test.</summary>
    /// <returns>What the answer says.</returns>
    public async Task<string> RefusedAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request);
        Assert.False(answer.IsSuccessStatusCode, $"{method} {path} was not refused.");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>As the administrator, makes a person who holds one role in one unit.</summary>
    public static async Task HireAsync(HostProcess host, string person, string name, string role, string unit)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var admin = await AsAsync(host, "admin");
        await admin.AskAsync(HttpMethod.Put, $"/api/people/{person}", new { name, unit, grants = new[] { new { role, unit } }, password = host.Password });
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
