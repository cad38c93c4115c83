using System.IO.Compression;
using System.Text;
using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A process owner who has never programmed changes a workflow in the browser: new tickets follow, running ones are unharmed.</summary>
[Collection(HostCollection.Name)]
public sealed class LowCodeTrialTests(HostFixture fixture)
{
    private const string Id = "equipment-trial";

    [Fact]
    public async Task A_workflow_is_taken_over_changed_published_and_rolled_back_and_a_running_request_is_unharmed()
    {
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await TakeOverAsync(owner);
        await PublishAsync(page, "与原流程相同");

        await using var station = await Sit("station-3-1");
        await RequestAsync(station, "先前的手套");

        await owner.GoAsync($"/definitions/{Id}/design");
        await Expect(page.Locator(".x6-node").First).ToBeVisibleAsync();
        await ReplaceRoleAsync(page);
        await CopyAfterAsync(page, "fill");
        await DueDependsAsync(page);
        await EscalateAsync(page);
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("没有发现问题");
        await Accessibility.CheckAsync(page);
        await PublishAsync(page, "抄送县公司，大宗限一天，超期改派", async () =>
        {
            await Expect(page.Locator(".cl-wide g.became-added").First).ToBeVisibleAsync();
            await Expect(page.Locator(".cl-wide g.became-changed")).ToHaveCountAsync(2); // the two approvals: other stand-ins; the county's also by another time
            await Screenshots.TakeAsync(page, "difference");
        });

        await RequestAsync(station, "后来的手套");
        await using var county = await Sit("county-3");
        await county.GoAsync("/inbox/copies");
        await Expect(county.Page.Locator("#main")).ToContainTextAsync("后来的手套");
        await Expect(county.Page.Locator("#main")).ToContainTextAsync("请知悉");
        await Expect(county.Page.Locator("#main")).Not.ToContainTextAsync("先前的手套");

        await county.GoAsync("/inbox");
        await county.Page.Locator(".inbox-row", new() { HasText = "先前的手套" }).ClickAsync();
        await county.Page.DecideAsync("同意");
        await Expect(county.Page.GetByRole(AriaRole.Heading, new() { Name = "县公司审批：同意" })).ToBeVisibleAsync();

        await owner.GoAsync($"/definitions/{Id}");
        await page.Locator("#versions").Locator("..").GetByRole(AriaRole.Button, new() { Name = "改用这一版" }).First.ClickAsync();
        await page.Locator(".cl-confirm").GetByRole(AriaRole.Button, new() { Name = "改用这一版" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "与原流程相同" })).ToContainTextAsync("新工单用它");
        await RequestAsync(station, "回退后的手套");
        await county.GoAsync("/inbox/copies");
        await Expect(county.Page.Locator("#main")).ToContainTextAsync("后来的手套");
        await Expect(county.Page.Locator("#main")).Not.ToContainTextAsync("回退后的手套");
        Assert.All(new[] { owner, station, county }, seat => Assert.Empty(seat.Errors));
    }

    [Fact]
    public async Task A_flow_that_cannot_end_is_refused_with_a_way_on_which_it_shows()
    {
        const string stuck = """
            { "definitionId": "stuck-trial", "name": "走不完的流程", "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
              { "id": "s", "type": "Elsa.Start" },
              { "id": "d", "type": "Elsa.FlowDecision", "name": "金额大？", "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "1 > 0" } } },
              { "id": "a", "type": "Elsa.RunTask", "name": "甲" }, { "id": "b", "type": "Elsa.RunTask", "name": "乙" },
              { "id": "j", "type": "Elsa.FlowJoin", "name": "到齐", "mode": { "typeName": "String", "expression": { "type": "Literal", "value": "WaitAll" } } }, { "id": "e", "type": "Elsa.End" } ],
              "connections": [
              { "source": { "activity": "s", "port": "Done" }, "target": { "activity": "d", "port": "In" } }, { "source": { "activity": "d", "port": "True" }, "target": { "activity": "a", "port": "In" } },
              { "source": { "activity": "d", "port": "False" }, "target": { "activity": "b", "port": "In" } }, { "source": { "activity": "a", "port": "Done" }, "target": { "activity": "j", "port": "In" } },
              { "source": { "activity": "b", "port": "Done" }, "target": { "activity": "j", "port": "In" } }, { "source": { "activity": "j", "port": "Done" }, "target": { "activity": "e", "port": "In" } } ] } }
            """;
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await ImportAsync(owner, "stuck.json", Encoding.UTF8.GetBytes(stuck));
        await Accessibility.CheckAsync(page);
        await Expect(page.Locator("#main")).ToContainTextAsync("永远等不齐");
        await Button(page, "导入为设计稿").ClickAsync();

        var problem = page.Locator(".studio-problems li[data-code='soundness.join-waits']");
        await Expect(problem).ToContainTextAsync("金额大？（是） → 甲 → 到齐");
        await Expect(Button(page, "发布…")).ToBeDisabledAsync();
        await problem.GetByRole(AriaRole.Button, new() { Name = "在画布上标出" }).ClickAsync();
        await Expect(page.Locator(".x6-node[data-cell-id=a] .studio-outline.onway").First).ToBeVisibleAsync();
        await Expect(page.Locator(".x6-node[data-cell-id=b] .studio-outline.onway")).ToHaveCountAsync(0);
        await Accessibility.CheckAsync(page);

        // The join is told to wait for the ways that were taken, and all is well.
        await page.GetByLabel("何时继续").SelectOptionAsync("WaitAllActive");
        await Expect(problem).ToHaveCountAsync(0);
        await Expect(Button(page, "发布…")).ToBeEnabledAsync();

        foreach (var (kind, beginning) in new[] { ("SVG", "<svg"), ("PNG", "\u0089PNG") })
        {
            var drawing = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = kind, Exact = true }).ClickAsync());
            var bytes = await File.ReadAllBytesAsync(await drawing.PathAsync());
            Assert.StartsWith(beginning, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            Assert.EndsWith($".{kind.ToLowerInvariant()}", drawing.SuggestedFilename, StringComparison.Ordinal);
        }

        Assert.Empty(owner.Errors);
    }

    /// <summary>Exports the shipped workflow and imports it again under another id.</summary>
    private static async Task TakeOverAsync(Seat owner)
    {
        await owner.GoAsync("/definitions/equipment-request");
        var download = await owner.Page.RunAndWaitForDownloadAsync(() => owner.Page.GetByText("导出文件夹 (zip)").ClickAsync());
        var zip = await File.ReadAllBytesAsync(await download.PathAsync());
        using (var archive = new ZipArchive(new MemoryStream(zip)))
        {
            Assert.NotNull(archive.GetEntry("workflow.json"));
            Assert.NotNull(archive.GetEntry("forms/request.json"));
        }

        await ImportAsync(owner, "equipment.zip", zip);
        await Expect(owner.Page.Locator("#main")).ToContainTextAsync("没有发现问题");
        await Expect(owner.Page.Locator("#main")).ToContainTextAsync("已有流程");
        await owner.Page.GetByLabel("标识").FillAsync(Id);
        await Button(owner.Page, "导入为设计稿").ClickAsync();
        await Expect(owner.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/definitions/{Id}/design"));
    }

    private static async Task ImportAsync(Seat owner, string name, byte[] content)
    {
        await owner.GoAsync("/definitions/import");
        await owner.Page.Locator("[data-ready]").WaitForAsync();
        await owner.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await Expect(Button(owner.Page, "导入为设计稿")).ToBeVisibleAsync();
    }

    /// <summary>One role by another, in both approvals at once.</summary>
    private static async Task ReplaceRoleAsync(IPage page)
    {
        var part = page.GetByRole(AriaRole.Group, new() { Name = "批量替换角色" });
        await part.GetByLabel("原来的角色").SelectOptionAsync("prefecture-officer");
        await Expect(part.GetByLabel("原来的角色").Locator("option:checked")).ToContainTextAsync("2 个步骤");
        await part.GetByLabel("换成").SelectOptionAsync("process-owner");
        await part.GetByRole(AriaRole.Button, new() { Name = "替换", Exact = true }).ClickAsync();
        await Expect(part.GetByLabel("原来的角色").Locator("option[value=prefecture-officer]")).ToHaveCountAsync(0);
    }

    private static async Task CopyAfterAsync(IPage page, string step)
    {
        await page.Locator($"[data-step={step}]").ClickAsync();
        await page.Locator("[data-step-kind=copy]").ClickAsync();
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("没有选择抄送给谁");
        await Button(page, "添加角色").ClickAsync();
        await page.Locator(".studio-item select").First.SelectOptionAsync("county-officer");
        await page.Locator(".studio-item select").Nth(1).SelectOptionAsync("org.county(starter.unit)");
        await page.GetByLabel("附言").FillAsync("请知悉");
        await page.GetByLabel("附言").BlurAsync();
    }

    /// <summary>One working day instead of two when many pieces are wanted.</summary>
    private static async Task DueDependsAsync(IPage page)
    {
        await page.Locator("[data-step=county]").ClickAsync();
        await Button(page, "按情况计算").ClickAsync();
        await Button(page, "添加比较").ClickAsync();
        await page.GetByLabel("哪一项").SelectOptionAsync(new SelectOptionValue { Label = "填写申请 · 数量" });
        await page.GetByLabel("怎样").SelectOptionAsync("Above");
        await page.GetByLabel("值", new() { Exact = true }).FillAsync("10");
        await page.GetByLabel("值", new() { Exact = true }).BlurAsync();
        await page.GetByLabel("条件成立时的办理时限").FillAsync("1");
        await page.GetByLabel("条件成立时的办理时限").BlurAsync();
    }

    /// <summary>A step of escalation that gives the task to those above.</summary>
    private static async Task EscalateAsync(IPage page)
    {
        await Button(page, "添加一级督办").ClickAsync();
        await page.GetByLabel("届时").Last.SelectOptionAsync("reassign");
        await Expect(page.GetByLabel("改派给谁")).ToHaveValueAsync("superior-1");
    }

    private static async Task PublishAsync(IPage page, string note, Func<Task>? before = null)
    {
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        await Button(page, "发布…").ClickAsync();
        await (before?.Invoke() ?? Task.CompletedTask);
        await page.GetByLabel("这一版改了什么").FillAsync(note);
        await Button(page, "确认发布").ClickAsync();
        await Expect(page.Locator("#versions").Locator("..")).ToContainTextAsync(note);
    }

    private static async Task RequestAsync(Seat station, string item)
    {
        await station.GoAsync("/requests");
        await station.Page.Locator($"[data-definition={Id}]").ClickAsync();
        await station.Page.WriteAsync("装备名称", item);
        await station.Page.GetByLabel("数量").FillAsync("2");
        await station.Page.GetByLabel("单价").FillAsync("60");
        await station.Page.WriteAsync("用途", "现场核查");
        await station.Page.DecideAsync("提交");
        await Expect(station.Page.GetByRole(AriaRole.Heading, new() { Name = "填写申请：提交" })).ToBeVisibleAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameString = name }).First;

    private Task<Seat> Sit(string person) => Seat.SignedInAsync(fixture.Browser, fixture.Host, person);
}
