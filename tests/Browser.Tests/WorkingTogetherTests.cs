using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>Two officers of one county and their prefecture on the same tickets, each before a browser of their own.</summary>
[Collection(HostCollection.Name)]
public sealed class WorkingTogetherTests(HostFixture fixture) : IAsyncLifetime
{
    private const string Deputy = "deputy-1";
    private const string DeputyName = "林副专责";

    /// <inheritdoc/>
    public Task InitializeAsync() => Errand.AddDeputyAsync(fixture.Host, Deputy, DeputyName);

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_task_handed_over_arrives_with_its_reason_at_the_one_it_was_handed_to()
    {
        await using var deputy = await Sit(Deputy);
        await deputy.GoAsync("/inbox?view=mine");
        await Expect(Row(deputy, "转办的检查")).ToHaveCountAsync(0);
        var (instance, task) = await Errand.StartJointCheckAsync(fixture.Host, "转办的检查");

        await using var officer = await Sit("county-1");
        await officer.GoAsync($"/tasks/{task}");
        await Menu(officer, "转办");
        await officer.Page.GetByLabel("转办给").SelectOptionAsync(new SelectOptionValue { Value = Deputy });
        await officer.Page.GetByLabel("原因（会记入痕迹）").FillAsync("本周外出培训");
        await Screenshots.TakeAsync(officer.Page, "transfer");
        await Accessibility.CheckAsync(officer.Page);
        await Decide(officer).GetByRole(AriaRole.Button, new() { Name = "转办", Exact = true }).ClickAsync();
        await Expect(Decide(officer)).ToContainTextAsync($"正由 {DeputyName} 办理");

        // It is there without reloading.
        await Row(deputy, "转办的检查").ClickAsync();
        await Expect(deputy.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("转办给您：本周外出培训");
        await deputy.Page.WriteAsync("检查情况", "表计运行正常。");
        await deputy.Page.DecideAsync("提交");
        await Expect(deputy.Page.GetByRole(AriaRole.Heading, new() { Name = "现场检查：提交" })).ToBeVisibleAsync();

        await officer.GoAsync($"/tickets/{instance}");
        await Expect(officer.Page.GetByRole(AriaRole.Main)).ToContainTextAsync($"转办给 {DeputyName}：“现场检查”");
        await Expect(officer.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("本周外出培训");
        NothingFailed(officer, deputy);
    }

    [Fact]
    public async Task Who_claims_a_task_has_it_alone_until_it_is_released()
    {
        var (_, task) = await Errand.StartJointCheckAsync(fixture.Host, "认领的检查");
        await using var officer = await Sit("county-1");
        await using var deputy = await Sit(Deputy);
        await deputy.GoAsync("/inbox?view=pool");
        await Expect(Row(deputy, "认领的检查")).ToBeVisibleAsync();

        await officer.GoAsync($"/tasks/{task}");
        await officer.Page.WriteAsync("检查情况", "先到现场看看");
        await Expect(officer.Page.GetByText("已保存")).ToBeVisibleAsync();
        await Menu(officer, "认领");
        await Expect(officer.Page.GetByText("认领了这项任务。")).ToBeVisibleAsync();
        await Expect(Row(deputy, "认领的检查")).ToHaveCountAsync(0);
        await deputy.GoAsync($"/tasks/{task}");
        await Expect(Decide(deputy)).ToContainTextAsync("办理，您只能查看。");
        await Expect(Decide(deputy).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        await Menu(officer, "释放");
        await Expect(Decide(deputy).GetByRole(AriaRole.Button, new() { Name = "提交" })).ToBeVisibleAsync();
        await Expect(officer.Page.GetByRole(AriaRole.Textbox, new() { Name = "检查情况" })).ToHaveValueAsync("先到现场看看");
        await deputy.GoAsync("/inbox?view=pool");
        await Expect(Row(deputy, "认领的检查")).ToBeVisibleAsync();
        NothingFailed(officer, deputy);
    }

    [Fact]
    public async Task Of_two_who_press_at_the_same_moment_one_is_told_who_was_first_and_loses_no_word()
    {
        var (_, task) = await Errand.StartJointCheckAsync(fixture.Host, "两人同办的检查");
        await using var officer = await Sit("county-1");
        await using var deputy = await Sit(Deputy);
        var buttons = new List<IElementHandle>();
        foreach (var (seat, words) in new[] { (officer, "专责填写的情况"), (deputy, "副专责填写的情况") })
        {
            await seat.GoAsync($"/tasks/{task}");
            await seat.Page.WriteAsync("检查情况", words);
            await Expect(seat.Page.GetByText("已保存")).ToBeVisibleAsync();
            buttons.Add(await Decide(seat).GetByRole(AriaRole.Button, new() { Name = "提交" }).ElementHandleAsync());
        }

        await Task.WhenAll(buttons.Select(button => button.EvaluateAsync("button => button.click()")));

        var done = new[] { officer, deputy }.Select(seat => seat.Page.GetByRole(AriaRole.Heading, new() { Name = "现场检查：提交" })).ToList();
        await Expect(done[0].Or(officer.Page.Locator("#task-closed"))).ToBeVisibleAsync();
        await Expect(done[1].Or(deputy.Page.Locator("#task-closed"))).ToBeVisibleAsync();
        var officerWon = await done[0].IsVisibleAsync();
        Assert.NotEqual(officerWon, await done[1].IsVisibleAsync());
        var late = officerWon ? deputy : officer;
        await Expect(late.Page.Locator("#task-closed")).ToContainTextAsync("办理完成：提交");
        await Expect(late.Page.Locator("#task-closed")).ToContainTextAsync("您刚才填写的内容没有提交，仍保留在下面，可以抄录。");
        await Expect(late.Page.GetByRole(AriaRole.Article)).ToContainTextAsync(officerWon ? "副专责填写的情况" : "专责填写的情况");
        await Screenshots.TakeAsync(late.Page, "somebody-was-first");
        await Accessibility.CheckAsync(late.Page);
        NothingFailed(officer, deputy);
    }

    [Fact]
    public async Task The_prefecture_calls_a_ticket_off_with_a_reason_and_who_works_on_it_is_told()
    {
        var (instance, task) = await Errand.StartJointCheckAsync(fixture.Host, "要终止的检查");
        await using var officer = await Sit("county-1");
        await officer.GoAsync($"/tasks/{task}");
        await officer.Page.WriteAsync("检查情况", "写到一半");
        await using var prefecture = await Sit("prefecture");
        await prefecture.GoAsync($"/tickets/{instance}");
        var page = prefecture.Page;
        await page.GetByText("终止工单", new() { Exact = true }).ClickAsync();
        var cancel = page.GetByRole(AriaRole.Button, new() { Name = "终止", Exact = true });
        await Expect(cancel).ToBeDisabledAsync();

        await page.GetByLabel("原因（必填，记入痕迹）").FillAsync("与上月工单重复");
        await cancel.ClickAsync();
        var question = page.GetByRole(AriaRole.Group, new() { Name = "确定终止这张工单？" });
        await Screenshots.TakeAsync(page, "cancel");
        await question.GetByRole(AriaRole.Button, new() { Name = "返回" }).ClickAsync();
        await Expect(page.GetByText("现场检查").First).ToBeVisibleAsync();
        await cancel.ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "终止" }).ClickAsync();

        await Expect(page.GetByText("已终止").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("与上月工单重复");
        await Expect(officer.Page.Locator("#task-closed")).ToContainTextAsync("这项任务已于");
        await Expect(officer.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("写到一半");
        await using var deputy = await Sit(Deputy);
        await deputy.GoAsync($"/tickets/{instance}");
        await Expect(deputy.Page.GetByText("已终止").First).ToBeVisibleAsync();
        NothingFailed(officer, prefecture, deputy);
    }

    [Fact]
    public async Task Who_may_not_call_a_ticket_off_is_not_offered_it()
    {
        var (instance, _) = await Errand.StartJointCheckAsync(fixture.Host, "不能终止的检查");
        await using var officer = await Sit("county-1");
        await officer.GoAsync($"/tickets/{instance}");
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "痕迹" })).ToBeVisibleAsync();
        await Expect(officer.Page.GetByText("终止工单")).ToHaveCountAsync(0);
    }

    private Task<Seat> Sit(string person) => Seat.SignedInAsync(fixture.Browser, fixture.Host, person);

    private static ILocator Row(Seat seat, string title) => seat.Page.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).Filter(new() { HasText = title });

    private static ILocator Decide(Seat seat) => seat.Page.GetByRole(AriaRole.Region, new() { Name = "办理" });

    /// <summary>Chooses one of the verbs behind <i>More</i>.</summary>
    private static async Task Menu(Seat seat, string verb)
    {
        await Decide(seat).GetByText("更多", new() { Exact = true }).ClickAsync();
        await Decide(seat).Locator(".task-verb").Filter(new() { Has = seat.Page.GetByText(verb, new() { Exact = true }) }).ClickAsync();
    }

    private static void NothingFailed(params Seat[] seats) => Assert.Empty(seats.SelectMany(seat => seat.Errors));
}
