using System.Net;
using System.Net.Http.Json;

namespace Host.Tests.Api;

/// <summary>What people choose for their mail, and the addresses that mail came back from, over HTTP.</summary>
[Collection(nameof(RunningHost))]
public sealed class MailApiTests(RunningHost host)
{
    [Fact]
    public async Task A_person_chooses_how_mail_comes_and_goes_back_to_the_usual()
    {
        using var person = await host.AsAsync("station-7-1");
        Assert.Equal(HttpStatusCode.NoContent, (await person.GetAsync("/api/mail/preference")).StatusCode);

        var chosen = new { personId = "station-7-1", delivery = "Digest", quietFrom = "21:00:00", quietUntil = "07:00:00", digestAt = new[] { "14:00:00", "08:00:00", "14:00:00" }, mostADay = 5 };
        Assert.Equal(HttpStatusCode.NoContent, (await person.PutAsJsonAsync("/api/mail/preference", chosen)).StatusCode);

        var kept = await person.GetJsonAsync("/api/mail/preference");
        Assert.Equal(("Digest", "21:00:00", 5), (kept["delivery"]!.GetValue<string>(), kept["quietFrom"]!.GetValue<string>(), kept["mostADay"]!.GetValue<int>()));
        Assert.Equal(["08:00:00", "14:00:00"], kept["digestAt"]!.AsArray().Select(t => t!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, (await person.DeleteAsync("/api/mail/preference")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await person.GetAsync("/api/mail/preference")).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_is_said_and_nobody_chooses_for_others_but_the_administrator()
    {
        using var person = await host.AsAsync("station-7-2");
        await (await person.PutAsJsonAsync("/api/mail/preference", new { personId = "station-7-2", delivery = "Each", mostADay = 5 })).ProblemAsync(400, "mail.digest-times");
        await (await person.PutAsJsonAsync("/api/mail/preference", new { personId = "station-7-2", delivery = "Each", digestAt = new[] { "08:00:00" }, mostADay = 0 })).ProblemAsync(400, "mail.most-a-day");
        await (await person.PutAsJsonAsync("/api/mail/preference", new { personId = "station-7-2", delivery = "Each", quietFrom = "21:00:00", digestAt = new[] { "08:00:00" }, mostADay = 5 })).ProblemAsync(400, "mail.quiet-hours");
        var others = new { personId = "station-7-3", delivery = "UrgentOnly", digestAt = new[] { "08:00:00" }, mostADay = 5 };
        await (await person.PutAsJsonAsync("/api/mail/preference", others)).ProblemAsync(403, "mail.not-yours");
        Assert.Equal(HttpStatusCode.NoContent, (await person.GetAsync("/api/mail/preference")).StatusCode);

        using var admin = await host.AsAsync("admin");
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync("/api/mail/preference", others)).StatusCode);
        using var other = await host.AsAsync("station-7-3");
        Assert.Equal("UrgentOnly", (await other.GetJsonAsync("/api/mail/preference"))["delivery"]!.GetValue<string>());
        await other.DeleteAsync("/api/mail/preference");
    }

    [Fact]
    public async Task Bounced_addresses_are_for_the_administrator()
    {
        using var county = await host.AsAsync("county-1");
        await (await county.GetAsync("/api/mail/bounced")).ProblemAsync(403, "request.not-allowed");
        await (await county.DeleteAsync("/api/mail/bounced/county-1@example.test")).ProblemAsync(403, "request.not-allowed");
        using var admin = await host.AsAsync("admin");
        Assert.Equal("[]", await admin.GetStringAsync("/api/mail/bounced"));
        await (await admin.DeleteAsync("/api/mail/bounced/county-1@example.test")).ProblemAsync(409, "mail.not-bounced");
        using var nobody = host.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/mail/preference")).StatusCode);
    }
}
