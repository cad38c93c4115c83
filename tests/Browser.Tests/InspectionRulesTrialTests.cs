using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A process owner changes what a copy of the inspection ticket demands, until when, of whom, and who is told; running tickets keep what they began with.</summary>
[Collection(HostCollection.Name)]
public sealed class InspectionRulesTrialTests(HostFixture fixture)
{
    [Fact]
    public async Task A_field_is_added_to_the_on_site_form_that_only_theft_requires()
    {
        const string Id = "trial-field";
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.TakeOverAsync("inspection-ticket", Id);
        var running = await InspectionTicket.DispatchedAsync(fixture.Host, Id);

        await owner.GoAsync($"/definitions/{Id}/design/forms/on-site");
        await page.Locator("[data-field=cause]").ClickAsync();
        await Expect(page.Locator("[data-field=cause]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("[data-offer=multiline]").ClickAsync();
        await Expect(page.Locator("[data-field=multiline1]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.LabelAsync("窃电手法", "How it was stolen");
        var required = page.Locator(".form-rule").Filter(new() { HasText = "必填" });
        await required.Locator("select").First.SelectOptionAsync("when");
        await required.CompareAsync("根本原因", "Is", "theft");
        await page.IsSoundAsync();
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial-field");
        await page.GetByRole(AriaRole.Link, new() { NameString = "到流程图发布" }).ClickAsync();
        await page.CanvasAsync();
        await page.PublishAsync("窃电须写明手法");

        await running.DoAsync("station-1-1", "OnSite", "Submit", InspectionTicket.Theft);
        Assert.Equal(["县公司审核"], await running.OpenAsync());

        var honest = await InspectionTicket.VerifiedAsync(fixture.Host, Id);
        Assert.Equal(["县公司审核"], await honest.OpenAsync());

        var stolen = await InspectionTicket.DispatchedAsync(fixture.Host, Id);
        Assert.Contains("multiline1", await stolen.RefusedAsync("station-1-1", "OnSite", "Submit", InspectionTicket.Theft), StringComparison.Ordinal);
        var described = System.Text.Json.JsonSerializer.SerializeToNode(InspectionTicket.Theft)!.AsObject();
        described["multiline1"] = "表前绕越接线";
        await stolen.DoAsync("station-1-1", "OnSite", "Submit", described);
        Assert.Equal(["县公司审核"], await stolen.OpenAsync());
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Metering_faults_are_verified_sooner_and_the_countys_manager_is_told_when_it_is_late()
    {
        const string Id = "trial-time";
        await Errand.HireAsync(fixture.Host, "manager-1", "县经理甲", "县公司经理", "4209001");
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.TakeOverAsync("inspection-ticket", Id);
        var running = await InspectionTicket.DispatchedAsync(fixture.Host, Id, new { problemType = "metering-fault" });

        // What the file says in an expression stands there as cases: 2 working days when it is urgent, else 5.
        await owner.DesignAsync(Id);
        await page.ChooseStepAsync("onsite");
        var urgent = page.GetByRole(AriaRole.Group, new() { Name = "情况 1" });
        await Expect(urgent.GetByLabel("值", new() { Exact = true })).ToHaveValueAsync("urgent");
        await Expect(urgent.GetByLabel("条件成立时的办理时限")).ToHaveValueAsync("2");
        await page.Button("再添一种情况").ClickAsync();
        var metering = page.GetByRole(AriaRole.Group, new() { Name = "情况 2" });
        await metering.CompareAsync("县公司分析分类 · 问题类型", "Is", "metering-fault");
        await page.SayAsync(metering.GetByLabel("条件成立时的办理时限"), "3");
        await Expect(page.GetByLabel("其他情况的办理时限")).ToHaveValueAsync("5");

        await page.Button("添加一级督办").ClickAsync();
        var rung = page.Locator(".studio-item").Filter(new() { HasText = "届时" }).Last;
        await page.SayAsync(rung.GetByLabel("提前或超期多久"), "2");
        await rung.GetByLabel("通知谁").SelectOptionAsync("role-县公司经理");
        var unit = rung.GetByLabel("在哪个单位");
        await unit.SelectOptionAsync(new SelectOptionValue { Value = await unit.Locator("option").Filter(new() { HasText = "“县公司分析分类”" }).GetAttributeAsync("value") });
        await page.IsSoundAsync();
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial-time");

        await PlaysUntilTheManagerIsToldAsync(owner, Id);
        await owner.DesignAsync(Id);
        await page.PublishAsync("计量故障三天，超期两天报县公司经理");

        var soon = await DueAsync(await InspectionTicket.DispatchedAsync(fixture.Host, Id, new { problemType = "metering-fault" }));
        var usual = await DueAsync(await InspectionTicket.DispatchedAsync(fixture.Host, Id, new { problemType = "theft" }));
        var hurried = await DueAsync(await InspectionTicket.DispatchedAsync(fixture.Host, Id, new { problemType = "metering-fault", urgency = "urgent" }));
        var before = await DueAsync(running);
        Assert.True(hurried < soon && soon < usual, $"{hurried} < {soon} < {usual}");
        Assert.InRange((usual - before).TotalMinutes, 0, 24 * 60); // both have five working days; the running one began a moment earlier
        Assert.InRange((usual - soon).TotalDays, 2, 5); // two working days, and a weekend at most
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Complaints_are_copied_to_the_service_department_and_a_role_is_replaced_in_three_steps_at_once()
    {
        const string Id = "trial-people";
        await Errand.HireAsync(fixture.Host, "service-1", "客服甲", "客户服务部", "42090");
        await Errand.HireAsync(fixture.Host, "lead-1", "班长甲", "稽查班长", "4209001");
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.TakeOverAsync("inspection-ticket", Id);
        var running = await InspectionTicket.IssuedAsync(fixture.Host, Id, new { channels = new[] { "complaints" } });

        await owner.DesignAsync(Id);
        await page.ChooseStepAsync("issued");
        await page.AddStepAsync("decision", "是投诉？");
        await page.Locator(".studio-properties").CompareAsync("疑似问题 · 渠道", "Contains", "complaints");
        await page.AddStepAsync("copy", "抄送客服");
        await page.AskRoleAsync("客户服务部", "任何单位");
        await page.SayAsync(page.GetByLabel("附言"), "投诉工单，请知悉");
        await page.ChooseStepAsync("analysis");
        await page.AddStepAsync("form-task", "派单复核");
        await page.AskRoleAsync("county-officer", "“县公司分析分类”");

        await page.Locator("[data-flow-canvas]").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        var part = page.GetByRole(AriaRole.Group, new() { Name = "批量替换角色" });
        if (await part.GetByLabel("原来的角色").CountAsync() == 0)
        {
            await owner.DesignAsync(Id);
        }

        await part.GetByLabel("原来的角色").SelectOptionAsync("county-officer");
        await Expect(part.GetByLabel("原来的角色").Locator("option:checked")).ToContainTextAsync("3 个步骤");
        await part.GetByLabel("换成").SelectOptionAsync("稽查班长");
        await part.GetByRole(AriaRole.Button, new() { Name = "替换", Exact = true }).ClickAsync();
        await Expect(part.GetByLabel("原来的角色").Locator("option[value=county-officer]")).ToHaveCountAsync(0);
        await page.IsSoundAsync();
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial-people");
        await page.PublishAsync("投诉抄送客服，县里由班长办");

        await running.DoAsync("county-1", "CountyAnalysis", "Dispatch");
        Assert.Equal(["现场核查"], await running.OpenAsync());

        var complaint = await InspectionTicket.IssuedAsync(fixture.Host, Id, new { channels = new[] { "complaints" } });
        var plain = await InspectionTicket.IssuedAsync(fixture.Host, Id);
        using (var service = await Errand.AsAsync(fixture.Host, "service-1"))
        {
            var copies = (await service.AskAsync(HttpMethod.Get, "/api/inbox/copies"))["items"]!.AsArray().Select(c => c!["instanceId"]!.GetValue<Guid>()).ToList();
            Assert.Equal([complaint.Id], copies);
        }

        foreach (var ticket in new[] { complaint, plain })
        {
            Assert.Equal("稽查班长", (await ticket.TaskAsync("CountyAnalysis"))["candidates"]![0]!["role"]!.GetValue<string>());
        }

        await plain.DoAsync("lead-1", "CountyAnalysis", "Dispatch");
        await plain.DoAsync("lead-1", "派单复核", "Submit");
        await plain.DoAsync("station-1-1", "OnSite", "Submit");
        await plain.DoAsync("lead-1", "CountyReview", "Approve");
        Assert.Equal(["市公司复核"], await plain.OpenAsync());
        Assert.Empty(owner.Errors);
    }

    private static async Task<DateTimeOffset> DueAsync(InspectionTicket ticket) => DateTimeOffset.Parse((await ticket.TaskAsync("OnSite"))["dueAt"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Before it is published: the draft is played until the task on site is two working days late.</summary>
    private static async Task PlaysUntilTheManagerIsToldAsync(Seat owner, string id)
    {
        var page = owner.Page;
        await owner.GoAsync($"/definitions/{id}/design/try");
        await page.Button("开始试运行").ClickAsync();
        var tasks = page.Locator(".trial-task");
        foreach (var (outcome, next) in new[] { ("Issue", "县公司分析分类"), ("Dispatch", "现场核查") })
        {
            await page.Button("用示例值填好必填项").ClickAsync();
            await page.Locator($"[data-outcome={outcome}]").ClickAsync();
            await Expect(tasks).ToContainTextAsync(next);
        }

        var mails = page.Locator("section[aria-labelledby=trial-mails]");
        for (var rung = 0; rung < 4; rung++) // a day before, when due, one day late, two days late
        {
            await Expect(mails).Not.ToContainTextAsync("县经理甲");
            var before = await mails.Locator("details").CountAsync();
            await page.Button("前进到下一时限").ClickAsync();
            await Expect(mails.Locator("details")).Not.ToHaveCountAsync(before);
        }

        await Expect(mails).ToContainTextAsync("县经理甲");
        await Screenshots.TakeAsync(page, "trial-time-tried");
    }

    private Task<Seat> Sit(string person) => Seat.SignedInAsync(fixture.Browser, fixture.Host, person);
}
