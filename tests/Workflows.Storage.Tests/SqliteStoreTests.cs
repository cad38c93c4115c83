using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Storage.Schema;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

/// <summary>SQLite passes the contract.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    protected override Task<string> DatabaseAsync(string folder) => Task.FromResult($"Data Source={Path.Combine(folder, "workflow.db")}");

    protected override IReadOnlyList<string> Explain => ["EXPLAIN QUERY PLAN "];

    protected override string Sorts => "TEMP B-TREE";

    [Fact]
    public async Task Ids_that_were_stored_as_texts_become_bytes()
    {
        var ada = TestApp.Person("ada", Roles.CountyOfficer, "C1");
        await using var app = await StartAsync();
        var started = await app.StartTinyAsync("""{ "tasks": [ { "person": "ada" } ], "timers": [ 60 ], "event": "paid" }""");
        var task = (await app.LoadAsync(started.InstanceId)).Tasks[0];
        await using var context = Migrating(app);

        await context.GetService<IMigrator>().MigrateAsync("20261123234604_Inbox");
        Assert.Equal("text text", await TypesAsync());
        await SchemaUpgrade.RunAsync(app.Get<Dialect>(), CancellationToken.None);
        Assert.Equal("blob blob", await TypesAsync());

        app.Get<Instances.InstanceCache>().Forget(started.InstanceId);
        Assert.True((await app.Runner.RunAsync(new ClaimTask(Guid.CreateVersion7(), started.InstanceId, ada, task.Id))).Accepted);
        Assert.Equal("ada", (await app.Queries.FindInstanceAsync(ada, started.InstanceId))!.Tasks.Single().Assignee);
        await app.AssertSoundAsync();

        Task<string?> TypesAsync() => app.Get<GroupCommitWriter>().WriteAsync(s => (string?)s["SELECT DISTINCT typeof(i.id) || ' ' || typeof(t.instance_id) FROM instances i, timers t"].Scalar());
    }
}
