using Browser.Tests.Support;
using Microsoft.Playwright;
using TestSupport.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>What the machine does to people: a step that fails and is run again, a server that dies while somebody types.</summary>
[Collection(HostCollection.Name)]
public sealed class TroubleTests(HostFixture fixture)
{
    [Fact]
    public async Task A_step_that_failed_is_run_again_when_its_cause_is_dealt_with()
    {
        const string Rules = "screening/screening.json";
        var rules = Path.Combine(fixture.Workflows.Folder, Rules);
        var sound = await File.ReadAllTextAsync(rules);
        await using var admin = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "admin");
        try
        {
            fixture.Workflows.Change(Rules, "\"ranking\"", "\"rankign\"");
            await admin.GoAsync("/definitions/daily-screening");
            await admin.Page.GetByRole(AriaRole.Button, new() { Name = "手工启动" }).ClickAsync();
            await admin.Page.GetByRole(AriaRole.Group, new() { Name = "现在启动一个流程实例？" }).GetByRole(AriaRole.Button, new() { Name = "手工启动" }).ClickAsync();
            await Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("screening.json", new() { Timeout = 60_000 });

            await admin.GoAsync("/operations");
            var row = admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "screening.json" });
            await Expect(row).ToContainTextAsync("筛查疑似问题");
            await Screenshots.TakeAsync(admin.Page, "incident");
            await Accessibility.CheckAsync(admin.Page);
        }
        finally
        {
            await File.WriteAllTextAsync(rules, sound);
        }

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "重试这一步" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Group, new() { Name = "原因已排除，重新执行这一步？" }).GetByRole(AriaRole.Button, new() { Name = "重试这一步" }).ClickAsync();
        await Expect(admin.Page.GetByText("没有流程异常。")).ToBeVisibleAsync();
        await admin.GoAsync("/tickets?state=all");
        await Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "每日筛查" })).ToContainTextAsync("已归档", new() { Timeout = 60_000 });
        Assert.Empty(admin.Errors);
    }

    [Fact]
    public async Task When_the_server_dies_the_page_says_so_and_what_was_typed_is_there_when_it_is_back()
    {
        await using var host = await HostProcess.StartAsync(new HostSettings
        {
            Workflows = fixture.Workflows.Folder,
            Environment = new Dictionary<string, string> { ["Demo__Areas"] = "2", ["Demo__CustomersPerArea"] = "20", ["Demo__Days"] = "20" },
        });
        await host.LineAsync("The demonstration is ready");
        var (_, task) = await Errand.StartJointCheckAsync(host, "断线时的检查");
        await using var officer = await Seat.SignedInAsync(fixture.Browser, host, "county-1");
        var page = officer.Page;
        await officer.GoAsync($"/tasks/{task}");
        var finding = page.GetByRole(AriaRole.Textbox, new() { Name = "检查情况" });
        await finding.PressSequentiallyAsync("现场三只表计封印完好");
        await Expect(page.GetByText("已保存")).ToBeVisibleAsync();

        host.Kill();
        await Expect(page.GetByText("与服务器的连接断开，正在重新连接…")).ToBeVisibleAsync();
        await Expect(finding).ToHaveValueAsync("现场三只表计封印完好");
        await Screenshots.TakeAsync(page, "connection-lost");

        await host.StartAgainAsync();
        await Expect(page.GetByText("服务器已重新启动，这一页需要重新载入。")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "重新载入" }).ClickAsync();
        await Expect(page.GetByText("已恢复您")).ToBeVisibleAsync();
        await Expect(finding).ToHaveValueAsync("现场三只表计封印完好");
        await page.DecideAsync("提交");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "现场检查：提交" })).ToBeVisibleAsync();
    }
}
