using System.Net;
using System.Net.Http.Json;

namespace Host.Tests.Api;

/// <summary>Requests from outside to the HTTP endpoints of workflows.</summary>
[Collection(nameof(RunningHost))]
public sealed class HttpEndpointTests(RunningHost host)
{
    [Theory]
    [InlineData("")]
    [InlineData("not-the-token-but-as-long-as-one-must-be")]
    public async Task Without_the_token_nothing_is_taken(string token)
    {
        using var client = Client(token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/api/endpoints/orders/new", new { number = 7 })).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/api/endpoints/orders/new")]
    [InlineData("PUT", "/api/endpoints/orders/new/")]
    public async Task A_request_starts_the_workflow_that_begins_with_it_and_the_same_key_starts_it_once(string method, string path)
    {
        using var client = Client(RunningHost.EndpointToken);
        client.DefaultRequestHeaders.Add("Idempotency-Key", $"order-7-{method}");
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { number = 7 }) };
            var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal("""{"resumed":0,"started":1}""", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("GET", "/api/endpoints/orders/new")]
    [InlineData("POST", "/api/endpoints/orders")]
    public async Task A_request_that_nothing_waits_for_is_not_found(string method, string path)
    {
        using var client = Client(RunningHost.EndpointToken);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_not_what_it_says_is_refused()
    {
        using var client = Client(RunningHost.EndpointToken);
        using var content = new StringContent("{ nonsense", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/api/endpoints/orders/new", content)).StatusCode);
    }

    private HttpClient Client(string token)
    {
        var client = host.Anonymous();
        if (token.Length > 0)
        {
            client.DefaultRequestHeaders.Add("X-Endpoint-Token", token);
        }

        return client;
    }
}
