using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Workflows.Core;
using Workflows.Storage.Schema;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    private const string Stale = "The model has changed: run bash src/Workflows/Storage/migrations.sh NAME (without a name when no migration is missing).";

    [Fact]
    public async Task The_migrations_lead_to_the_model()
    {
        await using var app = await StartAsync();
        await using var context = Migrating(app);
        Assert.False(context.Database.HasPendingModelChanges(), Stale);
    }

    [Fact]
    public async Task The_sql_that_is_applied_is_that_of_the_migrations()
    {
        await using var app = await StartAsync();
        await using var context = Migrating(app);
        var migrator = context.GetService<IMigrator>();
        var applied = app.Get<Dialect>().Migrations;

        Assert.Equal(context.Database.GetMigrations(), applied.Select(m => m.Id));
        foreach (var (previous, script) in applied.Select(m => m.Id).Prepend(Migration.InitialDatabase).Zip(applied))
        {
            Assert.Equal(migrator.GenerateScript(previous, script.Id, MigrationsSqlGenerationOptions.NoTransactions), script.Sql);
        }
    }

    [Fact]
    public async Task The_compiled_model_is_the_model()
    {
        await using var app = await StartAsync();
        await using var compiled = await app.Get<IDbContextFactory<WorkflowContext>>().CreateDbContextAsync();
        var options = new DbContextOptionsBuilder<WorkflowContext>();
        app.Get<Dialect>().Configure(options);
        var convention = options.Options.GetExtension<CoreOptionsExtension>().WithModel(null!);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(convention);
        await using var built = new WorkflowContext(options.Options);

        Assert.True(Describe(built.Model) == Describe(compiled.Model), Stale);

        // Not the model's own text, which also has the types of the queries that were asked meanwhile.
        static string Describe(IModel model) => string.Join('\n', model.GetEntityTypes().Select(e => e.ToDebugString(MetadataDebugStringOptions.LongDefault)));
    }

    [Fact]
    public async Task A_title_that_was_stored_in_one_language_serves_for_both()
    {
        await using var app = await StartAsync();
        var id = (await app.StartTinyAsync("""{ "title": "窃电嫌疑", "titleEn": "Suspected theft", "tasks": [ { "assignee": "ada" } ] }""")).InstanceId;
        await using var context = Migrating(app);

        await context.GetService<IMigrator>().MigrateAsync("20261101000000_Initial");
        await SchemaUpgrade.RunAsync(app.Get<Dialect>(), CancellationToken.None);

        Assert.Equal(LocalizedText.Same("窃电嫌疑"), (await app.Queries.FindInstanceAsync(Ada, id))!.Item.Header.Title);
    }

    [Fact]
    public async Task Data_of_a_newer_program_are_left_alone()
    {
        await using var app = await StartAsync();
        await using var context = Migrating(app);
        await context.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')""");

        var refused = await Assert.ThrowsAsync<IOException>(() => SchemaUpgrade.RunAsync(app.Get<Dialect>(), CancellationToken.None));

        Assert.Contains("29990101000000_Later", refused.Message, StringComparison.Ordinal);
    }

    protected static WorkflowContext Migrating(TestApp app) => app.Get<Dialect>().WithMigrations(app.Get<DbContextOptions<WorkflowContext>>());
}
