using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Runtime.Operations;
using Workflows.Storage.Audit;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_history_that_was_cut_is_told_from_one_that_was_altered()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        var other = await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        await app.AssertSoundAsync();

        // Everything of one instance is taken out, as if it had never been.
        foreach (var table in (string[])["steps", "instance_states", "instance_people", "tasks", "task_details", "inbox"])
        {
            var key = table is "task_details" or "inbox" ? "task_id NOT IN (SELECT id FROM tasks)" : "instance_id = @p0";
            await app.Get<GroupCommitWriter>().WriteAsync(s => s[$"DELETE FROM {table} WHERE {key}"].Execute(key.Contains('@', StringComparison.Ordinal) ? [other.InstanceId] : []));
        }

        await app.Get<GroupCommitWriter>().WriteAsync(s => s["DELETE FROM instances WHERE id = @p0"].Execute(other.InstanceId));

        var report = await app.Operations.SelfCheckAsync();
        Assert.Equal(["history.uncut"], report.Checks.Where(c => !c.Findings.IsEmpty).Select(c => c.Code));
        Assert.Contains("had 2 steps when it was sealed; now there are 1", report.Checks.Single(c => c.Code == "history.uncut").Findings.Single().Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE seals SET steps = steps - 1 WHERE day = '2026-11-23'")]
    [InlineData("DELETE FROM seals WHERE day = '2026-11-24'")]
    public async Task A_seal_that_was_altered_or_taken_out_is_found(string damage)
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        await app.AssertSoundAsync();

        await app.Get<GroupCommitWriter>().WriteAsync(s => s[damage].Execute());

        Assert.NotEmpty((await app.Operations.SelfCheckAsync()).Checks.Single(c => c.Code == "history.uncut").Findings);
    }

    [Fact]
    public async Task A_head_that_was_kept_outside_tells_whether_the_chain_is_still_the_same()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        await using var context = await app.Get<IDbContextFactory<WorkflowContext>>().CreateDbContextAsync();
        var seal = await context.Seals.SingleAsync(s => s.Day == "2026-11-23");
        var kept = new KeptHead(new DateOnly(2026, 11, 23), Convert.ToHexStringLower(seal.Head));

        Assert.Empty((await app.Operations.CheckHeadAsync(kept)).Findings);
        Assert.Contains("no seal", (await app.Operations.CheckHeadAsync(kept with { Day = new DateOnly(2026, 11, 22) })).Findings.Single().Message.En, StringComparison.Ordinal);

        // Somebody makes another history, key and seals included.
        await app.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE seals SET head = @p0"].Execute([new byte[32]]));
        Assert.Contains("not the one that was kept", (await app.Operations.CheckHeadAsync(kept)).Findings.Single().Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_is_sealed_once_and_only_when_it_is_over()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        var sealer = app.Get<AuditSealer>();

        await sealer.SealAsync(CancellationToken.None);
        Assert.Equal(0, await ExaminedAsync(app));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await sealer.SealAsync(CancellationToken.None);
        await sealer.SealAsync(CancellationToken.None);
        Assert.Equal(1, await ExaminedAsync(app));
        app.Clock.Advance(TimeSpan.FromDays(3));
        await sealer.SealAsync(CancellationToken.None);
        Assert.Equal(4, await ExaminedAsync(app));
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_key_that_was_lost_is_told_from_a_history_that_was_altered()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        File.Delete(Path.Combine(app.Folder, "audit.key"));
        await using var again = await StartAsync(shareDataOf: app);
        await AssertAnotherKeyAsync(again);

        await again.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        await AssertAnotherKeyAsync(again);

        again.Clock.Advance(TimeSpan.FromMinutes(1));
        await again.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        await again.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE steps SET subject = 'x' WHERE at = (SELECT MAX(at) FROM steps)"].Execute());
        Assert.NotNull((await UnalteredAsync(again)).Findings[0].InstanceId);

        static async Task AssertAnotherKeyAsync(TestApp app) => Assert.StartsWith("No step up to 2026-11-23 02:01:00 UTC was signed with the present key", Assert.Single((await UnalteredAsync(app)).Findings).Message.En, StringComparison.Ordinal);
        static async Task<SelfCheckItem> UnalteredAsync(TestApp app) => (await app.Operations.SelfCheckAsync()).Checks.Single(c => c.Code == "history.unaltered");
    }

    [Fact]
    public async Task A_lost_key_is_said_once_and_what_it_has_sealed_is_still_held_against_history()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        File.Delete(Path.Combine(app.Folder, "audit.key"));
        await using var again = await StartAsync(shareDataOf: app);

        Assert.Equal([("history.unaltered", 1)], await FindingsAsync());

        again.Clock.Advance(TimeSpan.FromDays(1));
        await again.Get<AuditSealer>().SealAsync(CancellationToken.None);
        await again.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE seals SET steps = steps + 1 WHERE day = '2026-11-23'"].Execute());

        Assert.Equal([("history.unaltered", 1), ("history.uncut", 1)], await FindingsAsync());

        async Task<IEnumerable<(string, int)>> FindingsAsync() =>
            (await again.Operations.SelfCheckAsync()).Checks.Where(c => !c.Findings.IsEmpty).Select(c => (c.Code, c.Findings.Length));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_puts_nothing_into_a_day_that_is_sealed()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        app.Clock.AdjustTime(app.Clock.GetUtcNow().AddHours(-20));

        var late = await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        await app.AssertSoundAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), (await app.Queries.FindInstanceAsync(Ada, late.InstanceId))!.History[0].At);

        await using var again = await StartAsync(shareDataOf: app);
        await again.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        await again.AssertSoundAsync();
    }

    [Fact]
    public async Task Steps_that_were_altered_all_at_once_are_not_taken_for_a_lost_key_when_the_key_has_sealed_their_day()
    {
        await using var app = await StartAsync();
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);

        await app.Get<GroupCommitWriter>().WriteAsync(s => s["UPDATE steps SET subject = 'x'"].Execute());

        Assert.All((await app.Operations.SelfCheckAsync()).Checks.Single(c => c.Code == "history.unaltered").Findings, f => Assert.NotNull(f.InstanceId));
    }

    [Fact]
    public async Task The_head_of_the_last_sealed_day_is_published_once_whoever_seals_again()
    {
        await using var app = await StartHeadsAsync("auditor@example.test");
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(3));

        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        await using (var again = await StartHeadsAsync("auditor@example.test", app))
        {
            await again.Get<AuditSealer>().SealAsync(CancellationToken.None);
        }

        var instance = Assert.Single(await HeadsAsync(app));
        await using var context = await app.Get<IDbContextFactory<WorkflowContext>>().CreateDbContextAsync();
        var last = await context.Seals.OrderByDescending(s => s.Day).FirstAsync();
        Assert.Equal(("2026-11-25", 0L, Convert.ToHexStringLower(last.Head), "auditor@example.test"), ((string?)instance.Input["day"], (long)instance.Input["steps"]!, (string?)instance.Input["head"], (string?)instance.Input["to"]));

        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        Assert.Equal(2, (await HeadsAsync(app)).Count);
    }

    [Fact]
    public async Task Without_an_address_no_head_is_published_and_a_head_that_nobody_listens_to_waits()
    {
        await using var app = await StartHeadsAsync("");
        await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Get<AuditSealer>().SealAsync(CancellationToken.None);
        Assert.Empty(await HeadsAsync(app));

        await using var deaf = await StartAsync(s => s.PostConfigure<StorageOptions>(o => o.MailHeadsTo = "auditor@example.test"));
        await deaf.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");
        deaf.Clock.Advance(TimeSpan.FromDays(2));
        await deaf.Get<AuditSealer>().SealAsync(CancellationToken.None);
        await PublishHeadsAsync(deaf);
        await deaf.Get<AuditSealer>().SealAsync(CancellationToken.None);
        Assert.Single(await HeadsAsync(deaf));
    }

    private async Task<TestApp> StartHeadsAsync(string to, TestApp? shareDataOf = null)
    {
        var app = await StartAsync(s => s.PostConfigure<StorageOptions>(o => o.MailHeadsTo = to), shareDataOf);
        await PublishHeadsAsync(app);
        return app;
    }

    private static async Task PublishHeadsAsync(TestApp app) => Assert.Empty((await app.PublishAsync("heads", TestApp.Workflow("heads", "Heads", activity:
        """{ "id": "sealed", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "AuditDaySealed" } }, "customProperties": { "canStartWorkflow": true } }"""))).Problems);

    private static async Task<IReadOnlyList<Core.Instances.WorkflowInstance>> HeadsAsync(TestApp app)
    {
        await using var context = await app.Get<IDbContextFactory<WorkflowContext>>().CreateDbContextAsync();
        var ids = await context.Instances.Where(i => i.DefinitionId == "heads").Select(i => i.Id).ToListAsync();
        return [.. await Task.WhenAll(ids.Select(app.LoadAsync))];
    }

    private static async Task<long> ExaminedAsync(TestApp app) =>
        (await app.Operations.SelfCheckAsync()).Checks.Single(c => c.Code == "history.uncut").Examined;
}
