using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>
/// A process owner who has never programmed changes a copy of the inspection ticket in the browser. No file is touched, nothing is restarted: new tickets
/// follow the change, and those that run end as they began, or are moved.
/// </summary>
[Collection(HostCollection.Name)]
public sealed class InspectionTrialTests(HostFixture fixture)
{
    [Fact]
    public async Task Finance_votes_when_much_money_was_recovered()
    {
        const string Id = "trial-finance";
        await using var admin = await Sit("admin");
        await GiveRoleAsync(admin, "fin-1", "财务甲");
        using (var errand = await Errand.AsAsync(fixture.Host, "admin"))
        {
            await errand.AskAsync(HttpMethod.Post, "/api/people/fin-1/password", new { password = fixture.Host.Password });
        }

        await Errand.HireAsync(fixture.Host, "fin-2", "财务乙", "财务专责", "42090");
        await Errand.HireAsync(fixture.Host, "fin-3", "财务丙", "财务专责", "42090");
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.TakeOverAsync("inspection-ticket", Id);
        var running = await InspectionTicket.VerifiedAsync(fixture.Host, Id);

        // The money is a new number on the county's form.
        await owner.DesignAsync(Id);
        await page.ChooseStepAsync("county-review");
        await page.GetByRole(AriaRole.Link, new() { Name = "编辑这张表单" }).ClickAsync();
        await Expect(page.Locator("[data-cell=opinion]")).ToBeVisibleAsync();
        await page.Locator("[data-offer=number]").ClickAsync();
        await Expect(page.Locator("[data-cell=number1]")).ToBeVisibleAsync();
        await page.LabelAsync("追回金额", "Money recovered");
        await page.IsSoundAsync();
        await page.GetByRole(AriaRole.Link, new() { NameString = "到流程图发布" }).ClickAsync();
        await page.CanvasAsync();

        // A decision behind the review changes nothing yet; the vote is put onto its Yes.
        await page.ChooseStepAsync("county-review");
        await page.AddStepAsync("decision", "追回超过一万元？");
        await Expect(page.Locator(".studio-ways").GetByLabel("否 →")).ToHaveValueAsync("prefecture-review");
        await page.Locator(".studio-properties").CompareAsync("县公司审核 · 追回金额", "Above", "10000");
        await page.AddStepAsync("approve-vote", "财务表决");
        await page.AskRoleAsync("财务专责", "“市公司复核”");
        await page.GetByLabel("该角色的每个人都要审批").CheckAsync();
        await page.LeadAsync("不同意", "county-review");
        await page.IsSoundAsync();
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial-finance");
        await page.PublishAsync("追回超过一万元由财务表决");

        await running.DoAsync("county-1", "CountyReview", "Approve");
        Assert.Equal(["市公司复核"], await running.OpenAsync());

        var small = await InspectionTicket.VerifiedAsync(fixture.Host, Id);
        await small.DoAsync("county-1", "CountyReview", "Approve", new { number1 = 10_000 });
        Assert.Equal(["市公司复核"], await small.OpenAsync());

        var large = await InspectionTicket.VerifiedAsync(fixture.Host, Id);
        await large.DoAsync("county-1", "CountyReview", "Approve", new { number1 = 10_001 });
        Assert.Equal(["财务表决", "财务表决", "财务表决"], await large.OpenAsync());
        await large.DoAsync("fin-1", "财务表决", "Approved");
        Assert.Equal(["财务表决", "财务表决"], await large.OpenAsync());
        await large.DoAsync("fin-2", "财务表决", "Approved"); // two of three are 66 % of the 60 % that are needed
        Assert.Equal(["市公司复核"], await large.OpenAsync());

        var refused = await InspectionTicket.VerifiedAsync(fixture.Host, Id);
        await refused.DoAsync("county-1", "CountyReview", "Approve", new { number1 = 20_000 });
        await refused.DoAsync("fin-1", "财务表决", "Rejected", comment: "票据不全");
        await refused.DoAsync("fin-3", "财务表决", "Rejected", comment: "票据不全");
        Assert.Equal(["县公司审核"], await refused.OpenAsync());
        NothingFailed(owner, admin);
    }

