using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Workflows.Core.Instances;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Http;

namespace Workflows.Runtime.Tests;

/// <summary>The HTTP requests of workflows, against a real server on this machine.</summary>
public sealed class HttpRequestTests : IDisposable
{
    private static readonly EffectContext Context = new(Guid.Empty, 1, new InstanceHeader(null, null, null, null, null, null), "d", 1);

    private readonly HttpListener _server = new();
    private readonly HttpRequestClient _client = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly int _port = FreePort();

    public HttpRequestTests()
    {
        _server.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _server.Start();
    }

    private string Authority => $"127.0.0.1:{_port}";

    public void Dispose()
    {
        _server.Close();
        _client.Dispose();
    }

    [Theory]
    [InlineData]
    [InlineData("127.0.0.1")]
    [InlineData("localhost", "127.0.0.1:1")]
    public async Task A_host_or_port_that_is_not_allowed_is_not_asked(params string[] allowed)
    {
        var result = await SendAsync(Request("/"), allowed);
        Assert.Contains($"workflows may not ask {Authority}", Assert.IsType<EffectResult.Park>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_arrives_and_what_is_answered_comes_back()
    {
        var request = Request("/orders?x=1", "POST", new JsonObject { ["X-Tag"] = "a", ["Authorization"] = "Bearer t", ["Content-Language"] = "zh" }, "{\"n\":1}", "application/json");
        var sent = SendAsync(request, Authority);
        var asked = await _server.GetContextAsync();
        using var reader = new StreamReader(asked.Request.InputStream);
        Assert.Equal(("POST", "/orders?x=1", "{\"n\":1}"), (asked.Request.HttpMethod, asked.Request.RawUrl, await reader.ReadToEndAsync()));
        Assert.Equal(("application/json", "zh", "a", "Bearer t", request.Id.ToString()), (asked.Request.ContentType, asked.Request.Headers["Content-Language"], asked.Request.Headers["X-Tag"], asked.Request.Headers["Authorization"], asked.Request.Headers["Idempotency-Key"]));
        asked.Response.Headers["X-Answer"] = "b";
        Answer(asked, 201, "{\"ok\":\"好\"}", "application/json; charset=utf-8");

        var payload = Assert.IsType<EffectResult.Done>(await sent).Payload!;
        Assert.Equal((201, "{\"ok\":\"好\"}", "b"), ((int)payload["statusCode"]!, (string?)payload["content"], (string?)payload["headers"]!["X-Answer"]![0]));
    }

    [Fact]
    public async Task A_redirection_is_an_answer_and_is_not_followed()
    {
        var sent = SendAsync(Request("/"), Authority);
        var asked = await _server.GetContextAsync();
        asked.Response.Headers["Location"] = "http://elsewhere.invalid/";
        Answer(asked, 302, "", "text/plain");
        var payload = Assert.IsType<EffectResult.Done>(await sent).Payload!;
        Assert.Equal((302, null), ((int)payload["statusCode"]!, payload["content"]));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_a_timeout()
    {
        var sent = SendAsync(Request("/"), Authority);
        await _server.GetContextAsync();
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("Timeout", (string?)Assert.IsType<EffectResult.Done>(await sent).Payload!["failure"]);
    }

    [Fact]
    public async Task Stopping_the_program_is_no_timeout()
    {
        using var stopping = new CancellationTokenSource();
        var sent = Handler(Authority).HandleAsync(Request("/"), Context, stopping.Token);
        await _server.GetContextAsync();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_to_connect()
    {
        _server.Close();
        Assert.Equal("FailedToConnect", (string?)Assert.IsType<EffectResult.Done>(await SendAsync(Request("/"), Authority)).Payload!["failure"]);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public async Task An_answer_may_be_as_large_as_the_settings_say(int bytes, bool isTaken)
    {
        var sent = SendAsync(Request("/"), Authority);
        Answer(await _server.GetContextAsync(), 200, new string('x', bytes), "text/plain");
        Assert.Equal(isTaken, await sent is EffectResult.Done);
    }

    [Theory]
    [InlineData("X-Bad", "a\nb")]
    [InlineData("X Bad", "a")]
    [InlineData("Content-Type", "text/plain")]
    public async Task A_header_that_cannot_be_sent_is_told(string name, string value) =>
        Assert.Contains("the request is not valid", Assert.IsType<EffectResult.Park>(await SendAsync(Request("/", headers: new JsonObject { [name] = value }), Authority)).Reason, StringComparison.Ordinal);

    private Task<EffectResult> SendAsync(DoWork request, params string[] allowed) => Handler(allowed).HandleAsync(request, Context, CancellationToken.None);

    private HttpRequestWorkHandler Handler(params string[] allowed)
    {
        var options = new WorkflowHttpOptions { MaxResponseBytes = 20 };
        foreach (var host in allowed)
        {
            options.AllowedHosts.Add(host);
        }

        return new HttpRequestWorkHandler(_client, Options.Create(options), _clock);
    }

    private DoWork Request(string path, string method = "GET", JsonObject? headers = null, string? content = null, string? contentType = null) => new(Guid.NewGuid(), "Elsa.SendHttpRequest", Guid.NewGuid(), new JsonObject
    {
        ["url"] = $"http://{Authority}{path}",
        ["method"] = method,
        ["headers"] = headers,
        ["content"] = content,
        ["contentType"] = contentType,
    });

    private static void Answer(HttpListenerContext asked, int status, string content, string contentType)
    {
        asked.Response.StatusCode = status;
        asked.Response.ContentType = contentType;
        asked.Response.Close(Encoding.UTF8.GetBytes(content), willBlock: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
