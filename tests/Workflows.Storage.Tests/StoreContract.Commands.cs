using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_completed_instance_can_be_read_with_its_whole_history()
    {
        await using var app = await StartAsync();
        var started = await app.StartTinyAsync("""{ "title": "窃电嫌疑", "titleEn": "Suspected theft", "tasks": [ { "assignee": "ada" } ] }""");
        var instance = await app.LoadAsync(started.InstanceId);

        var outcome = await app.Runner.RunAsync(Complete(instance, Ada));

        Assert.True(outcome.Accepted);
        Assert.Equal(2, outcome.Revision);
        var detail = await app.Queries.FindInstanceAsync(Ada, instance.Id);
        Assert.NotNull(detail);
        Assert.Equal(InstanceStatus.Finished, detail.Instance.Status);
        Assert.Equal(new LocalizedText("窃电嫌疑", "Suspected theft"), detail.Item.Header.Title);
        Assert.Equal([1L, 2, 3, 4], detail.History.Select(h => h.Sequence));
        Assert.Equal("电表倒走", (string?)Assert.IsType<TaskCompleted>(detail.History[2].Event).Data["found"]);
        Assert.Equal("ada", detail.History[2].By.PersonId);
        Assert.Equal("电表倒走", (string?)Assert.Single(detail.Tasks).Submission!["found"]);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_stale_write_is_refused()
    {
        await using var app = await StartAsync();
        var store = app.Get<IInstanceStore>();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""")).InstanceId);
        Step StepOf(Guid command) => new(
            new CancelInstance(command, instance.Id, Ada, "x"),
            instance,
            new Decision { Next = instance with { Revision = 2 }, Events = [new LineWritten("x")] },
            app.Clock.GetUtcNow(),
            null);

        Assert.Equal(CommitResult.Committed, await store.CommitAsync(StepOf(Guid.CreateVersion7())));
        Assert.Equal(CommitResult.Stale, await store.CommitAsync(StepOf(Guid.CreateVersion7())));
        Assert.Equal(2, (await app.LoadAsync(instance.Id)).Revision);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_step_that_another_process_has_overtaken_is_decided_again()
    {
        await using var app = await StartAsync();
        await using var other = await StartAsync(shareDataOf: app);
        var started = await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" }, { "assignee": "ada" } ] }""");
        var seenByOther = await other.LoadAsync(started.InstanceId);

        Assert.True((await app.Runner.RunAsync(Complete(await app.LoadAsync(started.InstanceId), Ada))).Accepted);
        var second = await other.Runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), seenByOther.Id, Ada, seenByOther.Tasks[1].Id, "Done", [], null));

        Assert.True(second.Accepted);
        Assert.Equal(3, second.Revision);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task The_same_command_id_again_returns_the_first_outcome()
    {
        await using var app = await StartAsync();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""")).InstanceId);
        var command = Complete(instance, Ada);

        var first = await app.Runner.RunAsync(command);
        var again = await app.Runner.RunAsync(command);

        Assert.False(first.Replayed);
        Assert.Equal(first with { Replayed = true }, again);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task The_same_command_given_twice_at_the_same_time_is_carried_out_once()
    {
        await using var app = await StartAsync();
        await using var other = await StartAsync(shareDataOf: app);
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""")).InstanceId);
        var command = Complete(instance, Ada);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? app : other).Runner.RunAsync(command)));

        Assert.All(outcomes, o => Assert.True(o.Accepted));
        Assert.Single(outcomes, o => !o.Replayed);
        Assert.Equal(2, (await app.LoadAsync(instance.Id)).Revision);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task The_same_start_again_returns_the_first_instance_even_with_a_new_instance_id()
    {
        await using var app = await StartAsync();
        var commandId = Guid.CreateVersion7();

        var first = await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""", commandId);
        var again = await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""", commandId);

        Assert.Equal(first.InstanceId, again.InstanceId);
        Assert.True(again.Replayed);
        Assert.Equal(1, (await app.Operations.StatusAsync()).Running);
    }

    [Fact]
    public async Task An_instance_id_that_is_taken_is_refused()
    {
        await using var app = await StartAsync();
        var first = await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""");

        var outcome = await app.Runner.StartAsync("tiny", new StartInstance(Guid.CreateVersion7(), first.InstanceId, Ada, []));

        Assert.Equal("instance.exists", outcome.Refusal?.Code);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_command_id_used_for_something_else_is_refused()
    {
        await using var app = await StartAsync();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" }, { "assignee": "ada" } ] }""")).InstanceId);
        var commandId = Guid.CreateVersion7();
        await app.Runner.RunAsync(Complete(instance, Ada, commandId: commandId));

        var outcome = await app.Runner.RunAsync(new CompleteTask(commandId, instance.Id, Ada, instance.Tasks[1].Id, "Done", [], null));

        Assert.Equal("command.id-reused", outcome.Refusal?.Code);
    }

    [Fact]
    public async Task A_refusal_is_not_remembered_so_the_corrected_form_may_come_under_the_same_id()
    {
        await using var app = await StartAsync();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""")).InstanceId);
        var commandId = Guid.CreateVersion7();

        Assert.Equal("task.form-invalid", (await app.Runner.RunAsync(Complete(instance, Ada, "Refuse", commandId))).Refusal?.Code);
        Assert.True((await app.Runner.RunAsync(Complete(instance, Ada, "Done", commandId))).Accepted);
    }

    [Fact]
    public async Task A_person_who_may_not_see_an_instance_is_told_that_there_is_none()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var instance = await app.LoadAsync((await app.StartTinyAsync("""{ "unit": "C2", "tasks": [ { "role": "county-officer", "unit": "C2" } ] }""")).InstanceId);

        var outcome = await app.Runner.RunAsync(Complete(instance, Ada));

        Assert.Equal("instance.not-found", outcome.Refusal?.Code);
        Assert.Equal(1, (await app.LoadAsync(instance.Id)).Revision);
    }

    [Fact]
    public async Task Only_operators_may_cancel()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var id = (await app.StartTinyAsync("""{ "unit": "C1", "tasks": [ { "assignee": "ada" } ] }""")).InstanceId;

        Assert.Equal("command.not-allowed", (await app.Runner.RunAsync(new CancelInstance(Guid.CreateVersion7(), id, Ada, "no"))).Refusal?.Code);
        Assert.True((await app.Runner.RunAsync(new CancelInstance(Guid.CreateVersion7(), id, TestApp.Person("root", Roles.Administrator, "P"), "test"))).Accepted);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task Numbers_count_up_per_day_without_doubles_over_two_processes()
    {
        await using var app = await StartAsync();
        var workflow = TestApp.Workflow("numbered", "N", """{ "closedLoop": { "numberPrefix": "JC" } }""");
        await app.PublishAsync("numbered", workflow);
        await using var other = await StartAsync(shareDataOf: app);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? app : other).StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""", definition: "numbered")));
        app.Clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = await app.StartTinyAsync("""{ "tasks": [ { "assignee": "ada" } ] }""", definition: "numbered");

        Assert.All(outcomes, o => Assert.True(o.Accepted, o.Refusal?.Message.En));
        var numbers = new List<string?>();
        foreach (var outcome in outcomes)
        {
            numbers.Add((await app.LoadAsync(outcome.InstanceId)).Header.Number);
        }

        Assert.Equal(20, numbers.Distinct().Count());
        Assert.Contains("JC20261123-0001", numbers);
        Assert.Equal("JC20261124-0001", (await app.LoadAsync(tomorrow.InstanceId)).Header.Number);
    }
}
