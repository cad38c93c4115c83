using Microsoft.EntityFrameworkCore;
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
        foreach (var table in (string[])["steps", "instance_states", "instance_people", "tasks", "task_details", "task_candidates"])
        {
            var key = table is "task_details" or "task_candidates" ? "task_id NOT IN (SELECT id FROM tasks)" : "instance_id = @p0";
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

    private static async Task<long> ExaminedAsync(TestApp app) =>
        (await app.Operations.SelfCheckAsync()).Checks.Single(c => c.Code == "history.uncut").Examined;
}
