using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A process owner replays closed tickets through a draft.</summary>
[Collection(HostCollection.Name)]
public sealed class SimulationTests(HostFixture fixture)
{
    [Fact]
    public async Task Closed_tickets_are_replayed_and_the_unchanged_draft_changes_nothing()
    {
        await CloseOneAsync();
        await using var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
        var page = owner.Page;
        await owner.GoAsync("/definitions/equipment-request/design/simulate");
        await Accessibility.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { NameString = "开始模拟" }).ClickAsync();
        await Expect(page.Locator("#different").Locator("..")).ToContainTextAsync("走同样的路");
        await Expect(page.Locator(".cl-figure").First.Locator("strong")).Not.ToHaveTextAsync("0");
        await Accessibility.CheckAsync(page);

        // Before anything had ended there is nothing to replay, and the page says so.
        await page.GetByLabel("办结日期从").FillAsync("2020-01-01");
        await page.GetByLabel("到（含当天）").FillAsync("2020-01-02");
        await page.GetByRole(AriaRole.Button, new() { NameString = "开始模拟" }).ClickAsync();
        await Expect(page.GetByText("没有您有权查看的办结工单")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(Screens.Phone.Width, Screens.Phone.Height);
        await Accessibility.CheckFitsAsync(page);
        Assert.Empty(owner.Errors);
    }

    private async Task CloseOneAsync()
    {
        using var station = await Errand.AsAsync(fixture.Host, "station-1-1");
        var started = await station.AskAsync(HttpMethod.Post, "/api/instances", new { definitionId = "equipment-request" });
        var id = started["instanceId"]!.GetValue<Guid>();
        await CompleteAsync(station, id, new { outcome = "Submit", data = new { item = "钳形电流表", quantity = 1, price = 600, reason = "现场核查" } });
        using var county = await Errand.AsAsync(fixture.Host, "county-1");
        await CompleteAsync(county, id, new { outcome = "Approved" });
    }

    private static async Task CompleteAsync(Errand person, Guid instance, object decision)
    {
        var inbox = await person.AskAsync(HttpMethod.Get, "/api/inbox?take=200");
        var task = inbox["items"]!.AsArray().Single(i => i!["instanceId"]!.GetValue<Guid>() == instance)!["taskId"]!.GetValue<Guid>();
        await person.AskAsync(HttpMethod.Post, $"/api/tasks/{task}/complete", decision);
    }
}
