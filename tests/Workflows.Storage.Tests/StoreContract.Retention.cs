using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Evidence;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.Retention;
using Workflows.Storage.Audit;
using Workflows.Storage.Retention;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

/// <summary>Retention: what has ended long ago moves into archive files, nothing else does, and nothing is lost on the way.</summary>
public abstract partial class StoreContract
{
    private static readonly Actor Administrator = TestApp.Person("root", Roles.Administrator, "P");

    [Fact]
    public async Task An_ended_instance_is_stored_away_whole_and_looks_the_same_afterwards()
    {
        await using var app = await StartApprovalsAsync();
        var id = await RequestAsync(app, "req");
        await app.Runner.RunAsync(new CommentOnInstance(Guid.CreateVersion7(), id, Person("req"), null, "请尽快 \"急\""));
        await app.Runner.RunAsync(new CopyInstance(Guid.CreateVersion7(), id, Person("req"), ["zoe"], "请知悉"));
        await app.Get<IMailLog>().SaveAsync(new OutgoingMail(Guid.CreateVersion7(), null, OutgoingMailState.Sent, "task-new", "zoe", "zoe", "zoe@example.test", "新任务", "正文", id, null, "P", app.Clock.GetUtcNow(), app.Clock.GetUtcNow(), 1, null, null));
        var evidence = new EvidenceFile(Guid.CreateVersion7(), Guid.NewGuid(), id, "photo", "a.jpg", "image/jpeg", 3, new string('a', 64), "ada", app.Clock.GetUtcNow(), null, null, null);
        await app.Get<IEvidenceIndex>().AddAsync(evidence);
        await DecideAsync(app, id, "ada", "Rejected");
        var before = await app.Queries.FindInstanceAsync(Person("zoe"), id);

        Assert.Equal(1, await RetainAsync(app));

        Assert.Null(await app.Get<IInstanceStore>().LoadAsync(id));
        Assert.Equal(0, await RowsAsync(app, id));
        var after = await app.Queries.FindInstanceAsync(Person("zoe"), id);
        Assert.Equal(Text(before!.Instance), Text(after!.Instance));
        Assert.Equal(before.Tasks.Select(Task), after.Tasks.Select(Task));
        Assert.Equal(before.History.Select(h => (h.Sequence, h.At, h.CommandId, h.By.PersonId, Fact(h.Event))), after.History.Select(h => (h.Sequence, h.At, h.CommandId, h.By.PersonId, Fact(h.Event))));
        Assert.Equal((null, app.Clock.GetUtcNow()), (before.StoredAt, after.StoredAt));
        Assert.Null(await app.Queries.FindInstanceAsync(Person("stranger"), id));
        var line = await OnlyLineAsync(app);
        Assert.Equal(("请知悉", "正文", evidence.Sha256), (line.Copies.Single().Note, line.Mails.Single().Body, line.Evidence.Single().Sha256));
        Assert.Equal(evidence, Assert.Single(await app.Get<IEvidenceIndex>().OfInstanceAsync(id)));
        await app.AssertSoundAsync();

        static string Text(WorkflowInstance instance) => Encoding.UTF8.GetString(InstanceSerializer.Write(instance));
        static string Task(HumanTask task) => Encoding.UTF8.GetString(InstanceSerializer.Write(task));
        static string Fact(InstanceEvent fact) => Encoding.UTF8.GetString(InstanceSerializer.Write(fact));
    }

