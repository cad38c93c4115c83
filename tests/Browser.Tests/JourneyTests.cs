using System.Globalization;
using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;
using TestSupport.Hosting;
using TestSupport.Mail;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The main job, done by the people who do it: one ticket goes from real data to the archive, an overdue one is escalated by mail.</summary>
public sealed class JourneyTests : IAsyncLifetime
{
    private const string SecondApproval = "县公司分管领导审批";
    private const string SafetyMeasures = "安全措施";
    private const string Witness = "见证人";

    private readonly BrowserFixture _browser = new();
    private readonly WorkflowsCopy _workflows = new();
    private MailServer _mail = null!;
    private HostProcess _host = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _mail = await MailServer.StartAsync();
        _host = await HostProcess.StartAsync(new HostSettings { Mail = _mail, Workflows = _workflows.Folder });
        await _browser.InitializeAsync();
        await _host.LineAsync("The demonstration is ready");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
        await _mail.DisposeAsync();
        _workflows.Delete();
    }

    [Fact]
    public async Task A_ticket_goes_from_data_to_the_archive_and_the_next_one_follows_the_changed_workflow()
    {
        await using var prefecture = await Sit("prefecture");
        await ImportsTheDropAndScreens(prefecture);
        var (county, customer) = await PutsTheFirstIntoATicketAndIssuesIt(prefecture);

        await using var officer = await Sit(county);
        var inspector = await AnalysesAndDispatches(officer);

        await using var onSite = await Sit(inspector, Screens.Phone);
        await VerifiesOnSite(onSite);

        await Reviews(officer, "县公司审核", "退回整改", "照片看不清表计，请补充说明");
        await HandsInAgain(onSite);

        // In the middle of it the rules change; what runs goes on by the rules it began with.
        await TheOwnerChangesTheWorkflow();
        await Reviews(officer, "县公司审核", "审核通过", "情况属实，整改到位");
        await Reviews(prefecture, "市公司复核", "复核通过并归档", "同意归档");
        await ReadsTheTrail(prefecture, customer);

        await TheNextTicketFollowsTheChangedWorkflow(prefecture);
        Assert.Empty(prefecture.Errors);
        Assert.Empty(officer.Errors);
        Assert.Empty(onSite.Errors);
    }

    private Task<Seat> Sit(string person, ViewportSize? screen = null) => Seat.SignedInAsync(_browser.Browser, _host, person, screen);

    private static async Task ImportsTheDropAndScreens(Seat seat)
    {
        await seat.GoAsync("/imports");
        await seat.Page.GetByRole(AriaRole.Button, new() { Name = "导入 demo-last-week.zip" }).ClickAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "导入完成" })).ToContainTextAsync("demo-last-week");
        await Look(seat, "imports");

        await seat.GoAsync("/suspicions");
        await seat.Page.GetByRole(AriaRole.Button, new() { Name = "运行筛查" }).ClickAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "筛查完成" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(seat.Page.GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
        await Look(seat, "suspicions");
    }

    private static async Task<(string County, string Customer)> PutsTheFirstIntoATicketAndIssuesIt(Seat seat)
    {
        await PutIntoTicket(seat);
        await seat.GoAsync("/inbox");
        await Expect(seat.Page.GetByRole(AriaRole.Article, new() { Name = "签发工单" })).ToBeVisibleAsync();
        await Look(seat, "inbox");
        var name = seat.Page.GetByRole(AriaRole.Textbox, new() { Name = "客户名称" });
        var customer = await name.InputValueAsync();

        await seat.Page.WriteAsync("客户名称", string.Empty);
        await seat.Page.WriteAsync("详细内容", string.Empty);
        await seat.Page.DecideAsync("发出");
        await Expect(seat.Page.GetByText("客户名称：请填写").First).ToBeVisibleAsync();
        await Expect(seat.Page.GetByText("详细内容：请填写").First).ToBeVisibleAsync();

        await seat.Page.WriteAsync("客户名称", customer);
        await seat.Page.WriteAsync("详细内容", "该户用电量突降，同期所在台区损耗上升，请到现场核查计量装置与接线。");
        var county = await seat.Page.GetByRole(AriaRole.Combobox, new() { Name = "派发单位" }).TextContentAsync();
        await seat.Page.DecideAsync("发出");
        await Expect(seat.Page.GetByText("签发工单", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Textbox, new() { Name = "客户名称" })).ToHaveCountAsync(0);
        return (await PersonOf(seat, county!), customer);
    }

    private static async Task PutIntoTicket(Seat seat)
    {
        await seat.GoAsync("/suspicions?theme=LL-05");
        await seat.Page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Checkbox).CheckAsync();
        await seat.Page.GetByRole(AriaRole.Button, new() { Name = "生成工单", Exact = true }).ClickAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Status, new() { Name = "生成工单的结果" })).ToContainTextAsync("1");
    }

    /// <summary>The county officer's sign-in, found by the unit's name in the organisation.</summary>
    private static async Task<string> PersonOf(Seat seat, string unitName)
    {
        var units = await seat.Page.EvaluateAsync<string>("async () => JSON.stringify(await (await fetch('/api/organisation')).json())");
        var match = Regex.Match(units, "\"code\":\"\\d+(\\d)\",\"name\":\"" + Regex.Escape(unitName.Trim().Split('\n')[0].Trim()) + "\"");
        Assert.True(match.Success, $"“{unitName}” is no unit.");
        return "county-" + match.Groups[1].Value;
    }

    private static async Task<string> AnalysesAndDispatches(Seat seat)
    {
        var page = seat.Page;
        await seat.GoAsync("/inbox");
        await FillsTheAnalysisIn(page);
        await Look(seat, "county-analysis");
        await page.DecideAsync("派发");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "问题类型" })).ToHaveCountAsync(0);
        return await page.EvaluateAsync<string>(
            """
            async () => {
              const tickets = await (await fetch('/api/tickets')).json();
              const ticket = await (await fetch('/api/tickets/' + tickets.items[0].instanceId)).json();
              return ticket.tasks.find(t => t.name === 'OnSite').assignee;
            }
            """);
    }

    private static async Task FillsTheAnalysisIn(IPage page)
    {
        await page.ChooseAsync("问题类型", "疑似窃电");
        await page.ChooseAsync("责任专业", "用检");
        await page.AnswerAsync("治理难度", "中");
        await page.AnswerAsync("紧急程度", "紧急（2 个工作日）");
        await page.WriteAsync("数据分析结论", "电量突降与台区损耗上升同日发生，怀疑绕越计量。");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "检查员" }).ClickAsync();
        await page.GetByRole(AriaRole.Option).Locator("visible=true").First.ClickAsync();
    }

    private static async Task VerifiesOnSite(Seat seat)
    {
        var page = seat.Page;
        await seat.GoAsync("/inbox");
        await Look(seat, "phone-inbox");
        await page.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "二、现场佐证" })).ToBeVisibleAsync();
        await Look(seat, "phone-on-site");

        var now = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
        await page.WriteAsync("到达现场时间", Minute(now.AddHours(-1)));
        await page.AnswerAllAsync("三、基础信息", "一致 / 正常");
        await page.AnswerAllAsync("四、计量装置", "一致 / 正常");
        await page.AnswerAllAsync("五、电量电费", "一致 / 正常");
        await page.AnswerAllAsync("六、电价执行", "一致 / 正常");
        await page.AnswerAsync("疑似问题是否属实", "属实");
        await page.WriteAsync("现场核查情况", "表前绕越接线，部分负荷未经计量。");
        await page.DecideAsync("提交回报");
        foreach (var missing in new[] { "移动轨迹", "用电现场照片", "计量装置运行状态照片", "是否发现疑似问题以外的情况", "整改流程发起时间", "整改结果", "营销系统整改工单编号", "现场核查人" })
        {
            await Expect(page.GetByText($"{missing}：请").First).ToBeVisibleAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "添加当前位置" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "添加当前位置" }).ClickAsync();
        var picture = await page.ScreenshotAsync();
        await page.AddPhotoAsync("用电现场照片", "现场.png", picture);
        await page.AddPhotoAsync("计量装置运行状态照片", "表计.png", picture);
        await page.ChooseAsync("根本原因", "窃电");
        await page.WriteAsync("整改流程发起时间", Minute(now.AddMinutes(-30)));
        await page.WriteAsync("整改结果", "已恢复计量，追补电费流程已发起。");
        await page.WriteAsync("营销系统整改工单编号", "ZG-0001");
        await page.WriteAsync("现场核查人", "李检查");
        await page.AnswerAsync("是否发现疑似问题以外的情况", "没有");
        await Expect(page.GetByText("已保存").First).ToBeVisibleAsync();

        // What was typed outlives the page.
        await seat.GoAsync(new Uri(page.Url).PathAndQuery);
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "营销系统整改工单编号" })).ToHaveValueAsync("ZG-0001");
        await page.DecideAsync("提交回报");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "营销系统整改工单编号" })).ToHaveCountAsync(0);
        await Screenshots.TakeAsync(page, "phone-handed-in");
    }

    private static async Task HandsInAgain(Seat seat)
    {
        await seat.GoAsync("/inbox");
        await seat.Page.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Region, new() { Name = "一、核查任务" })).ToContainTextAsync("照片看不清表计，请补充说明");
        await seat.Page.WriteAsync("现场核查情况", "表前绕越接线，部分负荷未经计量；表计照片已补充说明。");
        await seat.Page.DecideAsync("提交回报");
        await Expect(seat.Page.GetByRole(AriaRole.Textbox, new() { Name = "现场核查情况" })).ToHaveCountAsync(0);
    }

    private static async Task Reviews(Seat seat, string task, string outcome, string words)
    {
        var page = seat.Page;
        await seat.GoAsync("/inbox");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = task })).ToBeVisibleAsync();
        await Expect(page.GetByText(Witness)).ToHaveCountAsync(0);
        var opinion = page.GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex("^(审核|复核)意见$") });
        if (outcome.StartsWith("退回", StringComparison.Ordinal))
        {
            await page.DecideAsync(outcome);
            await page.GetByRole(AriaRole.Region, new() { Name = "办理" }).GetByRole(AriaRole.Textbox).FillAsync(words);
        }
        else
        {
            await opinion.FillAsync(words);
            await opinion.PressAsync("Tab");
        }

        await page.DecideAsync(outcome);
        await Expect(opinion).ToHaveCountAsync(0);
    }

    private static async Task ReadsTheTrail(Seat seat, string customer)
    {
        await seat.GoAsync("/tickets");
        await seat.Page.GetByRole(AriaRole.Main).GetByText("已结束", new() { Exact = true }).ClickAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("JC\\d{8}-\\d{4}") })).ToHaveCountAsync(1);
        await Look(seat, "tickets");
        await seat.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("JC\\d{8}-\\d{4}") }).First.ClickAsync();
        await Expect(seat.Page.GetByText("已归档").First).ToBeVisibleAsync();
        var main = seat.Page.GetByRole(AriaRole.Main);
        await Expect(main).ToContainTextAsync(customer);
        await Expect(main).ToContainTextAsync("营销稽查工单 · 第 1 版");
        await Expect(main).Not.ToContainTextAsync(SecondApproval);
        foreach (var line in new[] { "签发工单：发出", "县公司分析分类：派发", "现场核查：提交回报", "县公司审核：退回整改", "照片看不清表计，请补充说明", "市公司复核：复核通过并归档", "表单 on-site 第 1 版", "表单 county-review 第 1 版" })
        {
            await Expect(main).ToContainTextAsync(line);
        }

        await Look(seat, "ticket");
    }

    /// <summary>A shorter deadline, a new required field in two forms, and a second approval at the county.</summary>
    private async Task TheOwnerChangesTheWorkflow()
    {
        const string Definition = "inspection-ticket/workflow.json";
        _workflows.Change(Definition, "\"at\": \"-1wd\"", "\"at\": \"-PT5S\"");
        _workflows.Change(Definition, "\"at\": \"+1wd\"", "\"at\": \"+PT1S\"");
        _workflows.Change(Definition, "\"due\": \"2wd\"", "\"due\": \"PT6S\"");
        _workflows.Edit(Definition, definition => WorkflowChanges.AddApproval(definition, from: "analysis", outcome: "Dispatch", to: "onsite", title: SecondApproval));
        _workflows.Edit("inspection-ticket/forms/county-analysis.json", form => WorkflowChanges.AddRequiredText(form, "safety", SafetyMeasures));
        _workflows.Edit("inspection-ticket/forms/county-review.json", form => WorkflowChanges.AddRequiredText(form, "witness", Witness));
        await using var owner = await Sit("owner");
        await owner.GoAsync("/definitions");
        await Look(owner, "definitions");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "重新载入" }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("inspection-ticket") })).ToContainTextAsync("第 2 版");
        await owner.GoAsync("/definitions/inspection-ticket");
        await Look(owner, "definition");
        Assert.Empty(owner.Errors);
    }

    private async Task TheNextTicketFollowsTheChangedWorkflow(Seat prefecture)
    {
        await PutIntoTicket(prefecture);
        await prefecture.GoAsync("/inbox");
        var county = await PersonOf(prefecture, (await prefecture.Page.GetByRole(AriaRole.Combobox, new() { Name = "派发单位" }).TextContentAsync())!);
        await prefecture.Page.DecideAsync("发出");
        await Expect(prefecture.Page.GetByRole(AriaRole.Textbox, new() { Name = "客户名称" })).ToHaveCountAsync(0);

        await Arrives($"{county}@example.test", "【即将到期】");
        await Arrives($"{county}@example.test", "【已逾期】");
        await Arrives("prefecture@example.test", "【逾期督办】");

        await using var officer = await Sit(county);
        var page = officer.Page;
        await FillsTheAnalysisIn(page);
        await Look(officer, "overdue");
        await page.DecideAsync("派发");
        await Expect(page.GetByText($"{SafetyMeasures}：请填写").First).ToBeVisibleAsync();
        await page.WriteAsync(SafetyMeasures, "两人同行，先验电。");
        await page.DecideAsync("派发");
        await Expect(page.GetByText($"下一步：{SecondApproval}")).ToBeVisibleAsync();

        await officer.GoAsync("/inbox");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = SecondApproval })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("JC\\d{8}-\\d{4}") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("营销稽查工单 · 第 2 版");
        await officer.GoAsync("/inbox");
        await page.DecideAsync("同意");
        await Expect(page.GetByText("下一步：现场核查")).ToBeVisibleAsync();
        Assert.Empty(officer.Errors);
    }

    private async Task Arrives(string address, string subject)
    {
        var count = 1;
        while (true)
        {
            var mails = await _mail.ReadAsync(address, count, TimeSpan.FromSeconds(60));
            if (mails.Any(m => m.Subject?.StartsWith(subject, StringComparison.Ordinal) == true))
            {
                return;
            }

            count = mails.Count + 1;
        }
    }

    /// <summary>Holds the page in front of a person to axe and to its width, and keeps a picture of it.</summary>
    private static async Task Look(Seat seat, string name)
    {
        await Screenshots.TakeAsync(seat.Page, name);
        await Accessibility.CheckAsync(seat.Page);
        await Accessibility.CheckFitsAsync(seat.Page);
    }

    private static string Minute(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
