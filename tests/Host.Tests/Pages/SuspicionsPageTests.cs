using System.Text.Json.Nodes;
using Bunit;
using Host.Suspicions;
using Host.Tests.Pages.Fakes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tickets;

namespace Host.Tests.Pages;

public sealed class SuspicionsPageTests : StaffPageTest
{
    private readonly FakePool _pool = new();
    private readonly FakeScreening _screening = new();
    private readonly FakeStarter _starter;

    public SuspicionsPageTests()
    {
        _starter = new FakeStarter(_pool);
        Services.AddSingleton<ISuspicionPool>(_pool);
        Services.AddSingleton<IReadings>(new FakeReadings());
        Services.AddSingleton<IScreening>(_screening);
        Services.AddSingleton<ITicketStarter>(_starter);
    }

    [Fact]
    public void Lists_the_most_suspicious_first_with_the_reason_and_the_channels()
    {
        _pool.Add(2);
        _pool.Add(9);

        var page = Show<SuspicionsPage>();

        var rows = page.FindAll(".suspicions tbody tr");
        Assert.Equal(["9.0", "2.0"], rows.Select(r => r.QuerySelector("td[data-label=可疑分]")!.TextContent.Trim()));
        Assert.Contains("理由1", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("LL-05 线损突变", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(2, rows[0].QuerySelectorAll(".chip").Length);
    }

    [Fact]
    public void A_mirror_pair_is_shown_as_a_pair()
    {
        _pool.Add(2, SuspicionKind.AreaPair);

        Assert.Equal(2, Show<SuspicionsPage>().FindAll(".pair > span:not([aria-hidden])").Count);
    }

    [Fact]
    public void What_is_ticked_goes_into_tickets_in_that_order_and_the_result_says_what_was_refused()
    {
        var (low, high) = (_pool.Add(2), _pool.Add(9));
        _starter.Refuses = low.Id;
        var page = Show<SuspicionsPage>();

        page.FindAll(".cl-tick input")[0].Change(true);
        page.FindAll(".cl-tick input")[1].Change(true);
        Button(page, "生成工单").Click();

        Assert.Equal([high.Id, low.Id], _starter.Asked);
        var result = page.Find(".cl-result").TextContent;
        Assert.Contains("已生成 1 张工单", result, StringComparison.Ordinal);
        Assert.Contains("客户0", result, StringComparison.Ordinal);
        Assert.Contains("缺少户号", result, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".cl-action-bar:not(.cl-result)"));
        Assert.Single(page.FindAll(".suspicions tbody tr"));
    }

    [Fact]
    public void The_budget_selects_what_it_covers()
    {
        for (var i = 0; i < 5; i++)
        {
            _pool.Add(i, unit: i == 4 ? "420900201" : "420900101");
        }

        var page = Show<SuspicionsPage>();
        page.Find("#visits").Change("2");

        Assert.Contains("占总可疑分的 70%", page.Find(".budget-sentence").TextContent, StringComparison.Ordinal);
        Assert.Contains("涉及 2 个县、2 个供电所", page.Find(".budget-sentence").TextContent, StringComparison.Ordinal);
        Button(page, "选中这 2 条").Click();
        Assert.Contains("已选 2 条", page.Find(".cl-action-bar").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_county_reads_its_own_and_decides_nothing()
    {
        SignIn(Roles.CountyOfficer, "4209001");
        _pool.Add(2);

        var page = Show<SuspicionsPage>();

        Assert.Single(page.FindAll(".suspicions tbody tr"));
        Assert.Empty(page.FindAll("input[type=checkbox]"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("运行筛查", StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".budget"));
    }

    [Fact]
    public void Dismissing_demands_a_reason_and_takes_it_off_the_list()
    {
        var suspicion = _pool.Add(2);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/suspicions?open={suspicion.Id}");
        var page = Show<SuspicionsPage>();

        Button(page, "排除").Click();
        Assert.True(page.Find(".dismiss button[type=submit]").HasAttribute("disabled"));
        page.Find("#dismiss-reason").Input("空置房");
        page.Find(".dismiss").Submit();

        Assert.Equal((SuspicionState.Dismissed, "空置房"), (_pool.Rows[0].State, _pool.Rows[0].Reason));
        Assert.Empty(page.FindAll(".suspicions tbody tr"));
    }

    [Fact]
    public async Task A_screening_shows_its_progress_and_then_its_findings()
    {
        var page = Show<SuspicionsPage>();
        Button(page, "运行筛查").Click();
        await _screening.Begun.Task;

        page.WaitForAssertion(() => Assert.Contains("第 4 条规则，共 15 条：LL-05 线损突变", page.Find(".cl-job").TextContent, StringComparison.Ordinal));
        var found = _pool.Add(5);
        _pool.Rows.Clear();
        _screening.Result.SetResult(new ScreeningResult(Run(), [found]));

        page.WaitForAssertion(() => Assert.Contains("发现 1 条疑似问题，其中 1 条是新的；数据截至 2026-11-22", page.Find(".cl-notice").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Single(page.FindAll(".suspicions tbody tr"));
        });
    }

    [Fact]
    public void Before_the_first_screening_the_page_says_what_to_do()
    {
        var page = Show<SuspicionsPage>();

        Assert.Contains("先导入数据", page.Find(".cl-empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("/imports", page.Find(".cl-empty a").GetAttribute("href"));
    }

    private static ScreeningRun Run() => new()
    {
        Id = Guid.CreateVersion7(),
        StartedAt = DateTimeOffset.UnixEpoch,
        FinishedAt = DateTimeOffset.UnixEpoch,
        StartedBy = "me",
        AsOf = new DateOnly(2026, 11, 22),
        DataHash = "abcdef0123",
        Rules = [new JsonObject()],
        Found = System.Collections.Immutable.ImmutableDictionary<string, int>.Empty,
    };

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SuspicionsPage> page, string text) =>
        page.FindAll("button").First(b => b.QuerySelector(".rz-button-text")?.TextContent == text);
}