    [Fact]
    public async Task Days_whose_steps_were_stored_away_are_still_proved_by_their_seals()
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 7);
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        Assert.Equal(7, await RetainAsync(app));
        await app.AssertSoundAsync();
        Assert.Equal(3, Directory.GetFiles(Path.Combine(app.Folder, "archive"), "*.jsonl.gz", SearchOption.AllDirectories).Length);

        await app.Get<GroupCommitWriter>().WriteAsync(s => s["DELETE FROM archived_steps WHERE instance_id = (SELECT instance_id FROM archived_steps ORDER BY instance_id LIMIT 1)"].Execute());

        Assert.Contains("history.uncut", await FaultsAsync(app));
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{ "closedLoop": { "retention": "forever" } }""", 0)]
    [InlineData("""{ "closedLoop": { "retention": "P30D" } }""", 1)]
    public async Task Each_definition_says_how_long_its_instances_stay(string custom, int stored)
    {
        await using var app = await StartAsync();
        await app.PublishAsync("own", TestApp.Workflow("own", "Own", custom));
        await EndAsync(app, await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""", definition: "own"));
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.Get<AuditSealer>().SealAsync(default);

        Assert.Equal(stored, (await app.Get<IRetention>().StatusAsync()).Rules.Single(r => r.DefinitionId == "own").Due);
        Assert.Equal(stored, await app.Get<IRetention>().RunAsync());
    }

    [Fact]
    public async Task What_has_not_ended_or_belongs_to_something_open_stays()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        await EndAsync(app, await app.StartTinyAsync("""{ "mail": "m", "tasks": [ { "assignee": "ada" } ] }"""));
        var failed = await app.StartTinyAsync("""{ "work": "w" }""");
        await app.Runner.RunAsync(new FailBookmark(Guid.CreateVersion7(), failed.InstanceId, Actor.System("test"), (await app.LoadAsync(failed.InstanceId)).Bookmarks[0].Id, "kaputt"));
        var related = await StartCorrelatedAsync(app);
        var open = await StartCorrelatedAsync(app);
        await EndAsync(app, related);

        Assert.Equal(0, await RetainAsync(app));
        await EndAsync(app, open);
        Assert.Equal(2, await RetainAsync(app));
        Assert.Equal(3, await app.Get<GroupCommitWriter>().WriteAsync(s => Convert.ToInt32(s["SELECT COUNT(*) FROM instances"].Scalar(), System.Globalization.CultureInfo.InvariantCulture)));
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_child_stays_until_its_parent_was_stored_away()
    {
        await using var app = await StartFamilyAsync("Elsa.DispatchWorkflow", waits: true);
        var parent = await StartParentAsync(app);
        var child = ChildOf(parent);
        await app.Runner.RunAsync(new CancelInstance(Guid.CreateVersion7(), child, Actor.System("test"), "enough"));
        Assert.Equal(0, await RetainAsync(app));

        await app.Get<OutboxPump>().PumpOnceAsync(default);
        Assert.Equal(InstanceStatus.Finished, (await app.LoadAsync(parent.Id)).Status);
        Assert.Equal(1, await RetainAsync(app));
        Assert.NotNull(await app.LoadAsync(child));
        Assert.Equal(1, await RetainAsync(app));
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task Nothing_is_stored_away_before_its_day_is_sealed_or_when_its_history_was_altered()
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 2);
        app.Clock.Advance(TimeSpan.FromDays(2000));
        Assert.Equal(0, await app.Get<IRetention>().RunAsync());

        await app.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE steps SET actor_id = 'eve' WHERE revision = 2 AND instance_id = (SELECT id FROM instances ORDER BY id LIMIT 1)"].Execute());
        await app.Get<AuditSealer>().SealAsync(default);
        Assert.Equal(1, await app.Get<IRetention>().RunAsync());
        Assert.Equal(["history.unaltered"], await FaultsAsync(app));
    }

    [Fact]
    public async Task A_run_that_was_killed_is_gone_on_with_wherever_it_was()
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 2);
        await SealAfterYearsAsync(app);
        var found = await app.Get<RestingInstances>().NextAsync("tiny", app.Clock.GetUtcNow(), null, 10, default);

        // Killed after the file was written: nothing is noted, and the file is written anew.
        await app.Get<ArchiveFiles>().WriteAsync(1, found, app.Clock.GetUtcNow(), default);
        // Killed after it was noted: it is only taken out.
        var slice = await app.Get<ArchiveFiles>().WriteAsync(1, [found[0]], app.Clock.GetUtcNow(), default);
        await app.Get<GroupCommitWriter>().WriteAsync(s => InstanceRemoval.Note(s, slice, [found[0]]));
        await app.AssertSoundAsync();
        Assert.NotNull(await app.LoadAsync(found[0].Id));

        Assert.Equal(2, await app.Get<IRetention>().RunAsync());
        Assert.Equal(0, await app.Get<IRetention>().RunAsync());
        Assert.Equal(2, (await app.Get<IArchive>().ListAsync(Administrator)).Total);
        Assert.All(found, i => Assert.Equal(0, RowsAsync(app, i.Id).GetAwaiter().GetResult()));
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_file_that_is_lost_before_anything_was_taken_out_is_written_again()
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 1);
        await SealAfterYearsAsync(app);
        var found = await app.Get<RestingInstances>().NextAsync("tiny", app.Clock.GetUtcNow(), null, 10, default);
        var slice = await app.Get<ArchiveFiles>().WriteAsync(1, found, app.Clock.GetUtcNow(), default);
        await app.Get<GroupCommitWriter>().WriteAsync(s => InstanceRemoval.Note(s, slice, found));
        File.Delete(Path.Combine(app.Folder, "archive", slice.File));

        Assert.Equal(1, await app.Get<IRetention>().RunAsync());

        Assert.NotNull(await app.Queries.FindInstanceAsync(Administrator, found[0].Id));
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task An_instance_that_went_on_after_it_was_written_to_a_file_stays()
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 1);
        await SealAfterYearsAsync(app);
        var found = await app.Get<RestingInstances>().NextAsync("tiny", app.Clock.GetUtcNow(), null, 10, default);
        var slice = await app.Get<ArchiveFiles>().WriteAsync(1, found, app.Clock.GetUtcNow(), default);
        await app.Get<GroupCommitWriter>().WriteAsync(s => InstanceRemoval.Note(s, slice, found));
        await app.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE instances SET status = 'Running', updated_at = @p0"].Execute(app.Clock.GetUtcNow()));

        Assert.Equal(0, await app.Get<IRetention>().RunAsync());

        Assert.NotNull(await app.Get<IInstanceStore>().LoadAsync(found[0].Id));
        Assert.Equal(0, (await app.Get<IArchive>().ListAsync(Administrator)).Total);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("altered")]
    [InlineData("manifest")]
    public async Task An_archive_file_that_was_lost_or_altered_is_found(string damage)
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 1);
        await RetainAsync(app);
        var file = Directory.GetFiles(Path.Combine(app.Folder, "archive"), "*.jsonl.gz", SearchOption.AllDirectories).Single();
        if (damage == "lost")
        {
            File.Delete(file);
        }
        else if (damage == "altered")
        {
            await File.AppendAllTextAsync(file, "x");
        }
        else
        {
            await app.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE archive_slices SET instances = 2"].Execute());
        }

        Assert.Equal(["history.stored"], await FaultsAsync(app));
        Assert.Contains(damage == "lost" ? "it is missing" : damage == "altered" ? "its content was altered" : "its manifest was altered", (await app.Operations.SelfCheckAsync()).Checks.Single(c => c.Code == "history.stored").Findings.Single().Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_archive_is_searched_within_the_readers_reach_and_says_how_far_it_is()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        await EndAsync(app, await app.StartTinyAsync("""{ "title": "漏计电量", "unit": "S11", "tasks": [ { "assignee": "ada" } ] }"""));
        await EndAsync(app, await app.StartTinyAsync("""{ "title": "线损", "unit": "S21", "tasks": [ { "assignee": "bob" } ] }"""), "bob");
        await RetainAsync(app);
        var archive = app.Get<IArchive>();

        Assert.Equal(2, (await archive.ListAsync(Administrator)).Total);
        Assert.Equal("漏计电量", Assert.Single((await archive.ListAsync(Administrator, "漏计")).Items).Header.Title!.Zh);
        Assert.Equal("S21", Assert.Single((await archive.ListAsync(TestApp.Person("eve", Roles.CountyOfficer, "C2"))).Items).Header.Unit);
        Assert.Equal("S11", Assert.Single((await archive.ListAsync(Person("ada"))).Items).Header.Unit);
        var status = await app.Get<IRetention>().StatusAsync();
        Assert.Equal((2, 2, null), (status.Stored, status.LastRun!.Stored, status.LastRun.Problem));
        Assert.NotNull(status.LastRun.EndedAt);
        Assert.True(status.Bytes > 0);
    }

    [Fact]
    public async Task The_archive_is_read_and_proved_without_the_database()
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 4);
        await RetainAsync(app);
        var path = Path.Combine(app.Folder, "archive");
        var folder = new ArchiveFolder(path, Path.Combine(app.Folder, "audit.key"));

        var listed = await folder.ListAsync().ToListAsync();
        Assert.Equal(4, listed.Count);
        Assert.Equal(2, ((JsonArray)JsonNode.Parse((await folder.ShowAsync(listed[3].Id.ToString()))!)!["steps"]!).Count);
        Assert.Null(await folder.ShowAsync("JC20200101-0001"));
        Assert.Equal(4, (await folder.VerifyAsync()).Instances);
        Assert.Empty((await folder.VerifyAsync()).Faults);

        var other = Path.Combine(app.Folder, "other.key");
        Assert.Throws<FileNotFoundException>(() => new ArchiveFolder(path, other).VerifyAsync().GetAwaiter().GetResult());
        await File.WriteAllTextAsync(other, Convert.ToBase64String(new byte[32]));
        Assert.Equal(2, (await new ArchiveFolder(path, other).VerifyAsync()).Faults.Count);

        foreach (var file in Directory.GetFiles(path, "000001*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        Assert.Equal(["File number 1 is missing."], (await folder.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_run_that_fails_is_told_by_the_self_check()
    {
        await using var app = await StartAsync();
        await EndedAsync(app, 1);
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "archive"), "a file where the folder should be");

        await Assert.ThrowsAnyAsync<IOException>(() => RetainAsync(app));

        Assert.Equal(["retention.works"], await FaultsAsync(app));
        File.Delete(Path.Combine(app.Folder, "archive"));
        Assert.Equal(1, await app.Get<IRetention>().RunAsync());
        await app.AssertSoundAsync();
    }

    private static async Task EndedAsync(TestApp app, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await EndAsync(app, await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }"""));
        }
    }

    private static async Task EndAsync(TestApp app, CommandOutcome started, string by = "ada") =>
        Assert.True((await app.Runner.RunAsync(Complete(await app.LoadAsync(started.InstanceId), Person(by)))).Accepted);

    private static Task<CommandOutcome> StartCorrelatedAsync(TestApp app) => app.Runner.StartAsync(
        "tiny", new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Actor.System("test"), (JsonObject)JsonNode.Parse("""{ "tasks": [ { "assignee": "ada" } ] }""")!, CorrelationId: "meter-1"));

    private static async Task SealAfterYearsAsync(TestApp app)
    {
        app.Clock.Advance(TimeSpan.FromDays((3 * 366) + 1));
        await app.Get<AuditSealer>().SealAsync(default);
    }

    private static async Task<int> RetainAsync(TestApp app)
    {
        await SealAfterYearsAsync(app);
        return await app.Get<IRetention>().RunAsync();
    }

    private static async Task<IEnumerable<string>> FaultsAsync(TestApp app) => (await app.Operations.SelfCheckAsync()).Checks.Where(c => !c.Findings.IsEmpty).Select(c => c.Code);

    private static async Task<ArchivedInstance> OnlyLineAsync(TestApp app)
    {
        var slice = app.Get<ArchiveFiles>().Manifests().Single();
        return Assert.Single(await app.Get<ArchiveFiles>().ReadAsync(slice.File, default).ToListAsync());
    }

    /// <summary>Rows that the database still has of an instance, besides those that say who may see it and where its evidence lies.</summary>
    private static Task<int> RowsAsync(TestApp app, Guid id) => app.Get<GroupCommitWriter>().WriteAsync(s =>
        ((string[])["steps", "instance_states", "tasks", "copies", "outgoing_mails", "timers", "bookmarks", "incidents", "outbox"]).Sum(t => Count(s, $"SELECT COUNT(*) FROM {t} WHERE instance_id = @p0", id))
        + Count(s, "SELECT COUNT(*) FROM instances WHERE id = @p0", id)
        + ((string[])["task_details", "inbox", "task_exclusions", "drafts", "decision_keys"]).Sum(t => Count(s, $"SELECT COUNT(*) FROM {t} WHERE task_id NOT IN (SELECT id FROM tasks)")));

    private static int Count(WriteSession session, string sql, params object[] values) => Convert.ToInt32(session[sql].Scalar(values), System.Globalization.CultureInfo.InvariantCulture);
}
