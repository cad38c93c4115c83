using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A process owner changes a workflow in the browser, and new tickets follow.</summary>
[Collection(HostCollection.Name)]
public sealed class DesignerTests(HostFixture fixture)
{
    [Fact]
    public async Task A_step_is_added_set_and_published_and_a_new_request_follows_it()
    {
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.GoAsync("/definitions/new");
        await Accessibility.CheckAsync(page);
        await page.GetByLabel("名称").FillAsync("公章使用申请");
        await page.GetByLabel("标识").FillAsync("seal-request");
        await Button(page, "开始设计").ClickAsync();
        await Expect(page.Locator(".x6-node[data-cell-id=start]").First).ToBeVisibleAsync();
        await page.GetByLabel("所有人").CheckAsync();

        // Behind the start, between it and the end: the flow is never broken.
        await Step(page, "start").ClickAsync();
        await Palette(page, "form-task").ClickAsync();
        await Expect(page.Locator("[data-step]")).ToHaveCountAsync(3);
        var problems = page.Locator(".studio-problems");
        await Expect(problems).ToContainTextAsync("没有人能办理");
        await Expect(Button(page, "发布…")).ToBeDisabledAsync();
        await Button(page, "由发起人办").ClickAsync();
        await page.GetByLabel("名称").FillAsync("说明用途");
        await page.GetByLabel("名称").BlurAsync();
        await Expect(problems).ToContainTextAsync("没有发现问题");

        await Palette(page, "approve-any").ClickAsync();
        await Expect(problems).ToContainTextAsync("没有审批人");
        await Button(page, "添加角色").ClickAsync();
        await page.Locator(".studio-item select").First.SelectOptionAsync(new SelectOptionValue { Label = "县公司稽查专责" });
        await page.Locator(".studio-item select").Nth(1).SelectOptionAsync(new SelectOptionValue { Label = "发起人的县公司" });

        await Expect(problems).ToContainTextAsync("发起时"); // whoever sits above the counties has none
        // The outcome that leads nowhere yet is drawn to the end by hand.
        var open = page.Locator(".studio-selected .studio-port.open").First;
        await Expect(open).ToBeVisibleAsync();
        await DragAsync(page, open, page.Locator(".x6-node[data-cell-id=end]").First);
        await Expect(problems).Not.ToContainTextAsync("没有连线");
        await page.GetByLabel("假设由谁发起").SelectOptionAsync("station-2-1");
        await Expect(page.Locator("[data-who-now]")).ToContainTextAsync("县公司稽查专责 · 汉澴市供电公司");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "designer");

        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        await Button(page, "发布…").ClickAsync();
        await page.GetByLabel("这一版改了什么").FillAsync("第一版");
        await Button(page, "确认发布").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "公章使用申请" })).ToBeVisibleAsync();
        await Expect(page.Locator("#versions").Locator("..")).ToContainTextAsync("第一版");

        await using var station = await Sit("station-2-1");
        await station.GoAsync("/requests");
        await station.Page.Locator("[data-definition=seal-request]").ClickAsync();
        await Expect(station.Page.GetByRole(AriaRole.Heading, new() { Name = "说明用途" })).ToBeVisibleAsync();
        await station.Page.DecideAsync("提交");
        await Expect(station.Page.GetByRole(AriaRole.Heading, new() { Name = "说明用途：提交" })).ToBeVisibleAsync();

        await using var county = await Sit("county-2");
        await county.GoAsync("/inbox");
        await county.Page.GetByRole(AriaRole.Link, new() { NameString = "或签" }).First.ClickAsync();
        await county.Page.DecideAsync("同意");
        await Expect(county.Page.GetByRole(AriaRole.Heading, new() { Name = "或签：同意" })).ToBeVisibleAsync();
        NothingFailed(owner, station, county);
    }

    [Fact]
    public async Task Who_would_do_a_step_is_shown_for_what_is_assumed_and_nobody_is_a_problem_to_go_to()
    {
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.GoAsync("/definitions/inspection-ticket/design");
        await Step(page, "onsite").ClickAsync();
        var now = page.Locator("[data-who-now]");
        await Expect(now).ToContainTextAsync("选一个单位");
        await page.GetByLabel("假设“县公司分析分类 · 供电所”是").SelectOptionAsync(new SelectOptionValue { Index = 12 });
        await Expect(now).ToContainTextAsync("营业所检查员");
        await page.GetByLabel("假设“县公司分析分类 · 检查员”是").SelectOptionAsync("station-1-1");
        await Expect(now).ToContainTextAsync("直接派给本人");

        await page.Locator(".studio-item").GetByRole(AriaRole.Button, new() { Name = "移除" }).First.ClickAsync();
        await Button(page, "添加人员").ClickAsync();
        await page.GetByLabel("指定人员（登录名或表达式）").FillAsync("nobody-here");
        await page.GetByLabel("指定人员（登录名或表达式）").BlurAsync();
        var problem = page.Locator(".studio-problems [data-code='people.unknown']");
        await Expect(problem).ToContainTextAsync("没有登录名为“nobody-here”的在职人员");
        await Step(page, "start").ClickAsync();
        await problem.GetByRole(AriaRole.Button, new() { Name = "去看看" }).ClickAsync();
        await Expect(Step(page, "onsite")).ToHaveAttributeAsync("aria-pressed", "true");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "designer-who");
        await DiscardAsync(page);
        NothingFailed(owner);
    }

    [Fact]
    public async Task Two_owners_see_each_other_and_both_keep_what_they_do()
    {
        await using var owner = await Sit("owner");
        await using var admin = await Sit("admin");
        await owner.GoAsync("/definitions/daily-screening/design");
        await admin.GoAsync("/definitions/daily-screening/design");
        await Expect(owner.Page.GetByText("也在设计这个流程")).ToBeVisibleAsync();

        await RenameAsync(owner.Page, first: true, "甲改的名字");
        await Expect(admin.Page.Locator("[data-step]").First).ToContainTextAsync("甲改的名字");
        await RenameAsync(admin.Page, first: false, "乙改的名字");

        await Expect(owner.Page.Locator("[data-step]").Last).ToContainTextAsync("乙改的名字");
        await Expect(owner.Page.Locator("[data-step]").First).ToContainTextAsync("甲改的名字");
        await DiscardAsync(owner.Page);
        NothingFailed(owner, admin);
    }

    [Fact]
    public async Task By_keyboard_alone_a_step_is_found_connected_and_taken_back()
    {
        await using var owner = await Sit("owner", language: "en");
        var page = owner.Page;
        await owner.GoAsync("/definitions/equipment-request/design");
        await Expect(page.Locator("[data-step]")).ToHaveCountAsync(6);
        await page.GetByPlaceholder("Find a step").FocusAsync();
        await page.Keyboard.TypeAsync("panel");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-step=panel]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByLabel("Rejected →").FocusAsync();
        await page.GetByLabel("Rejected →").SelectOptionAsync("approved");
        await Expect(page.GetByLabel("Rejected →")).ToHaveValueAsync("approved");
        await page.Locator("[data-flow-canvas]").FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.GetByLabel("Rejected →")).ToHaveValueAsync("rejected");
        await Accessibility.CheckAsync(page);

        await page.SetViewportSizeAsync(Screens.Phone.Width, Screens.Phone.Height);
        await Accessibility.CheckFitsAsync(page);
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "designer-phone");
        NothingFailed(owner);
    }

    private static async Task RenameAsync(IPage page, bool first, string name)
    {
        var steps = page.Locator("[data-step]");
        var step = first ? steps.First : steps.Last;
        await step.ClickAsync();
        await Expect(step).ToHaveAttributeAsync("aria-pressed", "true"); // the properties are those of the step
        await page.GetByLabel("名称").FillAsync(name);
        await page.GetByLabel("名称").BlurAsync();
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
    }

    private static async Task DiscardAsync(IPage page)
    {
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "丢弃修改" }).ClickAsync();
        await page.Locator(".cl-confirm").GetByRole(AriaRole.Button, new() { Name = "丢弃修改" }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/design$"));
    }

    private static async Task DragAsync(IPage page, ILocator from, ILocator to)
    {
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + (start.Width / 2), start.Y + (start.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + (end.Width / 2), end.Y + (end.Height / 2), new() { Steps = 12 });
        await page.Mouse.UpAsync();
    }

    private static ILocator Step(IPage page, string id) => page.Locator($"[data-step={id}]");

    private static ILocator Palette(IPage page, string kind) => page.Locator($"[data-step-kind={kind}]");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameString = name }).First;

    private static void NothingFailed(params Seat[] seats) => Assert.All(seats, seat => Assert.Empty(seat.Errors));

    private Task<Seat> Sit(string person, string language = "zh-CN") => Seat.SignedInAsync(fixture.Browser, fixture.Host, person, language: language);
}
