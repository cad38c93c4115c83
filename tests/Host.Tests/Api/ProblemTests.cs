using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Host.Tests.Api;

/// <summary>Every refusal is a problem that a program can switch on and a person can read.</summary>
[Collection(nameof(RunningHost))]
public sealed class ProblemTests(RunningHost host)
{
    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/inbox")]
    [InlineData("/api/tickets")]
    [InlineData("/api/selfcheck")]
    public async Task Without_a_sign_in_nothing_is_read(string path)
    {
        using var client = host.Anonymous();
        await (await client.GetAsync(path)).ProblemAsync(401, "request.sign-in");
    }

    [Theory]
    [InlineData("county-1", "GET", "/api/selfcheck")]
    [InlineData("prefecture", "GET", "/api/operations")]
    [InlineData("county-1", "GET", "/api/imports")]
    [InlineData("county-1", "POST", "/api/screenings")]
    [InlineData("station-1-1", "GET", "/api/suspicions")]
    [InlineData("station-1-1", "POST", "/api/definitions/reload")]
    [InlineData("prefecture", "POST", "/api/people/admin/unlock")]
    [InlineData("owner", "GET", "/api/mail/incoming")]
    public async Task What_a_role_may_not_do_is_forbidden(string person, string method, string path)
    {
        using var client = await host.AsAsync(person);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        await (await client.SendAsync(request)).ProblemAsync(403, "request.not-allowed");
    }

    [Theory]
    [InlineData("/operations")]
    [InlineData("/api/selfcheck")]
    public async Task A_process_owner_looks_after_running_instances(string path)
    {
        using var owner = await host.AsAsync("owner");
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("/api/no-such-thing")]
    [InlineData("/api/tasks/01900000-0000-7000-8000-000000000000")]
    [InlineData("/api/tickets/01900000-0000-7000-8000-000000000000")]
    [InlineData("/api/evidence/01900000-0000-7000-8000-000000000000")]
    [InlineData("/api/mail/01900000-0000-7000-8000-000000000000")]
    [InlineData("/api/tasks/not-a-guid")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        using var client = await host.AsAsync("admin");
        await (await client.GetAsync(path)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_wrong_method_says_so()
    {
        using var client = await host.AsAsync("admin");
        await (await client.DeleteAsync("/api/me")).ProblemAsync(405, "request.method");
    }

    [Fact]
    public async Task Bad_json_is_a_bad_request()
    {
        using var client = await host.AsAsync("owner");
        using var body = new StringContent("{ \"definitionId\": ", Encoding.UTF8, "application/json");
        await (await client.PostAsync("/api/instances", body)).ProblemAsync(400, "request.invalid");
    }

    [Fact]
    public async Task An_unknown_definition_is_not_found()
    {
        using var client = await host.AsAsync("owner");
        await (await client.PostAsJsonAsync("/api/instances", new { definitionId = "no-such-workflow" })).ProblemAsync(404, "definition.not-found");
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        using var client = await host.AsAsync("owner");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instances") { Content = JsonContent.Create(new { definitionId = RunningHost.Workflow }) };
        request.Headers.Add("Idempotency-Key", new string('k', 201));
        await (await client.SendAsync(request)).ProblemAsync(400, "request.invalid");
    }

    [Fact]
    public async Task With_a_cookie_a_change_needs_the_header_that_other_sites_cannot_send()
    {
        using var client = host.Anonymous();
        var signedIn = await client.PostAsJsonAsync("/api/login?useCookies=true", new { email = "owner", password = host.Password });
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/me")).StatusCode);
        await (await client.PostAsync("/api/definitions/reload", null)).ProblemAsync(400, "request.header-required");
        client.DefaultRequestHeaders.Add("X-Requested-With", "tests");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/definitions/reload", null)).StatusCode);
    }

    [Fact]
    public async Task An_upload_that_is_no_zip_is_refused()
    {
        using var client = await host.AsAsync("prefecture");
        using var body = new MultipartFormDataContent { { new StringContent("a,b"), "file", "drop.csv" } };
        await (await client.PostAsync("/api/imports", body)).ProblemAsync(400, "import.not-a-zip");
    }

    [Fact]
    public async Task An_upload_without_a_file_is_refused()
    {
        using var client = await host.AsAsync("prefecture");
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        await (await client.PostAsync("/api/imports", body)).ProblemAsync(415, "request.content-type");
    }

    [Fact]
    public async Task A_gigabyte_is_refused_before_it_is_sent()
    {
        using var client = await host.AsAsync("prefecture");
        using var body = new DeclaredContent(1L << 30);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports") { Content = body };
        request.Headers.ExpectContinue = true;
        await (await client.SendAsync(request)).ProblemAsync(413, "import.too-large");
        Assert.Equal(0, body.Sent);
    }

    [Fact]
    public async Task A_json_body_beyond_the_limit_is_cut_off()
    {
        using var client = await host.AsAsync("owner");
        using var body = new DeclaredContent(5 << 20) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instances") { Content = body };
        request.Headers.ExpectContinue = true;
        await (await client.SendAsync(request)).ProblemAsync(413, "request.too-large");
    }

    [Fact]
    public async Task A_drop_that_does_not_lie_ready_is_not_found_and_a_path_is_never_taken()
    {
        using var client = await host.AsAsync("prefecture");
        await (await client.PostAsJsonAsync("/api/imports/prepared", new { drop = "../keys" })).ProblemAsync(404, "import.unknown-drop");
    }

    /// <summary>Says how long it is and counts what is really sent.</summary>
    private sealed class DeclaredContent : HttpContent
    {
        private readonly long _length;

        public DeclaredContent(long length)
        {
            _length = length;
            Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        }

        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var buffer = new byte[64 * 1024];
            for (; Sent < _length; Sent += buffer.Length)
            {
                await stream.WriteAsync(buffer);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }
}
