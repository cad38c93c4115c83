using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A process owner builds a wholly different workflow from an empty canvas, and translates its form.</summary>
[Collection(HostCollection.Name)]
public sealed class EmptyCanvasTrialTests(HostFixture fixture)
{
    [Fact]
    public async Task Leave_is_asked_for_and_approved_twice_and_the_form_speaks_both_languages()
    {
        const string Id = "leave-request";
        await using var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
        var page = owner.Page;
        await owner.GoAsync("/definitions/new");
        await page.GetByLabel("名称").FillAsync("请假申请");
        await page.GetByLabel("标识").FillAsync(Id);
        await page.Button("开始设计").ClickAsync();
        await page.CanvasAsync();
        await page.GetByLabel("营业所检查员").CheckAsync();

        await page.ChooseStepAsync("start");
        var fill = await page.AddStepAsync("form-task", "填写请假单");
        await page.Button("由发起人办").ClickAsync();
        await page.AddStepAsync("approve-any", "县公司批准");
        await page.AskRoleAsync("county-officer", "发起人的县公司");
        await page.LeadAsync("不同意", fill);
        await page.AddStepAsync("approve-all", "市公司批准");
        await page.AskRoleAsync("prefecture-officer", "发起人的市公司");
        await page.LeadAsync("不同意", fill);
        await page.ChooseStepAsync(fill);
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "新建表单" }).ClickAsync();
        await page.GetByLabel("中文名称").FillAsync("请假单");
        await page.GetByLabel("英文名称").FillAsync("Leave");
        await page.GetByLabel("标识").FillAsync("leave");
        await page.Button("新建并设计").ClickAsync();
        await AddFieldAsync(page, "number", "number1", "请假天数");
        await AddFieldAsync(page, "multiline", "multiline1", "请假事由");
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("“请假天数”：缺少英文文字");

        // All words of the form side by side: those without English say so, and are translated in one go.
        await page.Button("翻译").ClickAsync();
        var words = page.Locator(".form-translation");
        await Expect(words.Locator("h2")).ToContainTextAsync("2 条没有英文");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "form-translation");
        await page.SayAsync(words.GetByLabel("“请假天数”的英文"), "Days of leave");
        await Expect(words.Locator("h2")).ToContainTextAsync("1 条没有英文");
        await page.SayAsync(words.GetByLabel("“请假事由”的英文"), "Reason for leave");
        await Expect(words.Locator("h2")).ToContainTextAsync("全部已译");
        await page.Button("撤销").ClickAsync();
        await Expect(words.Locator("h2")).ToContainTextAsync("1 条没有英文");
        await page.Button("重做").ClickAsync();
        await Expect(words.Locator("h2")).ToContainTextAsync("全部已译");
        await page.IsSoundAsync();
        await page.GetByRole(AriaRole.Link, new() { NameString = "到流程图发布" }).ClickAsync();
        await page.CanvasAsync();
        await page.IsSoundAsync();
        await page.PublishAsync("第一版");

        await using var station = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "station-4-1", language: "en");
        await station.GoAsync("/requests");
        await station.Page.Locator($"[data-definition={Id}]").ClickAsync();
        await station.Page.SayAsync(station.Page.GetByLabel("Days of leave"), "3");
        await station.Page.SayAsync(station.Page.GetByLabel("Reason for leave"), "Family");
        await station.Page.GetByRole(AriaRole.Button, new() { Name = "Submit", Exact = true }).ClickAsync();
        await Expect(station.Page.GetByLabel("Days of leave")).ToHaveCountAsync(0);

        await ApproveAsync("county-4", "县公司批准");
        await ApproveAsync("prefecture", "市公司批准");
        Assert.All(new[] { owner, station }, seat => Assert.Empty(seat.Errors));
    }

    private async Task ApproveAsync(string person, string step)
    {
        using var errand = await Errand.AsAsync(fixture.Host, person);
        var inbox = (await errand.AskAsync(HttpMethod.Get, "/api/inbox?take=200"))["items"]!.AsArray();
        var asked = Assert.Single(inbox, i => i!["title"]!["zh"]!.GetValue<string>() == step)!;
        await errand.AskAsync(HttpMethod.Post, $"/api/tasks/{asked["taskId"]}/complete", new { outcome = "Approved" });
        var ticket = await errand.AskAsync(HttpMethod.Get, $"/api/tickets/{asked["instanceId"]}");
        Assert.Contains(ticket["tasks"]!.AsArray(), t => t!["title"]!["zh"]!.GetValue<string>() == step && t["outcome"]?.GetValue<string>() == "Approved");
    }

    private static async Task AddFieldAsync(IPage page, string kind, string key, string label)
    {
        await page.Locator($"[data-offer={kind}]").ClickAsync();
        await Expect(page.Locator($"[data-field={key}]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.SayAsync(page.Locator(".studio-properties .studio-both").First.Locator("input").First, label);
        await Expect(page.Locator(".studio-properties h2")).ToContainTextAsync(label);
    }
}
