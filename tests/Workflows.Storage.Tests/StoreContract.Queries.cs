using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Drafts;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    private static readonly Actor Prefecture = TestApp.Person("pat", Roles.PrefectureOfficer, "P");
    private static readonly Actor OtherCounty = TestApp.Person("eve", Roles.CountyOfficer, "C2");
    private static readonly Actor Inspector = TestApp.Person("ivy", Roles.StationInspector, "S11");

    [Fact]
    public async Task A_county_sees_only_its_own_instances()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var own = (await app.StartTinyAsync("""{ "unit": "S11", "tasks": [ { "assignee": "zoe" } ] }""")).InstanceId;
        await app.StartTinyAsync("""{ "unit": "C2", "tasks": [ { "assignee": "zoe" } ] }""");
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "zoe" } ] }""");

        Assert.Equal(own, Assert.Single((await app.Queries.InstancesAsync(Ada, new())).Items).InstanceId);
        Assert.Equal(2, (await app.Queries.InstancesAsync(Prefecture, new())).Total);
        Assert.Equal(3, (await app.Queries.InstancesAsync(TestApp.Person("root", Roles.Administrator, "P"), new())).Total);
        Assert.Equal(1, (await app.Queries.InstancesAsync(Prefecture, new(Unit: "C1"))).Total);
        Assert.Null(await app.Queries.FindInstanceAsync(OtherCounty, own));
        Assert.NotNull(await app.Queries.FindInstanceAsync(Ada, own));
    }

    [Fact]
    public async Task A_person_who_had_a_task_still_sees_the_instance_after_it_moved_away()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "unit": "C2", "tasks": [ { "person": "ada" }, { "assignee": "eve" } ] }""")).InstanceId);
        Assert.NotNull(await app.Queries.FindInstanceAsync(Ada, instance.Id));

        await app.Runner.RunAsync(Complete(instance, Ada));

        Assert.NotNull(await app.Queries.FindInstanceAsync(Ada, instance.Id));
        Assert.NotNull(await app.Queries.FindTaskAsync(Ada, instance.Tasks[0].Id));
        Assert.Null(await app.Queries.FindInstanceAsync(Inspector, instance.Id));
        Assert.Null(await app.Queries.FindTaskAsync(Inspector, instance.Tasks[0].Id));
    }

    [Fact]
    public async Task The_inbox_holds_what_a_person_may_do_soonest_due_first()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        const string input = """
            { "unit": "C1", "title": "台区 0412 线损", "titleEn": "Area 0412, loss", "subject": "100%_x", "tasks": [
              { "name": "late", "assignee": "ada", "dueInSeconds": 500 },
              { "name": "soon", "role": "county-officer", "unit": "C1", "dueInSeconds": 100 },
              { "name": "never", "role": "county-officer" },
              { "name": "excluded", "role": "county-officer", "unit": "C1", "excluded": "ada" },
              { "name": "other-county", "role": "county-officer", "unit": "C2" },
              { "name": "other-person", "assignee": "eve" } ] }
            """;
        var instance = await app.LoadAsync((await app.StartTinyAsync(input)).InstanceId);
        app.Clock.Advance(TimeSpan.FromSeconds(200));

        async Task<string[]> Names(InboxView view, string? search = null)
        {
            var page = await app.Queries.InboxAsync(Ada, new InboxFilter(view, search));
            Assert.Equal(page.Items.Count, page.Total);
            return [.. page.Items.Select(i => instance.Tasks.Single(t => t.Id == i.TaskId).Name)];
        }

        Assert.Equal(["soon", "late", "never"], await Names(InboxView.Open));
        Assert.Equal(["late"], await Names(InboxView.Mine));
        Assert.Equal(["soon", "never"], await Names(InboxView.Pool));
        Assert.Equal(["soon"], await Names(InboxView.Overdue));
        Assert.Empty(await Names(InboxView.Done));
        Assert.Equal(["soon", "late", "never"], await Names(InboxView.Open, "0412"));
        Assert.Equal(["soon", "late", "never"], await Names(InboxView.Open, "线损"));
        Assert.Equal(["soon", "late", "never"], await Names(InboxView.Open, "LOSS"));
        Assert.Equal(["soon", "late", "never"], await Names(InboxView.Open, "0%_"));
        Assert.Empty(await Names(InboxView.Open, "1%x"));
        Assert.Equal(new InboxCounts(3, 1, 2, 1, 0), await app.Queries.InboxCountsAsync(Ada, app.Clock.GetUtcNow()));

        await app.Runner.RunAsync(Complete(instance, Ada));

        Assert.Equal(["late"], await Names(InboxView.Done));
        Assert.Equal(new InboxCounts(2, 0, 2, 1, 1), await app.Queries.InboxCountsAsync(Ada, app.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Letters_are_found_in_either_case_and_lists_sort_by_code_point()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "title": "Zähler DDS-661 超差", "tasks": [ { "assignee": "ada" } ] }""");
        foreach (var name in new[] { "b", "a", "B" })
        {
            await app.PublishAsync(name, TestApp.Workflow(name, name));
        }

        Assert.Single((await app.Queries.InboxAsync(Ada, new InboxFilter(Search: "hler dds-6"))).Items);
        Assert.Single((await app.Queries.InstancesAsync(Ada, new InstanceFilter(Search: "dds-661 超"))).Items);
        Assert.Equal(["B", "a", "b", "tiny"], (await app.Get<IDefinitionStore>().ListAsync()).Select(d => d.DefinitionId));
    }

    [Fact]
    public async Task A_zero_character_in_a_text_fails_no_command()
    {
        await using var app = await StartAsync();

        var started = await app.StartTinyAsync("""{ "title": "a\u0000b", "tasks": [ { "assignee": "ada" } ] }""");

        Assert.Equal(LocalizedText.Same("a\uFFFDb"), Assert.Single((await app.Queries.InboxAsync(Ada, new InboxFilter())).Items).Header.Title);
        Assert.Equal(LocalizedText.Same("a\0b"), (await app.LoadAsync(started.InstanceId)).Header.Title);
    }

    [Fact]
    public async Task A_claimed_task_leaves_the_pool_of_the_others()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var colleague = TestApp.Person("bob", Roles.CountyOfficer, "C1");
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "unit": "C1", "tasks": [ { "role": "county-officer", "unit": "C1" } ] }""")).InstanceId);
        Assert.Equal(1, (await app.Queries.InboxCountsAsync(colleague, app.Clock.GetUtcNow())).Pool);

        await app.Runner.RunAsync(new ClaimTask(Guid.CreateVersion7(), instance.Id, Ada, instance.Tasks[0].Id));

        Assert.Equal(new InboxCounts(0, 0, 0, 0, 0), await app.Queries.InboxCountsAsync(colleague, app.Clock.GetUtcNow()));
        Assert.Equal(new InboxCounts(1, 1, 0, 0, 0), await app.Queries.InboxCountsAsync(Ada, app.Clock.GetUtcNow()));
        Assert.False((await app.Queries.FindTaskAsync(colleague, instance.Tasks[0].Id))!.MayAct);
        Assert.True((await app.Queries.FindTaskAsync(Ada, instance.Tasks[0].Id))!.MayAct);
    }

    [Fact]
    public async Task Pages_of_a_list_neither_repeat_nor_skip_rows()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 25; i++)
        {
            await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        }

        var seen = new List<Guid>();
        for (var skip = 0; skip < 30; skip += 10)
        {
            var page = await app.Queries.InboxAsync(Ada, new InboxFilter(Skip: skip, Take: 10));
            Assert.Equal(25, page.Total);
            seen.AddRange(page.Items.Select(i => i.TaskId));
        }

        Assert.Equal(25, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_draft_survives_a_refused_completion_and_goes_with_an_accepted_one()
    {
        await using var app = await StartAsync();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ] }""")).InstanceId);
        var drafts = app.Get<IDraftStore>();
        var task = instance.Tasks[0].Id;
        await drafts.SaveAsync(new Draft(task, "ada", new JsonObject { ["found"] = "一半" }, 3, app.Clock.GetUtcNow()));
        await drafts.SaveAsync(new Draft(task, "ada", new JsonObject { ["found"] = "全部" }, 3, app.Clock.GetUtcNow()));
        await drafts.SaveAsync(new Draft(task, "bob", new JsonObject { ["found"] = "另一个人" }, 3, app.Clock.GetUtcNow()));

        await app.Runner.RunAsync(Complete(instance, Ada, "Refuse"));
        var kept = await drafts.FindAsync(task, "ada");
        await app.Runner.RunAsync(Complete(instance, Ada));

        Assert.Equal(("全部", 3), ((string?)kept!.Data["found"], kept.FormVersion));
        Assert.Null(await drafts.FindAsync(task, "ada"));
        Assert.Equal("另一个人", (string?)(await drafts.FindAsync(task, "bob"))!.Data["found"]);
    }

    [Fact]
    public async Task Mails_are_shown_to_their_receivers_and_to_those_who_see_the_instance()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var id = (await app.StartTinyAsync("""{ "unit": "C1", "tasks": [ { "assignee": "zoe" } ] }""")).InstanceId;
        var log = app.Get<IMailLog>();
        var mail = new OutgoingMail(Guid.CreateVersion7(), Guid.CreateVersion7(), OutgoingMailState.Waiting, "task-overdue", "eve", "Eve", "eve@example.test", "逾期", "正文", id, "JC-1", "C1", app.Clock.GetUtcNow(), null, 1, new LocalizedText("服务器不可用", "The server is away"), null);
        await log.SaveAsync(mail);
        await log.SaveAsync(mail with { State = OutgoingMailState.Sent, Attempts = 2, Problem = null, SentAt = app.Clock.GetUtcNow() });

        foreach (var reader in new[] { Ada, OtherCounty, Prefecture })
        {
            var shown = Assert.Single((await log.ListAsync(reader, new MailFilter(Search: "eve@"))).Items);
            Assert.Equal((OutgoingMailState.Sent, 2, null), (shown.State, shown.Attempts, shown.Problem));
        }

        Assert.Equal(0, (await log.ListAsync(Inspector, new MailFilter())).Total);
        Assert.Null(await log.FindAsync(Inspector, mail.Id));
        Assert.Equal(0, (await log.ListAsync(Ada, new MailFilter(OutgoingMailState.Waiting))).Total);
    }

    [Fact]
    public async Task People_and_units_are_visible_at_once_and_after_a_restart()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var people = app.Get<IPeople>();
        await people.SavePersonAsync(new Person("ada", "艾达", "ada@example.test", "C1", [new RoleGrant(Roles.CountyOfficer, "C1")], true, "zh-CN"));
        await people.SavePersonAsync(new Person("pat", "帕特", null, "P", [new RoleGrant(Roles.PrefectureOfficer, "P")], true, "en"));
        await people.SavePersonAsync(new Person("old", "旧人", null, "C1", [new RoleGrant(Roles.CountyOfficer, "C1")], true, "zh-CN"));
        await people.SavePersonAsync(people.Find("old")! with { IsActive = false, Grants = [] });

        await using var again = await StartAsync(shareDataOf: app);
        foreach (var view in new[] { people, again.Get<IPeople>() })
        {
            Assert.Equal(["ada"], view.Superiors("S11", 1).Select(p => p.Id));
            Assert.Equal(["pat"], view.Superiors("S11", 2).Select(p => p.Id));
            Assert.Equal(["pat"], view.Superiors("C1", 1).Select(p => p.Id));
            Assert.Empty(view.Superiors("P", 1));
            Assert.Equal(["ada"], view.Holding(Roles.CountyOfficer, "C1").Select(p => p.Id));
            Assert.Empty(view.Find("old")!.Grants);
            Assert.Equal("艾达", view.Find("ada")!.Name);
        }
    }

    [Fact]
    public async Task A_folder_becomes_a_new_version_only_when_its_content_is_new()
    {
        await using var app = await StartAsync();
        static string Form(string label) => $$"""{ "title": { "zh": "表", "en": "Form" }, "fields": [ { "key": "a", "kind": "text", "label": { "zh": "{{label}}", "en": "A" } } ] }""";
        var catalog = app.Get<IDefinitionCatalog>();

        var first = await app.PublishAsync("w", TestApp.Workflow("w", "One"), ("forms/a.json", Form("甲")), ("forms/b.json", Form("乙")), ("README.md", "x"));
        Assert.Empty(first.Problems);
        var lineEnds = await app.PublishAsync("w", TestApp.Workflow("w", "One"), ("forms/a.json", "\uFEFF" + Form("甲").Replace(" \"fields\"", "\r\n\"fields\"", StringComparison.Ordinal)), ("README.md", "y"));
        var second = await app.PublishAsync("w", TestApp.Workflow("w", "Two"), ("forms/b.json", Form("丙")));
        var broken = await app.PublishAsync("w", "{ \"definitionId\": \"w\", ");

        Assert.Equal(1, Assert.Single(first.Published).Version);
        Assert.Single(lineEnds.Published);
        Assert.Equal(3, Assert.Single(second.Published).Version);
        Assert.Equal("w/workflow.json:1", Assert.Single(broken.Problems).Path);
        var latest = await catalog.FindAsync("w");
        Assert.Equal((3, "Two"), (latest!.Definition.Version, latest.Definition.Name));
        Assert.Equal((2, 2), (latest.Forms["a"].Version, latest.Forms["b"].Version));
        Assert.Equal(1, (await catalog.FindAsync("w", 1))!.Forms["a"].Version);
        Assert.Equal([3, 2, 1], (await catalog.ListAsync()).Where(v => v.DefinitionId == "w").Select(v => v.Version));
        Assert.Single(await catalog.ListAsync(), v => v.DefinitionId == "w" && v.IsLatest);
    }

    [Fact]
    public async Task A_folder_with_an_error_is_left_out_with_its_reason_and_the_calendar_beside_the_folders_holds()
    {
        await using var app = await StartAsync();
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "workflows", "calendar.json"), """{ "opens": "09:00", "closes": "17:30", "holidays": ["2026-10-01"] }""");

        var report = await app.PublishAsync("odd", TestApp.Workflow("odd", "Odd", activity: """{ "id": "a", "type": "Elsa.SendTelegram" }"""));

        Assert.Equal("odd/workflow.json", Assert.Single(report.Problems).Path);
        Assert.Contains("Elsa.SendTelegram", report.Problems[0].Message.En, StringComparison.Ordinal);
        Assert.Null(await app.Get<IDefinitionCatalog>().FindAsync("odd"));
        Assert.Equal(new TimeOnly(9, 0), app.Get<Workflows.Runtime.Time.IWorkingCalendars>().Current.Opens);
    }
}
