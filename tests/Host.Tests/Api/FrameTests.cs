using System.Net;
using System.Text.Json.Nodes;

namespace Host.Tests.Api;

/// <summary>What holds for every answer: headers, languages, designed errors, a description of the API.</summary>
[Collection(nameof(RunningHost))]
public sealed class FrameTests(RunningHost host)
{
    [Theory]
    [InlineData("/login")]
    [InlineData("/api/me")]
    [InlineData("/problem/404")]
    public async Task Every_answer_is_guarded_and_not_kept(string path)
    {
        using var client = host.Anonymous();
        var answer = await client.GetAsync(path);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore, answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/inbox", "/login?returnUrl=%2Finbox")]
    [InlineData("/operations", "/login?returnUrl=%2Foperations")]
    public async Task A_page_leads_to_the_sign_in_and_back(string path, string expected)
    {
        using var client = host.Anonymous();
        var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.EndsWith(expected, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_page_speaks_chinese_first_and_english_when_asked()
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var chinese = await client.GetStringAsync("/login");
        Assert.Contains("<html lang=\"zh-CN\"", chinese, StringComparison.Ordinal);
        Assert.Contains("登录", chinese, StringComparison.Ordinal);
        Assert.Equal("/login", (await client.GetAsync("/language/en?back=%2Flogin")).Headers.Location?.OriginalString);
        var english = await client.GetStringAsync("/login");
        Assert.Contains("<html lang=\"en\"", english, StringComparison.Ordinal);
        Assert.Contains("User name", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_describes_itself_with_names_summaries_and_refusals()
    {
        using var client = host.Anonymous();
        var paths = (await client.GetJsonAsync("/openapi/v1.json"))["paths"]!.AsObject();
        var operations = paths.SelectMany(p => p.Value!.AsObject().Select(o => (Path: $"{o.Key} {p.Key}", Operation: o.Value!))).ToList();
        Assert.True(operations.Count > 40, $"{operations.Count} operations");
        Assert.All(operations, o => Assert.False(string.IsNullOrEmpty(o.Operation["summary"]?.GetValue<string>()), o.Path));
        Assert.All(operations, o => Assert.NotNull(o.Operation["responses"]!["401"]));
        Assert.DoesNotContain(paths, p => p.Key.Contains("register", StringComparison.OrdinalIgnoreCase));
        var complete = paths["/api/tasks/{taskId}/complete"]!["post"]!;
        Assert.Contains(complete["parameters"]!.AsArray(), p => p!["name"]!.GetValue<string>() == "Idempotency-Key");
    }

    [Fact]
    public async Task Health_and_static_files_need_no_sign_in()
    {
        using var client = host.Anonymous();
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/shell.css")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/_framework/blazor.web.js")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/_content/Radzen.Blazor/css/standard-base.css")).StatusCode);
    }

    [Fact]
    public async Task The_self_check_of_the_running_program_is_sound()
    {
        await host.StartAsync();
        using var admin = await host.AsAsync("admin");
        var checks = (await admin.GetJsonAsync("/api/selfcheck"))["checks"]!.AsArray();
        Assert.NotEmpty(checks);
        Assert.All(checks, c => Assert.Empty((JsonArray)c!["findings"]!));
    }
}
