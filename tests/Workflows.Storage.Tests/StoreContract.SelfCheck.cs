using Microsoft.EntityFrameworkCore;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    public static TheoryData<string, string> Damages => new()
    {
        { "DELETE FROM tasks", "instance.stuck" },
        { "DELETE FROM tasks", "task.agrees" },
        { "UPDATE tasks SET assignee = 'eve'", "task.agrees" },
        { "DELETE FROM inbox", "task.agrees" },
        { "UPDATE inbox SET due_at = due_at - 1", "task.agrees" },
        { "DELETE FROM timers", "wait.agrees" },
        { "UPDATE timers SET due_at = due_at + 1", "wait.agrees" },
        { "DELETE FROM bookmarks", "wait.agrees" },
        { "DELETE FROM instance_states", "instance.row-agrees" },
        { "UPDATE instances SET sub_status = 'Pending'", "instance.row-agrees" },
        { "UPDATE instances SET status = 'Finished'", "instance.ended-clean" },
        { "UPDATE instances SET revision = revision + 1", "history.gapless" },
        { "DELETE FROM steps WHERE revision = 1", "history.gapless" },
        { "UPDATE steps SET first_sequence = first_sequence + 1 WHERE revision = 2", "history.gapless" },
        { "UPDATE steps SET event_count = event_count + 1 WHERE revision = 2", "history.gapless" },
        { "UPDATE steps SET events = delta", "history.unaltered" },
        { "UPDATE steps SET events = delta", "history.tells" },
        { "UPDATE instance_states SET state = (SELECT delta FROM steps WHERE revision = 1)", "instance.row-agrees" },
        { "UPDATE instance_states SET state = (SELECT delta FROM steps WHERE revision = 1)", "history.folds" },
        { "UPDATE steps SET at = at + 1", "history.unaltered" },
        { "UPDATE steps SET mac = NULL WHERE revision = 2", "history.unaltered" },
        { "UPDATE steps SET delta = NULL WHERE revision = 2", "history.unaltered" },
        { "UPDATE steps SET delta = (SELECT s.delta FROM steps s WHERE s.revision = 1) WHERE revision = 2", "history.unaltered" },
        { "UPDATE steps SET delta = (SELECT s.delta FROM steps s WHERE s.revision = 1) WHERE revision = 2", "history.folds" },
        { "DELETE FROM instances", "rows.belong" },
        { "INSERT INTO copies (person_id, instance_id, command_id, sent_by, sent_at) SELECT 'eve', command_id, command_id, 'ada', 0 FROM steps", "rows.belong" },
        { "UPDATE tasks SET is_open = FALSE", "rows.belong" },
    };

    [Fact]
    public async Task The_self_check_tells_how_late_and_how_large_things_are_and_how_fast_they_grow()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ], "timers": [ 60 ], "mail": "hello" }""");
        await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromHours(36));
        await app.Get<Audit.AuditSealer>().SealAsync(CancellationToken.None);

        var figures = (await app.Operations.SelfCheckAsync()).Figures.ToDictionary(f => f.Code, f => f.Value);

        Assert.Equal(36 * 3600, figures["outbox.oldest"]);
        Assert.Equal((36 * 3600) - 60, figures["timers.lag"]);
        Assert.Equal((2, 2, 2), (figures["rows.instances"], figures["rows.steps"], figures["growth.steps"]));
        Assert.Equal(figures["database.size"], figures["growth.size"]);
    }

    [Fact]
    public async Task Of_an_instance_that_is_older_than_deltas_the_self_check_proves_what_it_can_and_says_so()
    {
        await using var app = await StartAsync();
        var old = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ] }""")).InstanceId);
        await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ] }""");
        await app.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE steps SET delta = NULL, mac = NULL WHERE instance_id = @p0"].Execute(old.Id));
        app.Get<Instances.InstanceCache>().Forget(old.Id);
        Assert.Equal((1, 2, 1), await FoldedAsync());

        await app.Runner.RunAsync(new Core.Instances.ClaimTask(Guid.CreateVersion7(), old.Id, Ada, old.Tasks[0].Id));
        Assert.Equal((2, null, 0), await FoldedAsync());
        await app.Runner.RunAsync(new Core.Instances.CompleteTask(Guid.CreateVersion7(), old.Id, Ada, old.Tasks[0].Id, "Done", [], null));
        Assert.Equal((2, null, 0), await FoldedAsync());

        async Task<(long Proved, long? Of, double? Untold)> FoldedAsync()
        {
            var report = await app.Operations.SelfCheckAsync();
            Assert.True(report.Checks.Where(c => c.Code != "history.unaltered").All(c => c.Findings.IsEmpty)); // a step without a code after signed ones is another matter
            var folds = report.Checks.Single(c => c.Code == "history.folds");
            return (folds.Examined, folds.Of, report.Figures.Single(f => f.Code == "history.untold").Value);
        }
    }

    [Theory]
    [InlineData(true, "ada", "eve", "history.unaltered")]
    [InlineData(true, "delay", "later", "history.folds")]
    [InlineData(true, "delay", "later", "history.tells")]
    [InlineData(false, "delay", "later", "history.tells")]
    [InlineData(false, "\"outputs\":{}", "\"outputs\":{\"paid\":true}", "history.folds")]
    public async Task The_self_check_names_histories_and_states_that_were_written_anew(bool history, string from, string to, string code)
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ], "timers": [ 60 ] }""");
        await app.AssertSoundAsync();

        await using var context = await app.Get<IDbContextFactory<WorkflowContext>>().CreateDbContextAsync();
        var (step, state) = (await context.Steps.SingleAsync(), await context.InstanceStates.SingleAsync());
        (step.Events, state.State) = history ? (step.Events.Replace(from, to, StringComparison.Ordinal), state.State) : (step.Events, state.State.Replace(from, to, StringComparison.Ordinal));
        Assert.NotEqual(0, await context.SaveChangesAsync());

        Assert.NotEmpty(Assert.Single((await app.Operations.SelfCheckAsync()).Checks, c => c.Code == code).Findings);
    }

    [Fact]
    public async Task What_was_stored_before_there_was_packing_is_read_as_it_is()
    {
        await using var app = await StartAsync();
        var task = (await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ] }""")).InstanceId)).Tasks[0];
        await using (var context = await app.Get<IDbContextFactory<WorkflowContext>>().CreateDbContextAsync())
        {
            var (step, state, detail) = (await context.Steps.AsNoTracking().SingleAsync(), await context.InstanceStates.AsNoTracking().SingleAsync(), await context.TaskDetails.AsNoTracking().SingleAsync());
            await app.Get<GroupCommitWriter>().WriteAsync(s =>
                s["UPDATE steps SET events = @p0, actor = @p1"].Execute(Plain(step.Events), Plain(step.Actor))
                + s["UPDATE instance_states SET state = @p0"].Execute(Plain(state.State))
                + s["UPDATE task_details SET task = @p0"].Execute(Plain(detail.Task)));
        }

        app.Get<Instances.InstanceCache>().Forget(task.InstanceId);
        Assert.True((await app.Runner.RunAsync(new Core.Instances.ClaimTask(Guid.CreateVersion7(), task.InstanceId, Ada, task.Id))).Accepted);
        var seen = await app.Queries.FindInstanceAsync(Ada, task.InstanceId);
        Assert.Equal(("ada", 2), (seen!.Tasks.Single().Assignee, seen.History.Select(h => h.CommandId).Distinct().Count()));
        await app.AssertSoundAsync();

        // As the earlier program wrote it: SQLite keeps a text as a text.
        object Plain(string json) => app.Get<Dialect>() is Sqlite.SqliteDialect ? json : System.Text.Encoding.UTF8.GetBytes(json);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task The_self_check_names_every_kind_of_damage(string damage, string code)
    {
        await using var app = await StartAsync();
        var kinds = damage.Contains("tasks", StringComparison.Ordinal) ? """{ "tasks": [ { "person": "ada" } ] }""" : """{ "tasks": [ { "person": "ada" }, { "assignee": "ada" } ], "timers": [ 60 ], "event": "paid" }""";
        var instance = await app.LoadAsync((await app.StartTinyAsync(kinds)).InstanceId);
        await app.Runner.RunAsync(new Core.Instances.ClaimTask(Guid.CreateVersion7(), instance.Id, Ada, instance.Tasks[0].Id));
        await app.AssertSoundAsync();

        await app.Get<GroupCommitWriter>().WriteAsync(s => s[damage].Execute());

        var report = await app.Operations.SelfCheckAsync();
        var found = Assert.Single(report.Checks, c => c.Code == code);
        Assert.NotEmpty(found.Findings);
        Assert.False(report.IsSound);
    }
}