    [Fact]
    public async Task The_county_sends_back_to_the_station_or_straight_to_the_prefecture()
    {
        const string Id = "trial-return";
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.TakeOverAsync("inspection-ticket", Id);
        var running = await InspectionTicket.VerifiedAsync(fixture.Host, Id);

        await owner.DesignAsync(Id);
        await page.ChooseStepAsync("county-review");
        var outcomes = page.GetByRole(AriaRole.Group, new() { Name = "出口（办理人看到的按钮）" });
        await Expect(outcomes.GetByLabel("按钮文字")).ToHaveCountAsync(2);
        await outcomes.GetByRole(AriaRole.Button, new() { Name = "添加出口" }).ClickAsync();
        await Expect(outcomes.GetByLabel("按钮文字")).ToHaveCountAsync(3);
        await page.SayAsync(outcomes.GetByLabel("按钮文字").Last, "退回市公司");
        await Expect(page.Locator(".studio-ways")).ToContainTextAsync("退回市公司");
        await outcomes.GetByLabel("点了之后去").Last.SelectOptionAsync("returned");
        await outcomes.GetByLabel("必须写明意见").Last.CheckAsync();
        await outcomes.GetByLabel("表单可以不填完").Last.CheckAsync();
        await page.IsSoundAsync();
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial-return");
        await page.PublishAsync("县公司可以直接退回市公司");

        await using var county = await Sit("county-1");
        await county.GoAsync($"/tickets/{running.Id}");
        var old = (await running.TaskAsync("CountyReview"))["outcomes"]!.AsArray();
        Assert.Equal(2, old.Count);

        var straight = await InspectionTicket.VerifiedAsync(fixture.Host, Id);
        await county.GoAsync($"/inbox?task={(await straight.TaskAsync("CountyReview"))["id"]}");
        await county.Page.DecideAsync("退回市公司");
        await county.Page.GetByRole(AriaRole.Region, new() { Name = "办理" }).GetByRole(AriaRole.Textbox).FillAsync("户号与台区不符，请重新签发");
        await county.Page.DecideAsync("退回市公司");
        await Expect(county.Page.GetByRole(AriaRole.Heading, new() { Name = "县公司审核：退回市公司" })).ToBeVisibleAsync();
        Assert.Equal(["签发工单"], await straight.OpenAsync());

        var rework = await InspectionTicket.VerifiedAsync(fixture.Host, Id);
        await rework.DoAsync("county-1", "CountyReview", "Reject", comment: "照片看不清");
        Assert.Equal(["现场核查"], await rework.OpenAsync());

        await running.DoAsync("county-1", "CountyReview", "Approve");
        await running.DoAsync("prefecture", "PrefectureReview", "Approve");
        Assert.Empty(await running.OpenAsync());
        NothingFailed(owner, county);
    }

    [Fact]
    public async Task A_theft_case_is_split_into_a_sub_process_and_joined()
    {
        const string Id = "trial-theft";
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.TakeOverAsync("inspection-ticket", Id);
        var running = await InspectionTicket.DispatchedAsync(fixture.Host, Id);

        await owner.DesignAsync(Id);
        await page.ChooseStepAsync("onsite");
        var theft = await page.AddStepAsync("decision", "是窃电？");
        await page.Locator(".studio-properties").CompareAsync("现场核查 · 根本原因", "Is", "theft");
        var split = await page.AddStepAsync("split", "分头办理");
        await page.SayAsync(page.GetByLabel("第 1 个分支"), "窃电查处");
        await page.SayAsync(page.GetByLabel("第 2 个分支"), "追补电费");
        var inner = await page.AddStepAsync("sub-process", "窃电查处");
        var join = await page.AddStepAsync("join", "都办完");
        await page.ChooseStepAsync(split);
        await page.GetByLabel("在“追补电费”的连线上添加步骤").ClickAsync();
        await Expect(page.Locator(".studio-palette")).ToContainTextAsync("之间");
        await page.AddStepAsync("form-task", "追补电费");
        await page.AskRoleAsync("county-officer", "“县公司分析分类”");
        await page.LeadAsync("提交", join);

        // The sub-process has a canvas of its own.
        await page.ChooseStepAsync(inner);
        await page.Locator(".studio-ways").GetByRole(AriaRole.Button, new() { Name = "打开" }).ClickAsync();
        await Expect(page.Locator("[data-step]")).ToHaveCountAsync(2);
        await page.ChooseStepAsync($"{inner}-start");
        await page.AddStepAsync("form-task", "取证立案");
        await page.AskRoleAsync("county-officer", "“县公司分析分类”");
        await page.AddStepAsync("form-task", "移送公安");
        await page.AskRoleAsync("prefecture-officer", "“市公司复核”");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial-theft-inside");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "打开的层次" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator($"[data-step={theft}]")).ToBeVisibleAsync();
        await page.IsSoundAsync();
        await Screenshots.TakeAsync(page, "trial-theft");
        await page.PublishAsync("窃电分头查处和追补");

        await running.DoAsync("station-1-1", "OnSite", "Submit", InspectionTicket.Theft);
        Assert.Equal(["县公司审核"], await running.OpenAsync());

        var other = await InspectionTicket.VerifiedAsync(fixture.Host, Id);
        Assert.Equal(["县公司审核"], await other.OpenAsync());

        var stolen = await InspectionTicket.VerifiedAsync(fixture.Host, Id, findings: InspectionTicket.Theft);
        Assert.Equal(["取证立案", "追补电费"], await stolen.OpenAsync());
        await stolen.DoAsync("county-1", "追补电费", "Submit");
        Assert.Equal(["取证立案"], await stolen.OpenAsync());
        await stolen.DoAsync("county-1", "取证立案", "Submit");
        Assert.Equal(["移送公安"], await stolen.OpenAsync());
        await stolen.DoAsync("prefecture", "移送公安", "Submit");
        Assert.Equal(["县公司审核"], await stolen.OpenAsync());
        await stolen.DoAsync("county-1", "CountyReview", "Approve");
        await stolen.DoAsync("prefecture", "PrefectureReview", "Approve");
        Assert.Empty(await stolen.OpenAsync());
        NothingFailed(owner);
    }

