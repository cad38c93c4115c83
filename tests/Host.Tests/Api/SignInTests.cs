using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Host.Tests.Api;

/// <summary>Who gets in, and how.</summary>
[Collection(nameof(RunningHost))]
public sealed partial class SignInTests(RunningHost host)
{
    [Fact]
    public async Task A_token_from_login_shows_who_one_is()
    {
        using var county = await host.AsAsync("county-1");
        var me = await county.GetJsonAsync("/api/me");
        Assert.Equal("county-1", me["id"]!.GetValue<string>());
        Assert.Equal("county-officer", me["grants"]![0]!["role"]!.GetValue<string>());
        Assert.Equal("4209001", me["grants"]![0]!["unit"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refresh_token_gives_a_new_token()
    {
        using var client = host.Anonymous();
        var first = await (await client.PostAsJsonAsync("/api/login", new { email = "county-2", password = host.Password })).JsonAsync();
        var second = await (await client.PostAsJsonAsync("/api/refresh", new { refreshToken = first["refreshToken"]!.GetValue<string>() })).JsonAsync();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", second["accessToken"]!.GetValue<string>());
        Assert.Equal("county-2", (await client.GetJsonAsync("/api/me"))["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_page_and_program_and_say_so()
    {
        const string name = "station-8-10";
        using var client = host.Anonymous();
        for (var attempt = 1; attempt < 5; attempt++)
        {
            await (await client.PostAsJsonAsync("/api/login", new { email = name, password = "wrong-password" })).ProblemAsync(401, "sign-in.failed");
        }

        await (await client.PostAsJsonAsync("/api/login", new { email = name, password = "wrong-password" })).ProblemAsync(401, "sign-in.locked");
        await (await client.PostAsJsonAsync("/api/login", new { email = name, password = host.Password })).ProblemAsync(401, "sign-in.locked");
        var (status, page) = await SignInAsync(client, name, host.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("账号已锁定", page, StringComparison.Ordinal);

        using var admin = await host.AsAsync("admin");
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"/api/people/{name}/unlock", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await SignInAsync(client, name, host.Password)).Status);
    }

    [Fact]
    public async Task A_wrong_password_on_the_page_says_what_to_do_and_signs_nobody_in()
    {
        using var client = host.Anonymous();
        var (status, page) = await SignInAsync(client, "station-8-9", "wrong-password");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("用户名或密码不对", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/inbox")).StatusCode);
    }

    [Fact]
    public async Task The_page_signs_in_with_a_guarded_cookie_and_signs_out_only_with_its_token()
    {
        using var client = host.Anonymous();
        var page = await client.GetStringAsync("/login?returnUrl=%2Fme");
        using var form = Form(page, "prefecture", host.Password);
        var signedIn = await client.PostAsync("/login?returnUrl=%2Fme", form);
        Assert.Equal(new Uri(host.Address, "/me"), new Uri(host.Address, signedIn.Headers.Location!));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("cl-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        var opened = await client.GetAsync("/me/password");
        Assert.Contains("script-src 'self';", Assert.Single(opened.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var me = await opened.Content.ReadAsStringAsync();
        Assert.Contains("prefecture-officer", await client.GetStringAsync("/api/me"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/logout", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/me")).StatusCode);
        using var token = new FormUrlEncodedContent([new("__RequestVerificationToken", AntiforgeryToken().Match(me).Groups[1].Value)]);
        Assert.Equal("/login", (await client.PostAsync("/logout", token)).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/me")).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task A_return_address_never_leads_elsewhere(string returnUrl)
    {
        using var client = host.Anonymous();
        var path = $"/login?returnUrl={Uri.EscapeDataString(returnUrl)}";
        using var form = Form(await client.GetStringAsync(path), "county-3", host.Password);
        Assert.Equal(new Uri(host.Address, "/inbox"), new Uri(host.Address, (await client.PostAsync(path, form)).Headers.Location!));
    }

    [Theory]
    [InlineData("/api/register")]
    [InlineData("/api/forgotPassword")]
    [InlineData("/api/resetPassword")]
    [InlineData("/api/resendConfirmationEmail")]
    public async Task Nobody_makes_an_account_by_himself(string path)
    {
        using var client = host.Anonymous();
        await (await client.PostAsJsonAsync(path, new { email = "me@example.test", password = "Some-Password-1" })).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Whoever_is_deactivated_is_out_at_once_and_in_again_when_active()
    {
        const string name = "station-7-11";
        using var person = await host.AsAsync(name);
        using var admin = await host.AsAsync("admin");
        var me = await person.GetJsonAsync("/api/me");
        object Body(bool active) => new { name = me["name"]!.GetValue<string>(), unit = me["unit"]!.GetValue<string>(), grants = me["grants"], isActive = active };

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync($"/api/people/{name}", Body(active: false))).StatusCode);
        await (await person.GetAsync("/api/me")).ProblemAsync(403, "request.not-allowed");
        using var client = host.Anonymous();
        await (await client.PostAsJsonAsync("/api/login", new { email = name, password = host.Password })).ProblemAsync(401, "sign-in.not-allowed");

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync($"/api/people/{name}", Body(active: true))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_at_once()
    {
        const string name = "county-7";
        using var person = await host.AsAsync(name);
        using var admin = await host.AsAsync("admin");
        var me = await person.GetJsonAsync("/api/me");
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/suspicions")).StatusCode);
        object Body(object grants) => new { name = me["name"]!.GetValue<string>(), unit = me["unit"]!.GetValue<string>(), grants };

        await admin.PutAsJsonAsync($"/api/people/{name}", Body(Array.Empty<object>()));
        await (await person.GetAsync("/api/suspicions")).ProblemAsync(403, "request.not-allowed");
        await admin.PutAsJsonAsync($"/api/people/{name}", Body(me["grants"]!));
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/suspicions")).StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        using var admin = await host.AsAsync("admin");
        var answer = await admin.PutAsJsonAsync("/api/people/admin", new { name = "系统管理员", unit = "42090", grants = Array.Empty<object>() });
        await answer.ProblemAsync(409, "person.last-administrator");
    }

    private static async Task<(HttpStatusCode Status, string Page)> SignInAsync(HttpClient client, string name, string password)
    {
        using var form = Form(await client.GetStringAsync("/login"), name, password);
        var answer = await client.PostAsync("/login", form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static FormUrlEncodedContent Form(string page, string name, string password) => new(
    [
        new("_handler", "sign-in"),
        new("__RequestVerificationToken", AntiforgeryToken().Match(page).Groups[1].Value),
        new("Model.Name", name),
        new("Model.Password", password),
    ]);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
