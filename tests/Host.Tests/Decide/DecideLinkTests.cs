using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Host.Tests.Api;
using MimeKit;

namespace Host.Tests.Decide;

/// <summary>Deciding by the link in a mail, on the shipped equipment request: up to 5,000 yuan the link is enough, above it its person must be signed in.</summary>
[Collection(nameof(RunningHost))]
public sealed partial class DecideLinkTests(RunningHost host)
{
    private const int Small = 600;
    private const int Large = 9_000;

    [Fact]
    public async Task Opening_the_link_shows_the_request_and_a_choice_with_the_button_decides()
    {
        using var browser = host.Anonymous();
        var (id, link) = await AskedAsync(browser, Small);

        await link.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, link.Status);
        Assert.Equal(["Approved", "Rejected"], link.Outcomes);
        Assert.DoesNotContain("checked", Regex.Match(link.Page, "<fieldset.*?</fieldset>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
        Assert.Contains("红外测温仪", link.Page, StringComparison.Ordinal);

        using var answer = await link.SubmitAsync("Approved", "尽快采购");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var decided = await DecisionAsync(id);
        Assert.Equal(("Approved", "尽快采购", "MailLink"), (decided!["outcome"]!.GetValue<string>(), decided["comment"]!.GetValue<string>(), decided["source"]!["channel"]!.GetValue<string>()));

        await link.OpenAsync();
        Assert.Empty(link.Outcomes);
        Assert.Contains("办理完成：同意", link.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scanner_that_opens_everything_and_submits_every_form_without_a_choice_decides_nothing()
    {
        using var scanner = host.Anonymous();
        var (id, link) = await AskedAsync(scanner, Small);
        var machine = new LinkScanner(scanner);
        await machine.ScanAsync(await LinksAsync(id));
        Assert.True(machine.Submitted > 0);
        for (var round = 0; round < 3; round++)
        {
            await link.OpenAsync();
            using var bare = await link.SubmitAsync();
            using var empty = await link.SubmitAsync(outcome: "");
        }

        Assert.Null(await DecisionAsync(id));
        await link.OpenAsync();
        Assert.Equal(["Approved", "Rejected"], link.Outcomes);
    }

    [Fact]
    public async Task A_decision_needs_the_page_it_was_made_on()
    {
        using var browser = host.Anonymous();
        var (id, link) = await AskedAsync(browser, Small);
        using var blind = await host.Anonymous().PostAsync(new Uri(Path(await LinksAsync(id)), UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "decide", ["Model.Outcome"] = "Approved" }));
        Assert.Equal(HttpStatusCode.BadRequest, blind.StatusCode);

        var (_, other) = await AskedAsync(browser, Small);
        await link.OpenAsync();
        await other.OpenAsync();
        using var forged = await link.SubmitAsync("Approved", nonce: "x");
        using var borrowed = await link.SubmitAsync("Approved", nonce: WebUtility.HtmlDecode(Regex.Match(other.Page, "name=\"Model.Nonce\" value=\"([^\"]*)\"").Groups[1].Value));
        Assert.Contains("mail.page-too-old", link.Page, StringComparison.Ordinal);
        Assert.Null(await DecisionAsync(id));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_keeps_what_was_typed()
    {
        using var browser = host.Anonymous();
        var (id, link) = await AskedAsync(browser, Small);
        await link.OpenAsync();
        using var refused = await link.SubmitAsync("Rejected", " ");
        Assert.Contains("task.comment-required", link.Page, StringComparison.Ordinal);
        Assert.Null(await DecisionAsync(id));
        using var accepted = await link.SubmitAsync("Rejected", "预算不足");
        Assert.Equal("预算不足", (await DecisionAsync(id))!["comment"]!.GetValue<string>());
    }

    [Fact]
    public async Task Above_the_amount_the_link_shows_nothing_until_its_person_is_signed_in_and_nobody_else_can_use_it()
    {
        using var anonymous = host.Anonymous();
        var (id, link) = await AskedAsync(anonymous, Large);
        await link.OpenAsync();
        Assert.Empty(link.Outcomes);
        Assert.DoesNotContain("红外测温仪", link.Page, StringComparison.Ordinal);
        Assert.Contains("/login?returnUrl=%2Fdecide%2F", link.Page, StringComparison.Ordinal);

        using var colleague = await host.AsAsync("county-2");
        var forwarded = await new OpenedLink(colleague, Path(await LinksAsync(id))).OpenAsync();
        Assert.Empty(forwarded.Outcomes);
        Assert.DoesNotContain("红外测温仪", forwarded.Page, StringComparison.Ordinal);
        Assert.Contains("不是发给您的", forwarded.Page, StringComparison.Ordinal);

        using var county = await host.AsAsync("county-1");
        var own = await new OpenedLink(county, Path(await LinksAsync(id))).OpenAsync();
        Assert.Equal(["Approved", "Rejected"], own.Outcomes);
        using var answer = await own.SubmitAsync("Approved");
        Assert.True((await DecisionAsync(id))!["source"]!["signedIn"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Somebody_else_who_is_signed_in_cannot_use_even_the_link_that_needs_no_sign_in()
    {
        using var colleague = await host.AsAsync("county-2");
        var (id, link) = await AskedAsync(colleague, Small);
        await link.OpenAsync();
        Assert.Empty(link.Outcomes);
        using var answer = await link.SubmitAsync("Approved");
        Assert.Null(await DecisionAsync(id));
    }

    [Fact]
    public async Task A_link_that_needs_no_sign_in_is_the_permission_itself_and_the_trail_says_that_nobody_was_signed_in()
    {
        using var somebody = host.Anonymous(); // the mail was forwarded to them
        var (id, link) = await AskedAsync(somebody, Small);
        await link.OpenAsync();
        using var county = await host.AsAsync("county-1");
        var name = (await county.GetJsonAsync("/api/me"))["name"]!.GetValue<string>();
        Assert.Contains($"您以 {name} 的身份办理", link.Page, StringComparison.Ordinal);

        using var answer = await link.SubmitAsync("Approved");

        var decided = (await DecisionAsync(id))!;
        Assert.Equal("county-1", decided["by"]!["personId"]!.GetValue<string>());
        Assert.NotEqual(true, decided["source"]!["signedIn"]?.GetValue<bool>());
    }

    [Fact]
    public async Task What_has_changed_since_the_mail_is_shown_and_what_changes_meanwhile_is_shown_first()
    {
        using var browser = host.Anonymous();
        var (id, link) = await AskedAsync(browser, Small);
        await link.OpenAsync();
        Assert.DoesNotContain("decide-changes", link.Page, StringComparison.Ordinal);
        using var station = await host.AsAsync("station-1-1");
        await (await station.PostAsJsonAsync($"/api/tickets/{id}/comments", new { text = "数量写错了" })).JsonAsync();

        using var blind = await link.SubmitAsync("Approved");
        Assert.Contains("mail.changed-meanwhile", link.Page, StringComparison.Ordinal);
        Assert.Contains("数量写错了", link.Page, StringComparison.Ordinal);
        Assert.Null(await DecisionAsync(id));
        using var seen = await link.SubmitAsync("Approved");
        Assert.NotNull(await DecisionAsync(id));
    }

    [Fact]
    public async Task After_a_decision_elsewhere_the_link_tells_who_decided_and_a_stranger_learns_nothing()
    {
        using var browser = host.Anonymous();
        var (id, link) = await AskedAsync(browser, Small);
        await link.OpenAsync();
        using var county = await host.AsAsync("county-1");
        var task = (await county.GetJsonAsync($"/api/tickets/{id}"))["tasks"]!.AsArray().Single(t => t!["state"]!.GetValue<string>() == "Created")!["id"]!.GetValue<Guid>();
        await (await county.PostAsJsonAsync($"/api/tasks/{task}/complete", new { outcome = "Approved" })).JsonAsync();

        using var late = await link.SubmitAsync("Rejected", "不行");
        Assert.Contains("办理完成：同意", link.Page, StringComparison.Ordinal);
        Assert.Contains("不行", link.Page, StringComparison.Ordinal);
        Assert.Equal("Approved", (await DecisionAsync(id))!["outcome"]!.GetValue<string>());

        var guessed = await new OpenedLink(browser, "/decide/" + new string('a', 52)).OpenAsync();
        Assert.Equal(HttpStatusCode.NotFound, guessed.Status);
    }

    [Fact]
    public async Task Neither_the_mail_log_nor_the_programs_log_knows_the_secret_and_no_other_site_is_told_of_it()
    {
        using var browser = host.Anonymous();
        var (id, _) = await AskedAsync(browser, Small);
        var path = Path(await LinksAsync(id));
        var secret = path["/decide/".Length..].Split('?')[0];
        Assert.Equal(52, secret.Length);
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        using var admin = await host.AsAsync("admin");
        var log = await admin.GetStringAsync($"/api/mail?instanceId={id}");
        Assert.Contains("/decide/__link__", log, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, host.Console, StringComparison.Ordinal);
    }

    /// <summary>A request of station-1-1 that waits for county 1, and the link in the mail to county-1.</summary>
    private async Task<(Guid Instance, OpenedLink Link)> AskedAsync(HttpClient browser, int price)
    {
        using var station = await host.AsAsync("station-1-1");
        var started = await station.PostAsJsonAsync("/api/instances", new { definitionId = RunningHost.Request, input = new { } });
        var id = (await started.JsonAsync())["instanceId"]!.GetValue<Guid>();
        var fill = (await station.GetJsonAsync($"/api/tickets/{id}"))["tasks"]![0]!["id"]!.GetValue<Guid>();
        await (await station.PostAsJsonAsync($"/api/tasks/{fill}/complete", new { outcome = "Submit", data = new { item = "红外测温仪", quantity = 1, price, reason = "夜间巡视" } })).JsonAsync();
        return (id, new OpenedLink(browser, Path(await LinksAsync(id))));
    }

    private static string Path(IReadOnlyList<string> links) => links.First(l => l.StartsWith("/decide/", StringComparison.Ordinal));

    /// <summary>The paths of all web addresses in the mail to county-1, once it has been written.</summary>
    private async Task<IReadOnlyList<string>> LinksAsync(Guid instance)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            var folder = Directory.CreateDirectory(System.IO.Path.Combine(host.DataDirectory, "mail"));
            foreach (var file in folder.EnumerateFiles("*.eml").Select(f => f.FullName))
            {
                var mail = await MimeMessage.LoadAsync(file);
                if (mail.InReplyTo?.Contains(instance.ToString("N"), StringComparison.Ordinal) == true && mail.To.ToString().Contains("county-1@", StringComparison.Ordinal))
                {
                    return [.. WebAddress().Matches(mail.TextBody!).Select(m => new Uri(m.Value).PathAndQuery)];
                }
            }
        }
        while (await pause.WaitForNextTickAsync(patience.Token));

        throw new TimeoutException("The mail to county-1 was not written.");
    }

    /// <summary>How county 1 has decided; <see langword="null"/> while it has not.</summary>
    private async Task<System.Text.Json.Nodes.JsonNode?> DecisionAsync(Guid id)
    {
        using var admin = await host.AsAsync("admin");
        return (await admin.GetJsonAsync($"/api/tickets/{id}"))["history"]!.AsArray().Select(h => h!["event"]!).FirstOrDefault(e => e["event"]!.GetValue<string>() == "TaskCompleted" && e["outcome"]!.GetValue<string>() != "Submit");
    }

    [GeneratedRegex("https?://[!-~]+")]
    private static partial Regex WebAddress();
}
