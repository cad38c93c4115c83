using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Instances;
using Workflows.Runtime.Drafts;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    protected const string InsertSeries = "INSERT INTO number_series (series, last) VALUES (@p0, @p1)";
    protected const string ReadSeries = "SELECT last FROM number_series WHERE series = @p0";

    [Fact]
    public async Task One_bad_command_in_a_group_does_not_harm_the_others()
    {
        await using var app = await StartAsync();
        var writer = app.Get<GroupCommitWriter>();
        var gate = app.Get<WriteGate>();

        gate.Enter();
        var before = writer.WriteAsync(s => s[InsertSeries].Execute("before", 1));
        var bad = writer.WriteAsync(s =>
        {
            s[InsertSeries].Execute("bad", 1);
            return s[InsertSeries].Execute("before", 1);
        });
        var undone = writer.WriteAsync(s =>
        {
            s.Undo();
            return s[InsertSeries].Execute("undone", 1);
        });
        var after = writer.WriteAsync(s => s[InsertSeries].Execute("after", 1));
        gate.Leave();

        Assert.Equal(1, await before);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bad);
        Assert.Equal(1, await undone);
        Assert.Equal(1, await after);
        var found = await Task.WhenAll(new[] { "before", "bad", "undone", "after" }.Select(name => writer.WriteAsync(s => s[ReadSeries].Scalar(name) is not null)));
        Assert.Equal([true, false, false, true], found);
    }

    [Fact]
    public async Task A_stale_step_in_a_group_does_not_harm_the_others()
    {
        await using var app = await StartAsync();
        await using var other = await StartAsync(shareDataOf: app);
        var commands = new List<CompleteTask>();
        for (var i = 0; i < 3; i++)
        {
            var started = await other.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
            commands.Add(Complete(await other.LoadAsync(started.InstanceId), Ada));
        }

        Assert.True((await app.Runner.RunAsync(commands[1])).Accepted);
        var gate = other.Get<WriteGate>();

        gate.Enter();
        var group = commands.Select(c => other.Runner.RunAsync(c)).ToList();
        gate.Leave();
        var outcomes = await Task.WhenAll(group);

        Assert.Equal([(true, false), (true, true), (true, false)], outcomes.Select(o => (o.Accepted, o.Replayed)));
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_statement_that_the_database_does_not_understand_harms_only_its_own_work()
    {
        await using var app = await StartAsync();
        var writer = app.Get<GroupCommitWriter>();
        var gate = app.Get<WriteGate>();

        gate.Enter();
        var before = writer.WriteAsync(s => s[InsertSeries].Send("before", 1));
        var bad = writer.WriteAsync(s => s["UPDATE nowhere SET nothing = @p0"].Execute(1));
        var after = writer.WriteAsync(s => s[InsertSeries].Execute("after", 1));
        gate.Leave();

        Assert.Equal(1, (await before).Rows);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bad);
        Assert.Equal(1, await after);
        Assert.NotNull(await writer.WriteAsync(s => s[ReadSeries].Scalar("before")));
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_tells_every_caller()
    {
        await using var app = await StartAsync();
        var writer = app.Get<GroupCommitWriter>();
        var gate = app.Get<WriteGate>();

        gate.Enter();
        var written = writer.WriteAsync(s => s[InsertSeries].Execute("lost", 1));
        var crash = writer.WriteAsync(s =>
        {
            s.Dispose();
            return 0;
        });
        gate.Leave();

        await Assert.ThrowsAnyAsync<Exception>(() => written);
        await Assert.ThrowsAnyAsync<Exception>(() => crash);
        Assert.Null(await writer.WriteAsync(s => s[ReadSeries].Scalar("lost")));
        Assert.Equal(1, await writer.WriteAsync(s => s[InsertSeries].Execute("next", 1)));
    }

    [Fact]
    public async Task A_step_whose_group_was_not_committed_can_be_sent_again()
    {
        await using var app = await StartAsync();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""")).InstanceId);
        var gate = app.Get<WriteGate>();
        var command = Complete(instance, Ada);

        gate.Enter();
        var crash = app.Get<GroupCommitWriter>().WriteAsync(s =>
        {
            s.Dispose();
            return 0;
        });
        var lost = app.Runner.RunAsync(command);
        gate.Leave();
        await Assert.ThrowsAnyAsync<Exception>(() => crash);
        await Assert.ThrowsAnyAsync<Exception>(() => lost);

        Assert.Equal(1, (await app.LoadAsync(instance.Id)).Revision);
        Assert.False((await app.Runner.RunAsync(command)).Replayed);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task Writes_of_entity_framework_get_their_turn_between_groups()
    {
        await using var app = await StartAsync();
        using var stop = new CancellationTokenSource();
        var flood = Enumerable.Range(0, 4).Select(async n =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await app.Get<IDraftStore>().SaveAsync(new Draft(Guid.CreateVersion7(), $"p{n}", [], 1, app.Clock.GetUtcNow()));
            }
        }).ToList();

        for (var i = 0; i < 20; i++)
        {
            await app.AddOrganisationAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(flood);
        Assert.Equal(5, app.Get<Workflows.Runtime.People.IPeople>().Chart.Units.Count());
    }

    [Fact]
    public async Task A_failed_write_of_entity_framework_gives_its_turn_back()
    {
        await using var app = await StartAsync();
        var contexts = app.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<WorkflowContext>>();

        for (var i = 0; i < 3; i++)
        {
            await using var context = await contexts.CreateDbContextAsync();
            context.Grants.Add(new People.GrantRow { PersonId = "nobody", Role = "r", Unit = "u" });
            await Assert.ThrowsAnyAsync<Exception>(() => context.SaveChangesAsync());
        }

        await using (var context = await contexts.CreateDbContextAsync())
        {
            // A transaction that is neither committed nor rolled back.
            await context.Database.BeginTransactionAsync();
        }

        Assert.Equal(1, await app.Get<GroupCommitWriter>().WriteAsync(s => s[InsertSeries].Execute("free", 1)).WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
