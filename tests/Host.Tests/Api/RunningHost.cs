using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TestSupport;
using TestSupport.Hosting;

namespace Host.Tests.Api;

/// <summary>The program with a small demonstration and one workflow of two steps, for all tests that talk HTTP to it.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    /// <summary>The workflow the tests start: a county officer of county 1 fills a form, then the prefecture approves.</summary>
    public const string Workflow = "small-approval";

    /// <summary>The token of the workflows' HTTP endpoints.</summary>
    public const string EndpointToken = "token-of-the-endpoints-in-the-tests";

    /// <summary>The shipped workflow with a pooled approval and a vote of the eight counties.</summary>
    public const string Request = "equipment-request";

    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();
    private readonly string _workflows = Directory.CreateTempSubdirectory("host-workflows-").FullName;
    private HostProcess _process = null!;

    /// <summary>The database; <see langword="null"/> = SQLite in its data folder.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where it listens.</summary>
    public Uri Address => _process.Address;

    /// <summary>Password of every account.</summary>
    public string Password => _process.Password;

    /// <summary>The workflow folders it obeys.</summary>
    public string Workflows => _workflows;

    /// <summary>The folder with its data.</summary>
    public string DataDirectory => _process.DataDirectory;

    /// <summary>What it has printed.</summary>
    public string Console => _process.Console;

    public async Task InitializeAsync()
    {
        Copy(RepositoryRoot.Combine("tests", "Host.Tests", "Api", "workflows"), _workflows);
        Copy(RepositoryRoot.Combine("workflows", Request), Path.Combine(_workflows, Request));
        Copy(RepositoryRoot.Combine("workflows", "screening"), Path.Combine(_workflows, "screening"));
        _process = await HostProcess.StartAsync(new HostSettings
        {
            Workflows = _workflows,
            Environment = new Dictionary<string, string>
            {
                ["Demo__Areas"] = "2",
                ["Demo__CustomersPerArea"] = "20",
                ["Demo__Days"] = "20",
                ["SignIn__BurstPerAddress"] = "1000",
                ["Mail__Delivery__MostADay"] = "200", // every test mails the same few people
                ["HttpEndpoints__Token"] = EndpointToken,
                ["ConnectionStrings__Workflow"] = ConnectionString ?? "",
            },
        });
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_workflows, recursive: true);
    }

    /// <summary>Ends it in order and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        Assert.Equal(0, await _process.StopAsync());
        await _process.StartAgainAsync();
    }

    /// <summary>A client without a sign-in that does not follow redirects and keeps its cookies.</summary>
    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client with a person's token.</summary>
    public async Task<HttpClient> AsAsync(string person)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.GetOrAdd(person, TokenAsync));
        return client;
    }

    /// <summary>Starts the workflow as its owner.</summary>
    /// <returns>The instance and its open task.</returns>
    public async Task<(Guid Instance, Guid Task)> StartAsync()
    {
        using var owner = await AsAsync("owner");
        var started = await owner.PostAsJsonAsync("/api/instances", new { definitionId = Workflow, input = new { } });
        var instance = (await started.JsonAsync())["instanceId"]!.GetValue<Guid>();
        using var admin = await AsAsync("admin");
        var ticket = await admin.GetJsonAsync($"/api/tickets/{instance}");
        return (instance, ticket["tasks"]![0]!["id"]!.GetValue<Guid>());
    }

    private async Task<string> TokenAsync(string person)
    {
        using var client = Anonymous();
        var answer = await client.PostAsJsonAsync("/api/login", new { email = person, password = Password });
        return (await answer.JsonAsync())["accessToken"]!.GetValue<string>();
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

/// <summary>Tests that share the running program.</summary>
[CollectionDefinition(nameof(RunningHost))]
public sealed class RunningHostCollection : ICollectionFixture<RunningHost>;

/// <summary>Short words for answers.</summary>
internal static class Answers
{
    /// <summary>The body as JSON; the status must be a success.</summary>
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>The body of a successful GET.</summary>
    public static async Task<JsonObject> GetJsonAsync(this HttpClient client, string path) => await (await client.GetAsync(path)).JsonAsync();

    /// <summary>The answer must be a problem with this status and code, a message in both languages, and fields.</summary>
    public static async Task<JsonObject> ProblemAsync(this HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(body)!.AsObject();
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem["message"]!["zh"]!.GetValue<string>());
        Assert.NotEmpty(problem["message"]!["en"]!.GetValue<string>());
        Assert.NotNull(problem["fields"]);
        return problem;
    }
}