    [Fact]
    public async Task Last_weeks_version_is_used_again_and_running_tickets_are_moved_to_it()
    {
        const string Id = "trial-rollback";
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.TakeOverAsync("inspection-ticket", Id);

        await owner.DesignAsync(Id);
        await page.ChooseStepAsync("analysis");
        await page.NameAsync("县公司研判");
        await page.AddStepAsync("form-task", "派单复核");
        await page.AskRoleAsync("county-officer", "“县公司研判”");
        await page.IsSoundAsync();
        await page.PublishAsync("研判之后由县公司复核");
        var atReview = await InspectionTicket.DispatchedAsync(fixture.Host, Id); // waits in the step that last week's version has not
        var atAnalysis = await InspectionTicket.IssuedAsync(fixture.Host, Id);
        Assert.Equal(["派单复核"], await atReview.OpenAsync());
        Assert.Equal(["县公司研判"], await atAnalysis.OpenAsync());

        await owner.GoAsync($"/definitions/{Id}");
        await page.Button("改用这一版").ClickAsync();
        await page.Locator(".cl-confirm").GetByRole(AriaRole.Button, new() { Name = "改用这一版" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "与原流程相同" })).ToContainTextAsync("新工单用它");
        var later = await InspectionTicket.DispatchedAsync(fixture.Host, Id);
        Assert.Equal(["现场核查"], await later.OpenAsync());

        var panel = page.Locator("details.migration");
        await panel.Locator("summary").ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Row)).ToHaveCountAsync(3); // the head, and two tickets
        await Expect(panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "派单复核" })).ToContainTextAsync("不能");
        await Expect(panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "县公司研判" })).ToContainTextAsync("可以");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "trial-migration");
        await Expect(panel).ToContainTextAsync("没有可以对应的新步骤");

        // As the page says: the ticket is taken out of the step that is no more, and then it follows.
        await owner.GoAsync($"/tickets/{atReview.Id}");
        var operate = page.Locator("details.ticket-operate");
        await operate.Locator("summary").ClickAsync();
        await operate.Locator("select").First.SelectOptionAsync(new SelectOptionValue { Label = "移到另一步" });
        await operate.Locator("select").Nth(2).SelectOptionAsync("analysis");
        await operate.GetByLabel(new Regex("^原因")).FillAsync("复核环节取消");
        await operate.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator(".cl-confirm").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator("#main")).ToContainTextAsync("县公司研判");
        Assert.Equal(["县公司研判"], await atReview.OpenAsync());

        await owner.GoAsync($"/definitions/{Id}");
        await panel.Locator("summary").ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await panel.GetByLabel(new Regex("^原因")).FillAsync("复核环节取消");
        await panel.GetByRole(AriaRole.Button, new() { Name = "迁移 2 件" }).ClickAsync();
        await page.Locator(".cl-confirm").GetByRole(AriaRole.Button, new() { Name = "迁移 2 件" }).ClickAsync();
        await Expect(page.GetByText("已迁移 2 件")).ToBeVisibleAsync();

        foreach (var moved in new[] { atReview, atAnalysis })
        {
            Assert.Equal(await later.VersionAsync(), await moved.VersionAsync());
            Assert.Equal(["县公司分析分类"], await moved.OpenAsync());
            await moved.DoAsync("county-1", "CountyAnalysis", "Dispatch");
            await moved.DoAsync("station-1-1", "OnSite", "Submit");
            await moved.DoAsync("county-1", "CountyReview", "Approve");
            await moved.DoAsync("prefecture", "PrefectureReview", "Approve");
            Assert.Empty(await moved.OpenAsync());
        }

        NothingFailed(owner);
    }

    /// <summary>The administrator makes a person who holds a role that the organisation adds.</summary>
    private static async Task GiveRoleAsync(Seat admin, string person, string name)
    {
        var page = admin.Page;
        await admin.GoAsync("/people");
        await page.Button("新增人员").ClickAsync();
        await page.GetByLabel("用户名", new() { Exact = true }).FillAsync(person);
        await page.GetByLabel("姓名", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("单位", new() { Exact = true }).SelectOptionAsync("42090");
        var roles = page.GetByRole(AriaRole.Group, new() { Name = "角色" });
        await roles.GetByLabel("角色", new() { Exact = true }).SelectOptionAsync("");
        await roles.GetByLabel("新角色的名称").FillAsync("财务专责");
        await roles.GetByLabel("在哪个单位").SelectOptionAsync("42090");
        await roles.GetByRole(AriaRole.Button, new() { Name = "添加角色" }).ClickAsync();
        await Expect(roles).ToContainTextAsync("财务专责 · ");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "people-role");
        await page.Button("保存").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = person })).ToContainTextAsync("财务专责");
    }

    private static void NothingFailed(params Seat[] seats) => Assert.All(seats, seat => Assert.Empty(seat.Errors));

    private Task<Seat> Sit(string person) => Seat.SignedInAsync(fixture.Browser, fixture.Host, person);
}
