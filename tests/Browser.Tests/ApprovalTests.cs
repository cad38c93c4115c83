using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A request on its way through approvals, clicked by the people who do it.</summary>
[Collection(HostCollection.Name)]
public sealed class ApprovalTests(HostFixture fixture)
{
    [Fact]
    public async Task A_request_is_sent_back_asked_about_and_approved()
    {
        await using var station = await Sit("station-1-1");
        var page = station.Page;
        await station.GoAsync("/requests");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "requests");
        await page.Locator("[data-definition=equipment-request]").ClickAsync();
        await FillAsync(page, "绝缘手套", "2", "600");
        await page.DecideAsync("提交");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "填写申请：提交" })).ToBeVisibleAsync();

        await using var county = await Sit("county-1", Screens.Phone);
        await county.GoAsync("/inbox");
        await Row(county, "绝缘手套").ClickAsync();
        await VerbAsync(county, "驳回");
        await county.Page.GetByLabel("直接送回我").CheckAsync();
        await Accessibility.CheckAsync(county.Page);
        await Accessibility.CheckFitsAsync(county.Page);
        await Screenshots.TakeAsync(county.Page, "send-back-phone");
        await county.Page.GetByLabel("驳回原因").FillAsync("请写明耐压等级");
        await Decide(county).GetByRole(AriaRole.Button, new() { Name = "驳回", Exact = true }).ClickAsync();
        await Expect(county.Page.Locator("#task-closed")).ToContainTextAsync("驳回到前面的环节");

        await station.GoAsync("/inbox?view=mine");
        await Row(station, "绝缘手套").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("请写明耐压等级");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "装备名称" })).ToHaveValueAsync("绝缘手套");
        await page.WriteAsync("用途", "12 kV 现场核查");
        await page.DecideAsync("提交");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "填写申请：提交" })).ToBeVisibleAsync();

        await county.GoAsync("/inbox");
        await Row(county, "绝缘手套").ClickAsync();
        await VerbAsync(county, "委派");
        await county.Page.GetByLabel("选择人员").SelectOptionAsync(new SelectOptionValue { Value = "prefecture" });
        await county.Page.GetByLabel("请对方看什么").FillAsync("预算够吗？");
        await Decide(county).GetByRole(AriaRole.Button, new() { Name = "委派", Exact = true }).ClickAsync();
        await Expect(Decide(county).GetByRole(AriaRole.Button, new() { Name = "收回委派" })).ToBeVisibleAsync();

        await using var prefecture = await Sit("prefecture");
        await prefecture.GoAsync("/inbox?view=mine");
        await Row(prefecture, "绝缘手套").ClickAsync();
        await Expect(prefecture.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("预算够吗？");
        await prefecture.Page.GetByLabel("请您提供意见").FillAsync("够");
        await Screenshots.TakeAsync(prefecture.Page, "opinion");
        await Decide(prefecture).GetByRole(AriaRole.Button, new() { Name = "交回意见" }).ClickAsync();
        await Expect(Decide(prefecture).GetByRole(AriaRole.Button, new() { Name = "交回意见" })).ToHaveCountAsync(0);

        await Expect(county.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("的意见：够");
        await county.Page.DecideAsync("同意");
        await Expect(county.Page.GetByRole(AriaRole.Heading, new() { Name = "县公司审批：同意" })).ToBeVisibleAsync();
        await county.Page.GetByRole(AriaRole.Link, new() { NameString = "查看工单" }).ClickAsync();
        var trail = county.Page.GetByRole(AriaRole.Main);
        foreach (var fact in (string[])["驳回到“填写申请”", "改好后直接送回", "委派", "结论：同意"])
        {
            await Expect(trail).ToContainTextAsync(fact);
        }

        NothingFailed(station, county, prefecture);
    }

    [Fact]
    public async Task Several_requests_are_approved_together_and_one_is_called_off_and_urged()
    {
        await RequestAsync("station-3-1", "批量甲", 500);
        await RequestAsync("station-3-1", "批量乙", 500);
        var unwanted = await RequestAsync("station-3-1", "不要了", 500);

        await using var station = await Sit("station-3-1");
        await station.GoAsync($"/tickets/{unwanted}");
        await station.Page.GetByRole(AriaRole.Button, new() { NameString = "催办 县公司审批" }).ClickAsync();
        await station.Page.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { NameString = "催办" }).ClickAsync();
        await Expect(station.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("催办（第 1 次）");
        await station.Page.GetByRole(AriaRole.Button, new() { Name = "撤回申请" }).ClickAsync();
        await station.Page.GetByLabel("原因（记入痕迹）").FillAsync("已借到");
        await Accessibility.CheckAsync(station.Page);
        await Screenshots.TakeAsync(station.Page, "withdraw");
        await station.Page.GetByRole(AriaRole.Button, new() { Name = "撤回", Exact = true }).ClickAsync();
        await station.Page.GetByRole(AriaRole.Group, new() { Name = "确定撤回这个申请？" }).GetByRole(AriaRole.Button, new() { Name = "撤回" }).ClickAsync();
        await Expect(station.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("撤回申请");
        await Expect(station.Page.GetByText("已终止").First).ToBeVisibleAsync();

        await using var county = await Sit("county-3");
        await county.GoAsync("/inbox");
        foreach (var item in (string[])["批量甲", "批量乙"])
        {
            await county.Page.Locator(".inbox-item", new() { HasText = item }).GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        var bulk = county.Page.GetByRole(AriaRole.Region, new() { Name = "批量办理" });
        await Expect(bulk).ToContainTextAsync("已选 2 项");
        await Accessibility.CheckAsync(county.Page);
        await Screenshots.TakeAsync(county.Page, "bulk");
        await bulk.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await bulk.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await Expect(county.Page.GetByText("已办理 2 项。")).ToBeVisibleAsync();
        await Expect(Row(county, "批量甲")).ToHaveCountAsync(0);
        NothingFailed(station, county);
    }

    [Fact]
    public async Task A_substitute_votes_for_an_absent_officer_and_a_copy_is_read()
    {
        await using var absent = await Sit("county-5");
        await absent.GoAsync("/me");
        await absent.Page.GetByText("设置代理人", new() { Exact = true }).ClickAsync();
        await absent.Page.GetByLabel("代理人", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Value = "county-6" });
        await Accessibility.CheckAsync(absent.Page);
        await Screenshots.TakeAsync(absent.Page, "absence");
        await absent.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(absent.Page.GetByRole(AriaRole.Region, new() { Name = "外出与代理" })).ToContainTextAsync("代理（全部流程）");

        await RequestAsync("station-5-1", "代理批的装备", 400);
        await using var substitute = await Sit("county-6", Screens.Phone);
        await substitute.GoAsync("/inbox?view=forothers");
        await Expect(Row(substitute, "代理批的装备")).ToContainTextAsync("代 ");
        await Accessibility.CheckFitsAsync(substitute.Page);
        await Row(substitute, "代理批的装备").ClickAsync();
        await Expect(substitute.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("由您代为办理");
        await VerbAsync(substitute, "抄送");
        await substitute.Page.GetByLabel("选择人员").SelectOptionAsync(new SelectOptionValue { Value = "county-7" });
        await substitute.Page.GetByLabel("留言（可不填）").FillAsync("请知悉");
        await Decide(substitute).GetByRole(AriaRole.Button, new() { Name = "抄送", Exact = true }).ClickAsync();
        await Expect(Decide(substitute)).ToContainTextAsync("已抄送");
        await substitute.Page.DecideAsync("同意");
        await Expect(substitute.Page.GetByRole(AriaRole.Heading, new() { Name = "县公司审批：同意" })).ToBeVisibleAsync();
        await substitute.Page.GetByRole(AriaRole.Link, new() { NameString = "查看工单" }).ClickAsync();
        await Expect(substitute.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("（代 ");

        await using var reader = await Sit("county-7");
        await reader.GoAsync("/inbox");
        await reader.Page.GetByRole(AriaRole.Link, new() { NameString = "抄送" }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("请知悉");
        await Accessibility.CheckAsync(reader.Page);
        await Screenshots.TakeAsync(reader.Page, "copies");
        await reader.Page.GetByText("代理批的装备").ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("抄送");
        await reader.GoAsync("/inbox/copies");
        await Expect(reader.Page.GetByText("已阅")).ToBeVisibleAsync();

        await absent.Page.GetByRole(AriaRole.Button, new() { Name = "结束" }).ClickAsync();
        await absent.Page.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = "结束" }).ClickAsync();
        await Expect(absent.Page.GetByRole(AriaRole.Region, new() { Name = "外出与代理" })).Not.ToContainTextAsync("代理（全部流程）");
        NothingFailed(absent, substitute, reader);
    }

    private Task<Seat> Sit(string person, ViewportSize? screen = null) => Seat.SignedInAsync(fixture.Browser, fixture.Host, person, screen);

    private static ILocator Row(Seat seat, string about) => seat.Page.Locator(".inbox-row", new() { HasText = about });

    private static ILocator Decide(Seat seat) => seat.Page.GetByRole(AriaRole.Region, new() { Name = "办理", Exact = true });

    private static async Task VerbAsync(Seat seat, string verb)
    {
        await Decide(seat).Locator(".task-menu summary").ClickAsync();
        await Decide(seat).Locator(".task-verb", new() { HasText = verb }).First.ClickAsync();
    }

    private static async Task FillAsync(IPage page, string item, string quantity, string price)
    {
        await page.WriteAsync("装备名称", item);
        await page.GetByLabel("数量").FillAsync(quantity);
        await page.GetByLabel("单价").FillAsync(price);
        await page.WriteAsync("用途", "现场核查");
    }

    /// <summary>Over HTTP: a request that waits for its county.</summary>
    private async Task<Guid> RequestAsync(string person, string item, int price)
    {
        using var station = await Errand.AsAsync(fixture.Host, person);
        var instance = (await station.AskAsync(HttpMethod.Post, "/api/instances", new { definitionId = "equipment-request" }))["instanceId"]!.GetValue<Guid>();
        var task = (await station.AskAsync(HttpMethod.Get, $"/api/tickets/{instance}"))["tasks"]![0]!["id"]!.GetValue<Guid>();
        await station.AskAsync(HttpMethod.Post, $"/api/tasks/{task}/complete", new { outcome = "Submit", data = new { item, quantity = 1, price, reason = "现场核查" } });
        return instance;
    }

    private static void NothingFailed(params Seat[] seats) => Assert.All(seats, seat => Assert.Empty(seat.Errors));
}
