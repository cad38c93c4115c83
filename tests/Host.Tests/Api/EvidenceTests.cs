using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Host.Tests.Api;

/// <summary>Evidence over HTTP: what is taken, what is refused, who may see it.</summary>
[Collection(nameof(RunningHost))]
public sealed class EvidenceTests(RunningHost host)
{
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_photo_is_kept_unchanged_for_those_who_may_see_the_ticket()
    {
        var (instance, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        var answer = await UploadAsync(county, task, "photo.png", Pixel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var file = await answer.JsonAsync();
        var path = $"/api/evidence/{file["id"]!.GetValue<Guid>()}";

        var read = await county.GetAsync(path);
        Assert.Equal("image/png", read.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Pixel, await read.Content.ReadAsByteArrayAsync());
        Assert.Contains("sandbox", Assert.Single(read.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var listed = JsonNode.Parse(await county.GetStringAsync($"/api/tickets/{instance}/evidence"))!.AsArray();
        Assert.Equal(file["sha256"]!.GetValue<string>(), Assert.Single(listed)!["sha256"]!.GetValue<string>());

        using var other = await host.AsAsync("county-2");
        await (await other.GetAsync(path)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_text_that_calls_itself_a_photo_is_refused()
    {
        var (_, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        await (await UploadAsync(county, task, "photo.jpg", Encoding.UTF8.GetBytes("no photo at all"))).ProblemAsync(400, "evidence.not-an-image");
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused()
    {
        var (_, task) = await host.StartAsync();
        using var county = await host.AsAsync("county-1");
        await (await UploadAsync(county, task, "photo.png", new byte[26 << 20])).ProblemAsync(413, "evidence.too-large");
    }

    [Fact]
    public async Task Nobody_adds_evidence_to_another_countys_task()
    {
        var (_, task) = await host.StartAsync();
        using var other = await host.AsAsync("county-2");
        await (await UploadAsync(other, task, "photo.png", Pixel)).ProblemAsync(404, "not-found");
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, Guid task, string name, byte[] content)
    {
        using var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var body = new MultipartFormDataContent { { file, "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task}/evidence?field=photo&image=true") { Content = body };
        request.Headers.ExpectContinue = true;
        return await client.SendAsync(request);
    }
}
