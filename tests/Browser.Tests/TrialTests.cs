using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A process owner tries a draft, playing everybody.</summary>
[Collection(HostCollection.Name)]
public sealed class TrialTests(HostFixture fixture)
{
    [Fact]
    public async Task A_draft_is_played_taken_back_and_leaves_nothing_behind()
    {
        await using var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
        var page = owner.Page;
        await owner.GoAsync("/tickets");
        var before = await page.Locator("main").InnerTextAsync();
        await owner.GoAsync("/definitions/inspection-ticket/design/try");
        await Accessibility.CheckAsync(page);
        await Button(page, "开始试运行").ClickAsync();

        var tasks = page.Locator(".trial-task");
        await Expect(tasks).ToContainTextAsync("签发工单");
        await Expect(page.Locator("#trial-mails")).ToContainTextAsync("1");
        await Button(page, "前进到下一时限").ClickAsync();
        await Expect(page.Locator("#trial-mails")).ToContainTextAsync("2");
        await Button(page, "退回一步").ClickAsync();
        await Expect(page.Locator("#trial-mails")).ToContainTextAsync("1");

        await Button(page, "用示例值填好必填项").ClickAsync();
        await page.Locator("[data-outcome=Issue]").ClickAsync();
        await Expect(tasks).ToContainTextAsync("县公司分析分类");
        await Button(page, "用示例值填好必填项").ClickAsync();
        await page.Locator("[data-outcome=Dispatch]").ClickAsync();
        await Expect(tasks).ToContainTextAsync("现场核查");
        await Expect(page.Locator("[aria-current=step]")).ToContainTextAsync("现场核查");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial");
        await page.SetViewportSizeAsync(Screens.Phone.Width, Screens.Phone.Height);
        await Accessibility.CheckFitsAsync(page);

        await page.SetViewportSizeAsync(Screens.Desktop.Width, Screens.Desktop.Height);
        await owner.GoAsync("/tickets");
        Assert.Equal(before, await page.Locator("main").InnerTextAsync());
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Whoever_is_played_can_hand_a_task_on_ask_for_an_opinion_and_have_others_sign()
    {
        await using var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
        var page = owner.Page;
        await owner.GoAsync("/definitions/equipment-request/design/try");
        await Button(page, "开始试运行").ClickAsync();
        await Button(page, "用示例值填好必填项").ClickAsync();
        await page.Locator("[data-outcome=Submit]").ClickAsync();
        var task = page.Locator(".trial-task").First;
        await Expect(task).ToContainTextAsync("县公司审批");

        // Signers that are added before somebody are asked first; taken back, it is as if they never were.
        var played = task.GetByLabel("扮演").Locator("option:checked");
        var first = (await played.GetAttributeAsync("value"))!;
        await VerbAsync(page, "AddSigners", "county-3");
        await Expect(played).ToHaveAttributeAsync("value", "county-3");
        await Button(page, "退回一步").ClickAsync();
        await Expect(played).ToHaveAttributeAsync("value", first);

        await VerbAsync(page, "Transfer", "county-4");
        await Expect(played).ToHaveAttributeAsync("value", "county-4");
        await VerbAsync(page, "Delegate", "county-5");
        await Expect(played).ToHaveAttributeAsync("value", "county-5");
        await Accessibility.CheckAsync(page);
        await task.GetByLabel("意见").FillAsync("可以买");
        await task.GetByLabel("意见").BlurAsync();
        await task.Locator("[data-verb=Resolve]").ClickAsync();
        await Expect(played).ToHaveAttributeAsync("value", "county-4");
        await Expect(page.Locator("#main")).ToContainTextAsync("可以买");
        await Screenshots.TakeAsync(page, "trial-verbs");
        Assert.Empty(owner.Errors);
    }

    private static async Task VerbAsync(IPage page, string verb, string person)
    {
        var verbs = page.Locator(".trial-verbs").First;
        await verbs.Locator("summary").ClickAsync();
        await verbs.Locator("[data-verb-choice]").SelectOptionAsync(verb);
        await verbs.GetByLabel("选择人员").SelectOptionAsync(person);
        await verbs.Locator($"[data-verb={verb}]").ClickAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameString = name }).First;
}
