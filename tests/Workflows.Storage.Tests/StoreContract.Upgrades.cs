using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Workflows.Core;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task The_migrations_lead_to_the_model()
    {
        await using var app = await StartAsync();
        await using var context = app.Get<Dialect>().WithMigrations(app.Get<DbContextOptions<WorkflowContext>>());
        Assert.False(context.Database.HasPendingModelChanges(), "The model has changed: write a migration with src/Workflows/Storage/migrations.sh.");
    }

    [Fact]
    public async Task A_title_that_was_stored_in_one_language_serves_for_both()
    {
        await using var app = await StartAsync();
        var id = (await app.StartTinyAsync("""{ "title": "窃电嫌疑", "titleEn": "Suspected theft", "tasks": [ { "assignee": "ada" } ] }""")).InstanceId;
        await using var context = app.Get<Dialect>().WithMigrations(app.Get<DbContextOptions<WorkflowContext>>());
        var migrator = context.GetService<IMigrator>();

        await migrator.MigrateAsync("20261101000000_Initial");
        await migrator.MigrateAsync();

        Assert.Equal(LocalizedText.Same("窃电嫌疑"), (await app.Queries.FindInstanceAsync(Ada, id))!.Item.Header.Title);
    }
}
