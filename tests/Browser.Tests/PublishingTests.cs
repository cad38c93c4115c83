using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A workflow is published, published again with what runs taken along, and looked at while it runs.</summary>
[Collection(HostCollection.Name)]
public sealed class PublishingTests(HostFixture fixture)
{
    [Fact]
    public async Task Running_tickets_are_taken_along_and_the_drawings_tell_how_it_runs()
    {
        await using var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
        var page = owner.Page;
        await owner.GoAsync("/definitions/new");
        await page.GetByLabel("名称").FillAsync("用车申请");
        await page.GetByLabel("标识").FillAsync("van-request");
        await Button(page, "开始设计").ClickAsync();
        await page.GetByLabel("所有人").CheckAsync();
        await page.Locator("[data-step=start]").ClickAsync();
        await page.Locator("[data-step-kind=form-task]").ClickAsync();
        await Button(page, "由发起人办").ClickAsync();
        await NameAsync(page, "说明用途");
        await PublishAsync(page, "第一版");

        using var station = await Errand.AsAsync(fixture.Host, "station-3-1");
        var running = (await station.AskAsync(HttpMethod.Post, "/api/instances", new { definitionId = "van-request" }))["instanceId"]!.GetValue<Guid>();

        await owner.GoAsync("/definitions/van-request/design");
        await page.Locator("[data-step]").Nth(1).ClickAsync();
        await NameAsync(page, "写明用途");
        await Button(page, "发布…").ClickAsync();
        await Expect(page.GetByText("1 件可以换到新版")).ToBeVisibleAsync();
        await page.GetByLabel(new Regex("发布后把这 1 件换到新版")).CheckAsync();
        await Expect(Button(page, "确认发布")).ToBeDisabledAsync();
        await Accessibility.CheckAsync(page);
        await page.GetByLabel(new Regex("^原因")).FillAsync("步骤改名");
        await Screenshots.TakeAsync(page, "publish-impact");
        await Button(page, "确认发布").ClickAsync();
        await Expect(page.GetByText("1 件办理中的工单随之换版")).ToBeVisibleAsync();

        await owner.GoAsync($"/tickets/{running}");
        await Expect(page.Locator(".ticket-drawing")).ToContainTextAsync("写明用途");
        await Expect(page.Locator(".ticket-drawing .flow-note")).ToHaveCountAsync(1);

        await owner.GoAsync("/definitions/van-request/heat");
        await Expect(page.Locator("main table tbody tr")).ToHaveCountAsync(1);
        await page.GetByLabel("颜色表示").SelectOptionAsync("Open");
        await Expect(page.Locator(".heat-4:visible")).ToHaveCountAsync(1);
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "heat");
        await page.SetViewportSizeAsync(Screens.Phone.Width, Screens.Phone.Height);
        await Accessibility.CheckFitsAsync(page);
        Assert.Empty(owner.Errors);
    }

    private static async Task NameAsync(IPage page, string name)
    {
        await page.GetByLabel("名称").FillAsync(name);
        await page.GetByLabel("名称").BlurAsync();
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(IPage page, string note)
    {
        await Button(page, "发布…").ClickAsync();
        await page.GetByLabel("这一版改了什么").FillAsync(note);
        await Button(page, "确认发布").ClickAsync();
        await Expect(page.Locator("#versions").Locator("..")).ToContainTextAsync(note);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameString = name }).First;
}
